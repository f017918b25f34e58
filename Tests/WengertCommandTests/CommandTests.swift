import Foundation
import TestSupport
import Testing

/// The built tool, run as a process.
@Suite struct `Command line` {
  static let tool = Tool.wengert

  private func run(_ arguments: String..., input: String = "", in folder: URL? = nil) throws
    -> Tool.Outcome
  {
    try Tool.run(Self.tool, arguments, input: input, in: folder)
  }

  private static let bishop = "f(x1,x2) = x1*x2 + exp(x1*x2) - sin(x2)"
  private static let examples = Tool.root.appending(path: "examples")

  @Test func `templates are exported, changed and given back, and what was changed is kept`() throws
  {
    let folder = try TemporaryFolder()
    let exported = try run("templates", "export", "house", in: folder.url)
    #expect(exported.status == 0 && exported.output.contains("house/report.mustache\n"))
    let same = try run(
      "report", "-e", "f(x) = x", "--templates", "house", "-o", "-", in: folder.url)
    #expect(try same.output == run("report", "-e", "f(x) = x", "-o", "-").output)
    let file = folder.url.appending(path: "house/function.mustache")
    try Data("<h1>{{title}} in house style</h1>".utf8).write(to: file)
    let changed = try run(
      "report", "-e", "f(x) = x", "--templates", "house", "-o", "-", in: folder.url)
    #expect(changed.output.contains("<h1>f(x) in house style</h1>"))
    let again = try run("templates", "export", "house", in: folder.url)
    #expect(again.status == 1 && again.output.isEmpty)
    #expect(again.errors.hasPrefix("house/function.mustache: error: this file was changed\n"))
    #expect(try run("templates", "export", "house", "--force", in: folder.url).status == 0)
    #expect(try String(contentsOf: file, encoding: .utf8).contains("{{title}}</h1>"))
  }

  @Test func `sections of a report are picked by name`() throws {
    func report(_ sections: String) throws -> Tool.Outcome {
      try run("report", "-e", "f(x) = x", "--at", "x=1", "-o", "-", "--sections", sections)
    }
    #expect(try report("cost, trace").output.matches(of: /<h2 id/).count == 2)
    let wrong = try report("trace,tarce")
    #expect(wrong.status == 1)
    #expect(wrong.errors.hasPrefix("--sections: error: there is no section 'tarce'\n"))
    #expect(try report("trace,trace").errors.contains("named twice"))
  }

  @Test func `trace prints the contract's JSON, and seeds choose what is swept`() throws {
    let outcome = try run(
      "trace", "-e", Self.bishop, "--at", "x1=1,x2=2", "--tangent", "x2", "--format", "json")
    #expect(outcome.status == 0 && outcome.errors.isEmpty)
    let nodes = try nodes(outcome.output)
    #expect(try abs(number(nodes, "v7", "tangent") - 8.805203) < 1e-6)
    let file = Self.examples.appending(path: "bishop-two-outputs.expr").path
    let other = try self.nodes(try run("trace", file, "--adjoint", "f2", "--format", "json").output)
    #expect(try abs(number(other, "v1", "adjoint") - 30.896637) < 1e-6)
    #expect(try abs(number(other, "v2", "adjoint") - 18.523251) < 1e-6)
  }

