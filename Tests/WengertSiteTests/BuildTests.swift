import Foundation
import TestSupport
import Testing

/// Runs `wengert build` on files.
@Suite struct `Builds` {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try write("src/a.md", "# A\n\n[](sub/b.md)\n\n```wengert {id=f}\nf(x) = x^2\nat x = 3\n```\n")
    try write("src/sub/b.md", "# B\n\n[](../a.md#f) ![p](p.txt)\n")
    try write("src/sub/p.txt", "p")
  }

  private func write(_ path: String, _ text: String) throws {
    let url = folder.file(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func build(_ arguments: String..., in place: URL? = nil) throws -> Tool.Outcome {
    return try Tool.run(Tool.wengert, ["build"] + arguments, in: place ?? folder.url)
  }

  /// The files of a folder with their bytes.
  private func files(_ path: String) throws -> [String: Data] {
    let root = folder.file(path)
    guard let names = try? FileManager.default.subpathsOfDirectory(atPath: root.path) else {
      return [:]
    }
    var result: [String: Data] = [:]
    for name in names {
      if let data = FileManager.default.contents(atPath: root.appending(path: name).path) {
        result[name] = data
      }
    }
    return result
  }

  @Test func `write the same bytes from any folder, and nothing again that says the same`() throws {
    let first = try build("src", "-o", "site")
    #expect(first.status == 0 && first.output == "site/index.html\n", "\(first.errors)")
    let files = try files("site")
    #expect(files["a.html"] != nil && files["sub/b.html"] != nil && files["sub/p.txt"] != nil)
    let place = folder.file("site/a.html").path
    let before = try FileManager.default.attributesOfItem(atPath: place)[.systemFileNumber] as? Int
    #expect(try build("src", "-o", "site").status == 0)
    let after = try FileManager.default.attributesOfItem(atPath: place)[.systemFileNumber] as? Int
    #expect(before == after, "the file was not replaced")
    let other = try build(
      folder.file("src").path, "-o", "../other", in: folder.file("src"))
    #expect(other.status == 0, "\(other.errors)")
    #expect(try self.files("other") == files)
  }

  @Test func `remove what an earlier build wrote and nothing else`() throws {
    #expect(try build("src", "-o", "site").status == 0)
    try write("site/mine.txt", "mine")
    try FileManager.default.removeItem(at: folder.file("src/sub"))
    try write("src/a.md", "# A\n")
    #expect(try build("src", "-o", "site").status == 0)
    let files = try files("site")
    #expect(files["mine.txt"] != nil && files["sub/b.html"] == nil && files["sub/p.txt"] == nil)
    #expect(!FileManager.default.fileExists(atPath: folder.file("site/sub").path))
  }

  @Test func `a list that leads elsewhere removes nothing there`() throws {
    #expect(try build("src", "-o", "site").status == 0)
    try write("keep.txt", "keep")
    let list = String(
      decoding: try #require(try files("site")[".wengert-site"]), as: UTF8.self)
    try write("site/.wengert-site", list + "../keep.txt\nsub/../../keep.txt\n")
    #expect(try build("src", "-o", "site").status == 0)
    #expect(FileManager.default.fileExists(atPath: folder.file("keep.txt").path))
  }

  @Test func `nothing is written or removed by way of a link in the site's folder`() throws {
    #expect(try build("src", "-o", "site").status == 0)
    try write("keep/p.txt", "keep")
    try FileManager.default.removeItem(at: folder.file("site/sub"))
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("site/sub").path, withDestinationPath: "../keep")
    let linked = try build("src", "-o", "site")
    #expect(linked.status == 1, "\(linked.output)")
    #expect(linked.errors.hasPrefix("site/sub: error: this is a link"), "\(linked.errors)")
    #expect(try files("keep") == ["p.txt": Data("keep".utf8)])
    try FileManager.default.removeItem(at: folder.file("src/sub"))
    try write("src/a.md", "# A\n")
    #expect(try build("src", "-o", "site").status == 0)
    #expect(try files("keep") == ["p.txt": Data("keep".utf8)])
    // The folder of the site itself can be reached by a link.
    try FileManager.default.createSymbolicLink(
      atPath: folder.file("link").path, withDestinationPath: "site")
    #expect(try build("src", "-o", "link").status == 0)
    let file = folder.file("site/a.html")
    try FileManager.default.removeItem(at: file)
    try FileManager.default.createSymbolicLink(
      atPath: file.path, withDestinationPath: "../keep/p.txt")
    #expect(try build("src", "-o", "site").status == 1)
    #expect(try files("keep") == ["p.txt": Data("keep".utf8)])
  }

  @Test func `a front page of the author's is copied, and not made as well`() throws {
    try write("src/index.html", "<p>mine")
    #expect(try build("src", "-o", "site").status == 0)
    let place = folder.file("site/index.html").path
    #expect(FileManager.default.contents(atPath: place) == Data("<p>mine".utf8))
    let before = try FileManager.default.attributesOfItem(atPath: place)[.modificationDate] as? Date
    #expect(try build("src", "-o", "site").status == 0)
    let after = try FileManager.default.attributesOfItem(atPath: place)[.modificationDate] as? Date
    #expect(before == after, "the file was not written again")
  }

  @Test func `a folder that cannot be read is a message with its path`() throws {
    let isRoot = getuid() == 0
    if isRoot, Tool.find("setpriv") == nil { return }
    let run = isRoot ? "setpriv --reuid=65534 --clear-groups" : "env"
    let outcome = try Tool.run(
      URL(filePath: "/bin/sh"),
      [
        "-c",
        """
        chmod 777 .; chmod 000 src/sub
        \(run) '\(Tool.wengert.path)' build src -o site --no-cache; chmod 755 src/sub
        """,
      ], in: folder.url)
    #expect(outcome.errors == "src/sub: error: Permission denied\n")
  }

  #if os(Linux)
    @Test
    func `a name is found however its accents are written, and no page takes another's place`()
      throws
    {
      // An accent of its own in the folder, one letter with it in the page.
      try write("src/e\u{301}.txt", "e")
      try write("src/c.md", "# C\n\n[e](\u{E9}.txt)\n")
      let outcome = try build("src", "-o", "site")
      #expect(outcome.status == 0, "\(outcome.errors)")
      let page = String(decoding: try #require(try files("site")["c.html"]), as: UTF8.self)
      #expect(page.contains("<a href=\"e%CC%81.txt\">e</a>"))
      try write("src/u\u{308}.md", "# U\n")
      try write("src/\u{FC}.md", "# Other\n")
      let twice = try build("src", "-o", "site")
      #expect(twice.status == 1, "\(twice.output)")
      #expect(twice.errors.contains("error: another file has the same name"), "\(twice.errors)")
    }
  #endif

  @Test func `files that no build wrote are not overwritten`() throws {
    try write("site/a.html", "mine")
    let outcome = try build("src", "-o", "site")
    #expect(outcome.status == 1)
    #expect(
      outcome.errors.hasPrefix("site/a.html: error: this file was not written by wengert build"))
    #expect(try files("site") == ["a.html": Data("mine".utf8)])
  }

  @Test func `write nothing where something is wrong, and messages with --keep-going`() throws {
    try write("src/a.md", "# A\n\n```wengert\nf(x) = (\n```\n")
    let outcome = try build("src", "-o", "site")
    #expect(outcome.status == 1)
    #expect(outcome.errors.contains("src/a.md:4:8: error: "), "\(outcome.errors)")
    #expect(try files("site").isEmpty)
    #expect(try build("src", "-o", "site", "--keep-going").status == 2)
    let page = String(decoding: try #require(try files("site")["a.html"]), as: UTF8.self)
    #expect(page.contains("wengert-error") && !page.contains(folder.url.path))
  }

  @Test func `read nothing outside of the folder`() throws {
    try write("secret.txt", "secret")
    try write("secret.expr", "f(x) = x")
    try write("src/a.md", "# A\n\n```wengert {file=out.expr}\n```\n")
    try FileManager.default.createSymbolicLink(
      at: folder.file("src/.out.expr"), withDestinationURL: folder.file("secret.expr"))
    try write("src/b.md", "```wengert {file=../secret.expr}\n```\n")
    let named = try build("src", "-o", "site")
    #expect(named.status == 1 && named.errors.contains("src/b.md:1:"), "\(named.errors)")
    try FileManager.default.createSymbolicLink(
      at: folder.file("src/out.txt"), withDestinationURL: folder.file("secret.txt"))
    let linked = try build("src", "-o", "site")
    #expect(linked.status == 1)
    #expect(linked.errors.hasPrefix("src/out.txt: error: this link leads out of the folder"))
    #expect(try files("site").isEmpty)
  }

  @Test func `the site cannot be the folder of its pages`() throws {
    #expect(try build("src", "-o", "src").status == 1)
    #expect(try build("src", "-o", ".").status == 1)
    #expect(try build("none", "-o", "site").status == 1)
  }
}
