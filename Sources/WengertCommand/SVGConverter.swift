import Foundation

/// PNG and PDF from SVG, by `rsvg-convert`.
struct SVGConverter {
  enum Form {
    /// Pixels, so many for each unit of the SVG.
    case png(scale: Double)
    /// A page as large as the figure.
    case pdf
  }

  private let program: URL
  private let timeout: Duration

  /// The converter that the search path leads to.
  ///
  /// - Parameter timeout: the longest time for one picture.
  init(timeout: Duration) throws {
    self.timeout = timeout
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    let paths = folders.map { "\($0)/rsvg-convert" }
    guard let path = paths.first(where: FileManager.default.isExecutableFile(atPath:)) else {
      throw Failure(
        description: """
          error: PNG and PDF are made by rsvg-convert, which is not installed
          hint: install librsvg2-bin (Debian, Ubuntu), librsvg2-tools (Fedora) or librsvg (Homebrew), or write svg
          """)
    }
    program = URL(fileURLWithPath: path)
  }

  /// The bytes of the picture or page; the same for the same text.
  func convert(_ svg: String, _ form: Form) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("wengert-\(UUID().uuidString)")
    do {
      // Temporary files can lie where everybody looks.
      try FileManager.default.createDirectory(
        at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
      let names = ["figure.svg", "figure", "messages"]
      let leftovers = UnfinishedFiles.removing(
        names.map { folder.appendingPathComponent($0).path } + [folder.path])
      defer {
        try? FileManager.default.removeItem(at: folder)
        leftovers.forget()
      }
      return try convert(svg, form, in: folder)
    } catch let error as Failure {
      throw error
    } catch {
      throw Failure(description: "rsvg-convert: error: \(Files.reason(error))")
    }
  }

  /// Files instead of pipes, so that neither side can wait for the other.
  private func convert(_ svg: String, _ form: Form, in folder: URL) throws -> [UInt8] {
    let (input, output, messages) = (
      folder.appendingPathComponent("figure.svg"), folder.appendingPathComponent("figure"),
      folder.appendingPathComponent("messages")
    )
    try Data(svg.utf8).write(to: input)
    try Data().write(to: messages)
    let process = Process()
    process.executableURL = program
    process.arguments = arguments(form) + ["--output", output.path, input.path]
    var environment = ProcessInfo.processInfo.environment
    // The date in a PDF, which would differ each time.
    environment["SOURCE_DATE_EPOCH"] = environment["SOURCE_DATE_EPOCH"] ?? "0"
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = try FileHandle(forWritingTo: messages)
    try process.run()
    try wait(for: process)
    guard process.terminationReason == .exit, process.terminationStatus == 0 else {
      let words = String(decoding: try Data(contentsOf: messages), as: UTF8.self)
        .replacing(folder.path + "/", with: "").trimmingCharacters(in: .whitespacesAndNewlines)
      throw Failure(
        description: "rsvg-convert: error: \(words.isEmpty ? "it failed without a word" : words)")
    }
    return Array(try Data(contentsOf: output))
  }

  private func wait(for process: Process) throws {
    let deadline = ContinuousClock.now.advanced(by: timeout)
    while process.isRunning {
      guard ContinuousClock.now < deadline else {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
        throw Failure(
          description: """
            rsvg-convert: error: it took longer than \(timeout / .seconds(1)) seconds and was stopped
              = help: --convert-timeout raises the limit
            """)
      }
      usleep(2_000)
    }
    process.waitUntilExit()
  }

  private func arguments(_ form: Form) -> [String] {
    switch form {
    case .png(let scale): ["--unlimited", "--format", "png", "--zoom", "\(scale)"]
    case .pdf: ["--unlimited", "--format", "pdf"]
    }
  }
}
