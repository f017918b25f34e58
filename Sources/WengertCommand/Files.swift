import Foundation
import Wengert
import WengertNotation

/// What went wrong between the tool and the world around it; `description` is the whole message.
struct Failure: Error, CustomStringConvertible {
  let description: String
}

/// Reading and writing whole texts: files, folders and streams as the command line names them.
enum Files {
  /// The largest text that is read: offsets into it are 32 bits wide.
  private static let inputLimit = 1 << 30

  /// What messages call a file.
  static func name(_ path: String) -> String { path == "-" ? "<stdin>" : path }

  /// A text in the notation from a file or, for `-`, from standard input.
  static func read(_ path: String) throws -> SourceText {
    SourceText(try text(path), name: name(path))
  }

  /// A text from a file or, for `-`, from standard input; a byte order mark is a part of it.
  ///
  /// - Parameter name: what messages call it, if not its path.
  static func text(_ path: String, named name: String? = nil) throws -> String {
    let name = name ?? self.name(path)
    let data = path == "-" ? try contents(.standardInput, name) : try contents(path)
    guard let text = String(validating: data, as: UTF8.self) else {
      throw Failure(description: Encoding.complaint(about: data, name))
    }
    return text
  }

  /// Whether two paths lead to one file.
  static func areSame(_ first: String, _ second: String) -> Bool {
    resolved(first) == resolved(second)
  }

  /// Where a path leads, symbolic links followed.
  static func resolved(_ path: String) -> URL { resolved(URL(fileURLWithPath: path)) }

  /// Where a file leads, likewise.
  static func resolved(_ url: URL) -> URL { url.resolvingSymlinksInPath().standardizedFileURL }

  /// The bytes of a file.
  static func contents(_ path: String) throws -> Data {
    var isDirectory: ObjCBool = false
    guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) else {
      throw Failure(description: "\(path): error: there is no such file")
    }
    guard !isDirectory.boolValue else {
      throw Failure(description: "\(path): error: this is a folder, not a file")
    }
    return try contents(
      try wrapping(path) { try FileHandle(forReadingFrom: URL(fileURLWithPath: path)) }, path)
  }

  /// What a stream says until it ends; some never do, so the limit is kept while reading.
  private static func contents(_ handle: FileHandle, _ name: String) throws -> Data {
    var data = Data()
    while let piece = try wrapping(name, { try handle.read(upToCount: 1 << 20) }), !piece.isEmpty {
      data.append(piece)
      guard data.count <= inputLimit else {
        throw Failure(
          description: "\(name): error: the text is larger than \(inputLimit >> 20) MiB\n"
            + "  = help: places in a text are counted in 32 bits; take it apart")
      }
    }
    return data
  }

  /// Takes the next piece of a text.
  typealias Sink = (_ piece: [UInt8]) throws -> Void

  /// Writes a text to a file, or to standard output for `-`.
  ///
  /// A file appears whole or not at all, keeps its permissions, and is left alone where it already says the same. A
  /// link stays a link, and what is no file, such as a pipe, is written to as it is.
  ///
  /// - Parameter source: the file that was read, which must not be overwritten.
  static func write(_ text: String, to path: String, reading source: String? = nil) throws {
    try write(to: path, reading: source) { try $0(Array(text.utf8)) }
  }

  /// Writes a text that comes piece by piece, likewise.
  static func write(
    to path: String, reading source: String? = nil, _ body: (Sink) throws -> Void
  ) throws {
    guard path != "-" else {
      return try wrapping("<stdout>") { try write(to: .standardOutput, body) }
    }
    guard !path.isEmpty else { throw Failure(description: "error: the output has no name") }
    if let source, source != "-", areSame(source, path) {
      throw Failure(
        description: "\(path): error: this is the file that is read; name another output")
    }
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let old = try? FileManager.default.attributesOfItem(atPath: url.path)
    switch old?[.type] as? FileAttributeType {
    case .typeDirectory?:
      throw Failure(description: "\(path): error: this is a folder, not a file")
    case .typeRegular?, nil: try wrapping(path) { try OutputFile.write(to: url, body) }
    default: try wrapping(path) { try write(to: FileHandle(forWritingTo: url), body) }
    }
  }

  private static func write(to handle: FileHandle, _ body: (Sink) throws -> Void) throws {
    try body { try handle.write(contentsOf: $0) }
  }

  /// A line for people, on standard error.
  ///
  /// Whatever is in a name of a file or in a text, it cannot drive the terminal. Where nobody listens, there is nobody to
  /// tell that.
  static func message(_ text: String) {
    try? FileHandle.standardError.write(contentsOf: Data((text.shownLines + "\n").utf8))
  }

  /// Says where an output went: the path as it is for a program that reads it, and in signs that are seen on a terminal.
  static func report(_ path: String) throws {
    guard path != "-" else { return }
    try write((isatty(STDOUT_FILENO) == 1 ? path.shown : path) + "\n", to: "-")
  }

  /// The file's name without folders and suffix.
  static func stem(_ path: String) -> String {
    URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
  }

  /// The suffix of the file's name, without the dot; nil where there is none.
  static func suffix(_ path: String) -> String? {
    let suffix = URL(fileURLWithPath: path).pathExtension
    return suffix.isEmpty ? nil : suffix
  }

  /// The default place of an output: `output/NAME.SUFFIX`, the name made safe for every file system.
  static func defaultPath(_ name: String, suffix: String) -> String {
    let safe = String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" })
    return "output/\(safe.prefix(100)).\(suffix)"
  }

  /// Says which file or folder an error of the system is about.
  static func wrapping<T>(_ name: String, _ body: () throws -> T) throws -> T {
    do {
      return try body()
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(description: "\(name): error: \(reason(error))")
    }
  }

  /// Why the system refused something, in its own words where it has any.
  static func reason(_ error: any Error) -> String {
    var next: NSError? = error as NSError
    while let error = next {
      if error.domain == NSPOSIXErrorDomain, error.code > 0 {
        return unsafe String(cString: strerror(Int32(error.code)))
      }
      if error.domain == NSCocoaErrorDomain,
        [NSFileReadNoPermissionError, NSFileWriteNoPermissionError].contains(error.code)
      {
        return unsafe String(cString: strerror(EACCES))
      }
      next = error.userInfo[NSUnderlyingErrorKey] as? NSError
    }
    return (error as NSError).localizedDescription
  }

  /// Takes the places of standard streams that are closed, so that no file that is opened gets one of them and is written
  /// to in its stead.
  static func reserveStreams() {
    for stream in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] where fcntl(stream, F_GETFD) == -1 {
      // Opened the wrong way, so that its use is an error as before.
      _ = unsafe open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }
}
