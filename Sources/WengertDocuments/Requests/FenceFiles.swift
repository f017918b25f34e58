public import WengertNotation

/// How a fence reads the file that it names; given by whoever may touch files.
public struct FenceFiles: Sendable {
  /// Reads a file by its path inside the document's folder, which is relative, leads nowhere else, and ends in `.expr`.
  ///
  /// The reader resolves symbolic links, stays inside the folder and limits the size. The text's name is what messages
  /// call the file.
  public let read: @Sendable (_ path: String) throws(FenceFileError) -> SourceText

  /// Files that a closure reads.
  public init(_ read: @escaping @Sendable (_ path: String) throws(FenceFileError) -> SourceText) {
    self.read = read
  }

  /// No files, as for a document without a folder.
  public static let none = FenceFiles { (_: String) throws(FenceFileError) in throw .noFolder }
}

/// Why a file is not read.
public enum FenceFileError: Error, Equatable, Sendable {
  /// The document has no folder.
  case noFolder
  /// There is no such file.
  case missing
  /// What has that name is no file.
  case notAFile
  /// A symbolic link leads out of the document's folder.
  case outside
  /// The file is larger than so many bytes.
  case tooLarge(limit: Int)
  /// The file is not UTF-8.
  case notText
  /// The system refuses.
  case unreadable

  /// What is wrong, in one line.
  var message: String {
    switch self {
    case .noFolder: "this document has no folder that a file could be in"
    case .missing: "there is no such file"
    case .notAFile: "this is not a file"
    case .outside: "this file is outside of the document's folder"
    case .tooLarge(let limit): "this file is larger than \(limit >> 10) KiB"
    case .notText: "this file is not UTF-8 text"
    case .unreadable: "this file cannot be read"
    }
  }
}

/// The path of a file that a document may name.
enum FencePath {
  /// The path, if it is relative, stays inside its folder by its letters alone, names nothing hidden, which nobody would
  /// see change, and ends in `.expr`.
  static func checked(_ path: String) throws(DocumentError.Problem) -> String {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let isSafe = parts.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
    let isPlain = !path.unicodeScalars.contains {
      $0 == "\\" || $0 == ":" || $0.properties.generalCategory == .control
    }
    guard isSafe, isPlain, path.hasSuffix(".expr"), path.utf8.count <= 1_000 else {
      throw .malformedPath(path)
    }
    return path
  }
}
