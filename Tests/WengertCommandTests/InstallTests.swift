import Foundation
import TestSupport
import Testing

/// What `make install` and `make archive` write, with the tool that the tests have.
@Suite struct `Installation` {
  private func make(_ target: String, _ variables: String...) throws -> Tool.Outcome {
    // Variables of a make that runs these tests are none of this one.
    try Tool.run(
      URL(filePath: "/usr/bin/env"),
      ["-u", "MAKEFLAGS", "-u", "MAKELEVEL", "-u", "DESTDIR", "-u", "PREFIX"] + ["make", "-C"]
        + [Tool.root.path, "--no-print-directory", target, "TOOL=\(Tool.wengert.path)"]
        + variables)
  }

  /// All files below a folder.
  private func files(_ folder: URL) throws -> [String] {
    let found = try Tool.run(URL(filePath: "/usr/bin/find"), [".", "!", "-type", "d"], in: folder)
    return found.output.split(separator: "\n").map { String($0.dropFirst(2)) }.sorted()
  }

  @Test func `what was installed works where it is moved, and is removed as a whole`() throws {
    let folder = try TemporaryFolder()
    let neighbour = "usr/share/man/man1/other.1"
    try FileManager.default.createDirectory(
      at: folder.file("stage/\(neighbour)").deletingLastPathComponent(),
      withIntermediateDirectories: true)
    try Data().write(to: folder.file("stage/\(neighbour)"))
    let place = ["PREFIX=/usr", "DESTDIR=\(folder.file("stage").path)"]
    let installed = try make("install", place[0], place[1])
    #expect(installed.status == 0, "\(installed.errors)")
    #expect(installed.output == folder.file("stage/usr/bin/wengert").path + "\n")

    let moved = folder.file("another place")
    try FileManager.default.moveItem(at: folder.file("stage"), to: moved)
    let paths = try files(moved)
    for path in [
      "usr/bin/wengert", "usr/share/man/man1/wengert.1", "usr/share/man/man1/wengert-render.1",
      "usr/share/bash-completion/completions/wengert", "usr/share/zsh/site-functions/_wengert",
      "usr/share/fish/vendor_completions.d/wengert.fish", "usr/share/doc/wengert/LICENSE",
      "usr/share/doc/wengert/licenses/Yams.txt", "usr/share/doc/wengert/docs/site.md",
      "usr/share/doc/wengert/examples/bishop.expr", neighbour,
    ] { #expect(paths.contains(path), "\(path)") }
    let tool = moved.appending(path: "usr/bin/wengert")
    let drawn = try Tool.run(
      tool, ["render", "usr/share/doc/wengert/examples/bishop.expr", "-o", "-"], in: moved)
    #expect(drawn.status == 0 && drawn.output.hasSuffix("</svg>\n"), "\(drawn.errors)")
    // Figures of documents are placed in a child process, which is the tool itself.
    let document = try Tool.run(
      tool, ["markdown", "usr/share/doc/wengert/examples/lecture.md"], in: moved)
    #expect(document.status == 0 && document.errors.isEmpty, "\(document.errors)")

    try FileManager.default.moveItem(at: moved, to: folder.file("stage"))
    let removed = try make("uninstall", place[0], place[1])
    #expect(removed.status == 0 && removed.errors.isEmpty, "\(removed.errors)")
    #expect(try files(folder.file("stage")) == [neighbour])
  }

  @Test(.enabled(if: Tool.find("python3") != nil, "needs python3"))
  func `an archive has the same bytes whenever it is made, and its sum beside it`() throws {
    func archive(_ folder: TemporaryFolder) throws -> (name: String, bytes: Data, sum: String) {
      let outcome = try make("archive", "OUTPUT=\(folder.url.path)", "SOURCE_DATE_EPOCH=1000000000")
      try #require(outcome.status == 0, "\(outcome.errors)")
      let names = try files(folder.url)
      try #require(names.count == 2 && names[1] == names[0] + ".sha256", "\(names)")
      return (
        names[0], try Data(contentsOf: folder.file(names[0])),
        try String(contentsOf: folder.file(names[1]), encoding: .utf8)
      )
    }
    let folder = try TemporaryFolder()
    let (first, second) = (try archive(folder), try archive(TemporaryFolder()))
    #expect(first == second)
    let version = try Tool.run(Tool.wengert, ["--version"]).output.dropLast()
    #expect(first.name.hasPrefix("wengert-\(version)-") && first.name.hasSuffix(".tar.gz"))
    #expect(first.sum.hasSuffix("  \(first.name)\n"))
    let listed = try Tool.run(
      URL(filePath: "/bin/sh"), ["-c", "TZ=UTC tar -tvzf \(first.name)"], in: folder.url)
    #expect(listed.status == 0)
    for line in listed.output.split(separator: "\n") {
      #expect(line.contains("0/0") && line.contains("2001-09-09"), "\(line)")
    }
    if let sha256sum = Tool.find("sha256sum") {
      let checked = try Tool.run(
        sha256sum, ["--check", "--quiet", "\(first.name).sha256"], in: folder.url)
      #expect(checked.status == 0, "\(checked.errors)")
    }
  }
}
