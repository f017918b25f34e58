import Foundation
import TestSupport
import Testing

/// The tutorials, worked through as a reader does; those that build packages are followed by `Package plugins`.
@Suite struct `Tutorials` {
  @Test(arguments: ["FirstFigure", "WritingALecture"])
  func `files, commands and outputs of a tutorial work in their order`(_ name: String) throws {
    let folder = try TemporaryFolder()
    let programs = try TemporaryFolder()
    try FileManager.default.createSymbolicLink(
      at: programs.file("wengert"), withDestinationURL: Tool.built("wengert"))
    let problems = try Tutorial(named: name).follow(in: folder.url) { command in
      let isMake = command.hasPrefix("make")
      return try Tutorial.shell(
        isMake ? "make -n -C '\(Tool.root.path)' \(command.dropFirst(4))" : command,
        in: folder.url, programs: programs.url)
    }
    #expect(problems.isEmpty, "\(name), \(problems)")
  }

  @Test(.enabled(if: Workshop.isPossible, "swiftc and the modules of SwiftPM on Linux are needed"))
  func `the elemental of the tutorial is declared, asked for, evaluated and spelled`() throws {
    let workshop = try Workshop()
    let problems = try Tutorial(named: "AddingAnElemental").follow(in: workshop.folder) {
      try workshop.run($0)
    }
    #expect(problems.isEmpty, "\(problems)")
    #expect(workshop.evaluations == 3)
    for (module, file) in [
      ("Wengert", "Recording/Variable+Numerics.swift"),
      ("WengertCode", "Languages/Language+C.swift"),
    ] {
      let checked = try workshop.check("Sources/\(module)/\(file)", of: module)
      #expect(checked.status == 0, "\(checked.errors)")
    }
  }

  @Test func `the tutorials are a path, from the first to the last`() throws {
    var names = ["FirstFigure"]
    while let next = try Tutorial.text(of: names[names.count - 1])
      .firstMatch(of: /\nNext: <doc:(\w+)>\n$/)?.1
    {
      names.append(String(next))
    }
    let text = try String(
      contentsOf: Tool.root.appending(path: "Sources/Wengert/Wengert.docc/Wengert.md"),
      encoding: .utf8)
    let listed = text.matches(of: /(?m)^- <doc:(\w+)>$/).map { String($0.1) }
    #expect(names.count == 6 && listed.starts(with: names), "\(names)")
    let index = try String(
      contentsOf: Tool.root.appending(path: "docs/README.md"), encoding: .utf8)
    let linked = index.matches(of: /\/Wengert\.docc\/(\w+)\.md\)/).map { String($0.1) }
    #expect(linked == names)
  }

  @Test(
    arguments: [
      ("a\n", "a\n", true), ("a\n", "a\nb\n", false), ("a\n…\n", "a\nb\nc\n", true),
      ("…\n", "", true), ("…/b\n", "a/b\n", true), ("…/b\n", "a\n/b\n", false),
      ("a…\n", "ab\n", true), ("a…\n", "ab\nc\n", false), ("a.c\n", "abc\n", false),
    ])
  func `a shown output is compared to the byte, but for its ellipses`(
    _ shown: String, _ printed: String, _ agrees: Bool
  ) {
    #expect(Tutorial.agree(shown: shown, printed: printed) == agrees)
  }

  @Test(
    arguments: [
      ("Look:\n\n```text\nanything\n```\n", true), ("```sh\necho a\n", true),
      ("```sh\necho a\n```\n\nor\n\n```text\na\n```\n", true),
      ("```sh\necho a\n```\n\n```text\nb\n```\n", false),
      ("```sh\nfalse\n```\n", false), ("```sh\necho a >&2\n```\n", false),
      ("```sh\ntrue\n```\n\n```text\nerror: a\n```\n", false),
      ("In `a`:\n\n```text\na\na\n```\n\nin `a`:\n\n```diff\n a\n+b\n```\n", false),
    ])
  func `what a tutorial shows and is not so is found`(_ text: String, _ isUnreadable: Bool) throws {
    let folder = try TemporaryFolder()
    func problems() throws -> [TutorialError] {
      try Tutorial(text).follow(in: folder.url) {
        try Tutorial.shell($0, in: folder.url, programs: folder.url)
      }
    }
    if isUnreadable {
      #expect(throws: TutorialError.self) { try problems() }
    } else {
      #expect(try problems().count == 1)
    }
  }
}
