import Testing
import Wengert
import WengertCode

@Suite struct NameTests {
  /// A function `name(name')` of three nodes, each with a name from outside.
  private func code(_ name: String, _ language: Language) throws -> SourceCode {
    var builder = GraphBuilder()
    let x = builder.input(name)
    let node = builder.apply(.exp, builder.apply(.sin, x))
    builder.name(x, name)
    builder.name(node, name + "'")
    builder.output(name, node)
    return try SourceCode(
      Equations(builder.graph), name: name, language: language, derivatives: Derivative.allCases)
  }

  @Test(arguments: [
    ("f", "f", "f", "f", "f"),
    ("double", "double_", "double", "double_", "double"),
    ("lambda", "lambda", "lambda_", "lambda", "lambda"),
    ("λ", "lambda", "lambda_", "lambda", "lambda"),
    ("func", "func", "func", "func", "func_"),
    ("function", "function", "function", "function_", "function"),
    ("exp", "exp_", "exp", "exp", "exp_"),
    ("y1", "y1_", "y1", "y1", "y1_"),
    ("Math", "Math", "Math", "Math_", "Math"),
    ("math", "math", "math_", "math", "math"),
    ("main", "main_", "main", "main", "main_"),
    ("f_reverse", "f_reverse", "f_reverse", "f_reverse", "f_reverse"),
    ("wengert_min", "wengert_min_", "wengert_min_", "wengert_min_", "wengert_min_"),
    ("two words", "two_words", "two_words", "two_words", "two_words"),
    ("Σ'σ", "Sigma_sigma", "Sigma_sigma", "Sigma_sigma", "Sigma_sigma"),
    ("3body", "f_3body", "f_3body", "f_3body", "f_3body"),
    ("__init__", "init__", "init__", "init__", "init__"),
    ("🙂", "f", "f", "f", "f"),
    ("", "f", "f", "f", "f"),
    ("\"); exit(1); //", "exit_1_", "exit_1_", "exit_1_", "exit_1_"),
  ])
  func `a function's name is made an identifier that is free`(
    name: String, c: String, python: String, javascript: String, swift: String
  ) throws {
    for (language, expected) in [
      (Language.c, c), (.python, python), (.javascript, javascript), (.swift, swift),
    ] {
      #expect(
        try code(name, language).functions == [
          expected, "\(expected)_forward", "\(expected)_reverse", "\(expected)_jacobian",
        ],
        "\(language.name)")
    }
  }

  @Test(arguments: Sample.hostileNames)
  func `no name ends a comment, breaks a line or is read as code`(name: String) throws {
    for language in Language.all {
      let mark = language.name == "python" ? "#" : "//"
      let hostile = try code(name, language).text
      // Line by line as many as for a harmless name, and nothing but ASCII before a comment.
      let harmless = try code("a", language).text
      #expect(lines(hostile).count == lines(harmless).count, "\(language.name)")
      for line in lines(hostile) {
        let parts = line.split(separator: mark, maxSplits: 1, omittingEmptySubsequences: false)
        let isASCII = parts[0].utf8.allSatisfy { (0x20..<0x7F).contains($0) }
        #expect(isASCII, "\(language.name): \(line.debugDescription)")
        let comment = parts.count > 1 ? parts[1] : ""
        let forbidden = comment.unicodeScalars.filter { scalar in
          scalar.properties.isWhitespace && scalar != " "
            || "\\?<>\"`{}$%;:#".unicodeScalars.contains(scalar)
            || scalar.properties.generalCategory == .format
        }
        #expect(forbidden.isEmpty, "\(language.name): \(line.debugDescription)")
      }
    }
  }

  @Test func `a name can say nothing about the encoding of a Python file`() throws {
    let lines = lines(try code("coding=latin-1", .python).text)
    #expect(lines.prefix(2).allSatisfy { !$0.contains("coding") })
  }

  @Test func `locals differ also where their safe names are equal`() throws {
    var builder = GraphBuilder()
    var node = builder.input("x")
    let names = ["a'", "a''", "a_", "a.b", "a_b", "v3", "a_bar", "y", "x_tangent", "é", "v11"]
    for name in names {
      node = builder.apply(.sin, node)
      builder.name(node, name)
    }
    builder.output("f", node)
    let text = try SourceCode(
      Equations(builder.graph), name: "f", language: .python, derivatives: [.reverse]
    ).text
    let locals = lines(text).filter { $0.hasPrefix("    ") && $0.contains(" = ") }
      .compactMap { $0.split(separator: " ").first }
    #expect(locals.count == 2 * (names.count + 1))
    #expect(Set(locals).count == locals.count, "\(locals)")
  }

  private func lines(_ text: String) -> [String] {
    // Every kind of line break counts.
    text.unicodeScalars.split(omittingEmptySubsequences: false) { scalar in
      [0xA, 0xB, 0xC, 0xD, 0x85, 0x2028, 0x2029].contains(scalar.value)
    }.map { String(Substring($0)) }
  }
}
