public import Foundation
import TestSupport

/// The inputs that every run begins with, in `Tests/FuzzCorpus`; what once broke a promise is among them.
public enum Corpus {
  /// The folder of a target's inputs.
  public static func folder(of target: FuzzTarget) -> URL {
    Tool.root.appending(path: "Tests/FuzzCorpus/\(target.rawValue)")
  }

  /// The inputs of a target by the names of their files.
  public static func inputs(of target: FuzzTarget) throws -> [(name: String, bytes: [UInt8])] {
    let folder = folder(of: target)
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { !$0.hasPrefix(".") }
    return try names.sorted().map { ($0, Array(try Data(contentsOf: folder.appending(path: $0)))) }
  }
}