  private func nodes(_ json: String) throws -> [[String: Any]] {
    let object = try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any]
    return try #require(object?["nodes"] as? [[String: Any]])
  }

  private func number(_ nodes: [[String: Any]], _ id: String, _ key: String) throws -> Double {
    try #require(nodes.first { $0["id"] as? String == id }?[key] as? Double)
  }

  @Test(
    arguments: [
      (["gradient"], "x  2\ny  1\n", "[2.0, 1.0], \"weights\": {\"f\": 1.0, \"g\": 0.0}"),
      (
        ["gradient", "--adjoint", "g"], "x    0.5\ny  -0.25\n",
        "[0.5, -0.25], \"weights\": {\"f\": 0.0, \"g\": 1.0}"
      ),
      (
        ["jacobian"], "     x      y\nf    2      1\ng  0.5  -0.25\n",
        "[[2.0, 1.0], [0.5, -0.25]], \"method\": \"forward\", \"passes\": 2"
      ),
      (
        ["jvp", "--tangent", "x=3,y=4"], "f   10\ng  0.5\n",
        "[10.0, 0.5], \"direction\": {\"x\": 3.0, \"y\": 4.0}"
      ),
      (
        ["vjp", "--adjoint", "f=3,g=4"], "x  8\ny  2\n",
        "[8.0, 2.0], \"weights\": {\"f\": 3.0, \"g\": 4.0}"
      ),
      (
        ["hessian"], "   x  y\nx  0  1\ny  1  0\n",
        "[[0.0, 1.0], [1.0, 0.0]], \"weights\": {\"f\": 1.0, \"g\": 0.0}"
      ),
      (
        ["hvp", "--tangent", "x=3,y=4"], "x  4\ny  3\n",
        "[4.0, 3.0], \"direction\": {\"x\": 3.0, \"y\": 4.0}, \"weights\": {\"f\": 1.0, \"g\": 0.0}"
      ),
    ])
  func `derivatives are printed as text and as JSON`(
    _ command: [String], _ text: String, _ values: String
  ) throws {
    let arguments = command + ["-e", "f(x, y) = x*y; g(x, y) = x/y", "--at", "x=1,y=2"]
    let plain = try Tool.run(Self.tool, arguments)
    #expect(plain.status == 0 && plain.output == text)
    let json = try Tool.run(Self.tool, arguments + ["--format", "json"]).output
    #expect(
      json == """
        {"schema": "wengert-derivative/1", "kind": "\(command[0])", "inputs": ["x", "y"], \
        "outputs": ["f", "g"], "point": {"x": 1.0, "y": 2.0}, "values": \(values)}

        """)
    let pointless = try Tool.run(Self.tool, [command[0], "-e", "f(x) = x"])
    #expect(pointless.status == 1)
    #expect(pointless.errors.hasPrefix("-e: error: there is no point to differentiate at\n"))
  }

  @Test(
    arguments: [
      (
        "f(x, y) = x*sin(y)\nat x = 1, y = 2", 0,
        ["passed  J u = central differences", "strongest path: x -> v4"]
      ),
      (
        "f(x) = abs(x)\nat x = 0", 0,
        ["skipped  J u = central differences            the point is at a kink"]
      ),
      ("f(x) = floor(x)\nat x = 1e-9", 2, ["FAILED  J u = central differences"]),
      ("f(x) = log(x)\nat x = 0", 2, ["primal of v2 is -inf, from log(0)"]),
      ("f(x) = sqrt(x*x)\nat x = 0", 2, ["tangent of v3 is NaN, from 0 * inf at v2 -> v3"]),
      ("f(x) = x; g(x, y) = y\nat x = 1, y = 2", 0, ["adjoints zero by structure: y"]),
      ("f(x) = x", 1, []),
    ] as [(String, Int32, [String])])
  func `check compares, diagnoses, and tells by its status`(
    _ text: String, _ status: Int32, _ lines: [String]
  ) throws {
    let outcome = try run("check", "-", input: text)
    #expect(outcome.status == status)
    for line in lines { #expect(outcome.output.contains(line), "\(outcome.output)") }
  }

  @Test func `render and report write under output and print the path`() throws {
    let folder = try TemporaryFolder()
    try Data("f(x) = sin(x)\nat x = 1\n".utf8).write(to: folder.file("wave.expr"))
    let figure = try run("render", "wave.expr", in: folder.url)
    #expect(figure.status == 0 && figure.output == "output/wave.svg\n" && figure.errors.isEmpty)
    let report = try run("report", "wave.expr", in: folder.url)
    #expect(report.status == 0 && report.output == "output/wave.html\n")
    let svg = try String(contentsOf: folder.file("output/wave.svg"), encoding: .utf8)
    #expect(svg.hasPrefix("<?xml"))
    let html = try String(contentsOf: folder.file("output/wave.html"), encoding: .utf8)
    #expect(html.hasPrefix("<!DOCTYPE html>") && !html.contains("<?xml"))
  }

  @Test(arguments: ["svg", "dot", "json"])
  func `the suffix of the output chooses the form, twice the same bytes`(_ suffix: String) throws {
    let folder = try TemporaryFolder()
    let arguments = ["render", "-e", Self.bishop, "--at", "x1=1,x2=2"]
    for name in ["a", "b"] {
      let outcome = try Tool.run(
        Self.tool, arguments + ["-o", "\(name).\(suffix)"], in: folder.url)
      #expect(outcome.status == 0 && outcome.output == "\(name).\(suffix)\n")
    }
    let first = try Data(contentsOf: folder.file("a.\(suffix)"))
    #expect(try first == Data(contentsOf: folder.file("b.\(suffix)")))
    let printed = try Tool.run(Self.tool, arguments + ["--format", suffix, "-o", "-"])
    #expect(Data(printed.output.utf8) == first, "standard output has the same bytes and no path")
  }

  @Test func `text comes from a file, from standard input or from the command line`() throws {
    let expected = try run("trace", "-e", "f(x) = x^2", "--at", "x=3").output
    #expect(try run("trace", "-", "--at", "x=3", input: "f(x) = x^2\n").output == expected)
    let folder = try TemporaryFolder()
    try Data("f(x) = x^2".utf8).write(to: folder.file("square.expr"))
    #expect(try run("trace", "square.expr", "--at", "x=3", in: folder.url).output == expected)
  }

  @Test func `without sharing an expression that stands twice is drawn twice`() throws {
    let shared = try run("render", "-e", Self.bishop, "--format", "json", "-o", "-").output
    let tree = try run("render", "-e", Self.bishop, "--no-sharing", "--format", "json", "-o", "-")
      .output
    #expect(try nodes(shared).count == 7)
    #expect(try nodes(tree).count == 8)
  }

  @Test(
    arguments: [
      (["trace", "-e", "f(x) = tann(x)"], "-e:1:8: error: unknown function 'tann'\n"),
      (["trace", "-e", "f(x) = (x"], "-e:1:8: error: this parenthesis is never closed\n"),
      (
        ["trace", "-e", "f(x, y) = x", "--at", "x=1"], "-e: error: no value for 'y' at the point\n"
      ),
      (
        ["trace", "-e", "f(x) = log(x)", "--at", "x=-1"],
        "-e:1:8: error: log is not defined at x = -1\n"
      ),
      (
        ["trace", "-e", "f(x) = x", "--at", "x=1+"],
        "--at:1:5: error: expected an expression, found the end of the text\n"
      ),
      (["render", "nowhere.expr"], "nowhere.expr: error: there is no such file\n"),
      (["report", "/"], "/: error: this is a folder, not a file\n"),
      (
        ["report", "-e", "f(x) = x", "--templates", "nowhere"],
        "nowhere: error: there is no such folder\n"
      ),
      (
        ["trace", "-e", "f(x) = x", "--function", "g"],
        "-e: error: the text defines no function 'g'\n"
      ),
    ])
  func `wrong input is one message and status 1`(_ arguments: [String], _ message: String) throws {
    let outcome = try Tool.run(Self.tool, arguments)
    #expect(outcome.status == 1)
    #expect(outcome.output.isEmpty)
    #expect((outcome.errors + "\n").hasPrefix(message), "\(outcome.errors)")
  }

  @Test(
    arguments: [
      ["trace"], ["trace", "-e", "x", "file.expr"], ["draw"],
      ["trace", "-e", "x", "--format", "xml"],
      ["render", "-e", "x", "-o", "a.bmp"], ["render", "-e", "x", "--show", "everything"],
      ["render", "-e", "x", "--weight", "adjoint", "--mode", "forward"],
      ["render", "-e", "x", "--weight", "heavy"], ["render", "-e", "x", "--constants", "never"],
      ["trace", "-e", "x", "--digits", "0"], ["--nonsense"],
    ])
  func `a wrong command line is status 64`(_ arguments: [String]) throws {
    let outcome = try Tool.run(Self.tool, arguments)
    #expect(outcome.status == 64)
    #expect(outcome.output.isEmpty && outcome.errors.contains("Error: "))
  }

  @Test func `text that is not UTF-8 is refused`() throws {
    let folder = try TemporaryFolder()
    try Data([0x66, 0x3D, 0xFF]).write(to: folder.file("latin.expr"))
    let outcome = try run("trace", "latin.expr", in: folder.url)
    #expect(
      outcome.status == 1
        && outcome.errors == """
          latin.expr:1: error: the file is not UTF-8: there is a byte FF that means nothing
            = help: save it as UTF-8

          """
    )
  }

  @Test func `an output keeps its link and its permissions, and is never the input`() throws {
    let folder = try TemporaryFolder()
    try Data("old".utf8).write(to: folder.file("real.svg"))
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o600], ofItemAtPath: folder.file("real.svg").path)
    try FileManager.default.createSymbolicLink(
      at: folder.file("link.svg"), withDestinationURL: folder.file("real.svg"))
    #expect(try run("render", "-e", "f(x) = x", "-o", "link.svg", in: folder.url).status == 0)
    let link = try FileManager.default.attributesOfItem(atPath: folder.file("link.svg").path)
    #expect(link[.type] as? FileAttributeType == .typeSymbolicLink)
    let real = try FileManager.default.attributesOfItem(atPath: folder.file("real.svg").path)
    #expect((real[.posixPermissions] as? NSNumber)?.intValue == 0o600)
    #expect(try String(contentsOf: folder.file("real.svg"), encoding: .utf8).hasPrefix("<?xml"))

    try Data("f(x) = x".utf8).write(to: folder.file("f.expr"))
    let outcome = try run("trace", "f.expr", "-o", "f.expr", in: folder.url)
    #expect(outcome.status == 1 && outcome.errors.contains("this is the file that is read"))
    #expect(try String(contentsOf: folder.file("f.expr"), encoding: .utf8) == "f(x) = x")
    let there = try run("trace", "f.expr", "-o", ".", in: folder.url)
    #expect(there.status == 1 && there.errors == ".: error: this is a folder, not a file\n")
  }

  @Test func `a figure shows what is beyond the domains where it is asked to`() throws {
    let arguments = ["render", "-e", "f(x) = log(x)", "--at", "x=0", "-o", "-"]
    #expect(try Tool.run(Self.tool, arguments).status == 1)
    let outcome = try Tool.run(Self.tool, arguments + ["--beyond-domains"])
    #expect(outcome.status == 0 && outcome.output.contains(">∞ starts here<"))
  }

  @Test func `JSON has the addends, the branches, the weights and what is remarkable`() throws {
    func json(_ text: String, _ options: String...) throws -> String {
      let outcome = try Tool.run(
        Self.tool, ["render", "-e", text, "--format", "json", "-o", "-"] + options)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.output
    }
    let square = try json("f(x) = x*x", "--at", "x=3", "--weight", "adjoint")
    #expect(square.contains("\"addends\": [3.0, 3.0]"))
    #expect(square.matches(of: /"weight": 3\.0, "strongest": (true|false)/).count == 2)
    let choice = try json("f(x) = if(x > 0, log(x), x^2)", "--at", "x=-1")
    #expect(choice.contains(#/"branch":\s*"notTaken"/#) && choice.contains(#/"used":\s*false/#))
    #expect(choice.contains(#/"kind":\s*"notTaken"/#))
  }

  @Test func `an expression may begin with a sign`() throws {
    #expect(try run("trace", "-e", "-x^2", "--at", "x=3").output.contains("-9"))
  }

  @Test func `an output that cannot be written is an error that names it`() throws {
    let folder = try TemporaryFolder()
    try Data().write(to: folder.file("file"))
    let outcome = try run("render", "-e", "f(x) = x", "-o", "file/f.svg", in: folder.url)
    #expect(outcome.status == 1 && outcome.errors.hasPrefix("file/f.svg: error: "))
  }

  @Test(arguments: [[], ["render"], ["report"], ["trace"]])
  func `help tells what a command does`(_ command: [String]) throws {
    let outcome = try Tool.run(Self.tool, command + ["--help"])
    #expect(outcome.status == 0)
    #expect(outcome.output.contains("EXAMPLES") && outcome.output.contains("USAGE"))
  }
}
