import Foundation
import TestSupport
import Testing
import Wengert
import WengertDrawing
import WengertNotation
import WengertReport

/// The trace of a text.
func trace(_ text: String, title: String = "f(x)") throws -> TraceTable {
  let program = try Program(SourceText(text, name: "t"))
  let evaluation = try program.linearized().map {
    Evaluation($0, tangentSeed: program.tangentSeed, adjointSeed: program.adjointSeed)
  }
  return TraceTable(Equations(program.graph), evaluation, title: title)
}

@Suite struct `Traces` {
  static let bishop = "f(x1, x2) = x1*x2 + exp(x1*x2) - sin(x2)\nat x1 = 1, x2 = 2"

  @Test func `JSON follows the schema to the letter`() throws {
    #expect(
      try trace("f(x) = 2*x*x\nat x = 3").json == """
        {
          "schema": "wengert-trace/1",
          "inputs": [{"name": "x", "node": "v1"}],
          "outputs": [{"name": "f", "node": "v3"}],
          "nodes": [
            {"id": "v1", "name": "x", "elemental": "input", "parents": [], "children": ["v2", "v3"], "primal": 3.0, "tangent": 1.0, "adjoint": 12.0},
            {"id": "c1", "name": "c1", "elemental": "constant", "parents": [], "children": ["v2"], "primal": 2.0, "tangent": null, "adjoint": null},
            {"id": "v2", "name": "v2", "elemental": "mul", "parents": ["c1", "v1"], "children": ["v3"], "primal": 6.0, "tangent": 2.0, "adjoint": 3.0},
            {"id": "v3", "name": "v3", "elemental": "mul", "parents": ["v2", "v1"], "children": [], "primal": 18.0, "tangent": 12.0, "adjoint": 1.0}],
          "edges": [
            {"parent": "c1", "child": "v2", "slot": 0, "partial": null, "tangent": null, "adjoint": null},
            {"parent": "v1", "child": "v2", "slot": 1, "partial": 2.0, "tangent": 2.0, "adjoint": 6.0},
            {"parent": "v2", "child": "v3", "slot": 0, "partial": 3.0, "tangent": 6.0, "adjoint": 3.0},
            {"parent": "v1", "child": "v3", "slot": 1, "partial": 6.0, "tangent": 6.0, "adjoint": 6.0}]}

        """)
  }

  @Test func `names in JSON are unique and those of the text, also in derivative graphs`() throws {
    let graph = try Program(SourceText("f(x) = x^2*sin(x)", name: "t")).graph
    let table = TraceTable(Equations(graph.adjointGraph(seed: [1])), nil, title: "f(x)")
    let nodes = try #require(json(table)["nodes"] as? [[String: Any]])
    let names = nodes.compactMap { $0["name"] as? String }
    #expect(names.count == nodes.count && Set(names).count == names.count)
    #expect(Set(table.lines.dropFirst().map(\.symbol.name)).isSubset(of: names))
  }

  @Test func `JSON of the textbook's function has the numbers of the contract`() throws {
    let object = try json(trace(Self.bishop))
    let nodes = try #require(object["nodes"] as? [[String: Any]])
    let v3 = try #require(nodes.first { $0["id"] as? String == "v3" })
    #expect(v3["elemental"] as? String == "mul")
    #expect(v3["parents"] as? [String] == ["v1", "v2"])
    #expect(v3["children"] as? [String] == ["v4", "v5"])
    #expect(v3["primal"] as? Double == 2 && v3["tangent"] as? Double == 2)
    #expect(v3["adjoint"] as? Double == 8.38905609893065)
    let edges = try #require(object["edges"] as? [[String: Any]])
    #expect(
      edges[0]["partial"] as? Double == 2 && edges[0]["adjoint"] as? Double == 2 * 8.38905609893065)
  }

  @Test
  func `JSON has words for what is no number, null for what is not computed, and no negative zero`()
    throws
  {
    let table = try trace("f(x) = exp(x) - exp(x) + 0*x\nat x = inf")
    let text = table.json
    #expect(text.contains("\"primal\": \"Infinity\"") && text.contains("\"primal\": \"NaN\""))
    #expect(try trace("f(x) = -x\nat x = 0").json.contains("-0.0") == false)
    let nodes = try #require(try json(trace("f(x) = x*x"))["nodes"] as? [[String: Any]])
    #expect(
      nodes.allSatisfy {
        $0["primal"] is NSNull && $0["tangent"] is NSNull && $0["adjoint"] is NSNull
      })
  }

  @Test func `a factor that stands twice is one child with two edges`() throws {
    let object = try json(trace("f(x) = x*x\nat x = 3"))
    let nodes = try #require(object["nodes"] as? [[String: Any]])
    #expect(nodes[0]["children"] as? [String] == ["v2"])
    #expect(nodes[1]["parents"] as? [String] == ["v1", "v1"])
    #expect((object["edges"] as? [Any])?.count == 2)
  }

  @Test func `text is aligned, and repeats the point and the seeds`() throws {
    #expect(
      try trace(Self.bishop, title: "f(x1, x2)").text(NumberFormat(digits: 6)) == """
        f(x1, x2) at x1 = 1, x2 = 2
        tangent seed x1 = 1; adjoint seed f = 1

                             primal  tangent  adjoint
        v1 = x1                   1        1  16.7781
        v2 = x2                   2        0   8.8052
        v3 = v1*v2                2        2  8.38906
        v4 = exp(v3)        7.38906  14.7781        1
        v5 = v3 + v4        9.38906  16.7781        1
        v6 = sin(v2)       0.909297        0       -1
        v7 = v5 - v6  = f   8.47976  16.7781        1

        """)
  }

  @Test func `text without a point has equations alone`() throws {
    #expect(
      try trace("h = w*x; y = tanh(h)", title: "y(w, x)").text(NumberFormat()) == """
        y(w, x)

        w
        x
        h = w*x
        y = tanh(h)

        """)
  }

  @Test func `a Markdown table shows equations with symbols and with numbers`() throws {
    #expect(
      try trace("f(x) = x^2 - sin(x)\nat x = -2").markdown(NumberFormat()) == """
        | equation | with numbers | primal | tangent | adjoint |
        | :--- | :--- | ---: | ---: | ---: |
        | v₁ = x | −2 | −2 | 1 | −3.5839 |
        | v₂ = v₁² | (−2)² | 4 | −4 | 1 |
        | v₃ = sin(v₁) | sin(−2) | −0.9093 | −0.41615 | −1 |
        | v₄ = v₂ − v₃ = f | 4 − (−0.9093) | 4.9093 | −3.5839 | 1 |

        """)
  }

  @Test func `names cannot break a Markdown table`() throws {
    var builder = GraphBuilder()
    let x = builder.input("a|b*<script>")
    builder.output("f`\\", builder.apply(.sin, x))
    let text = TraceTable(Equations(builder.graph), nil, title: "f").markdown(NumberFormat())
    #expect(text.contains("a\\|b\\*&lt;script&gt;") && text.contains("f\\`\\\\"))
  }

  @Test func `CSV of the textbook's function has every number in full`() throws {
    let text = try trace(Self.bishop).csv
    #expect(
      text.replacingOccurrences(of: "\r\n", with: "\n") == """
        id,symbol,equation,outputs,primal,tangent,adjoint
        v1,v1,v1 = x1,,1.0,1.0,16.7781121978613
        v2,v2,v2 = x2,,2.0,0.0,8.805202935477793
        v3,v3,v3 = v1*v2,,2.0,2.0,8.38905609893065
        v4,v4,v4 = exp(v3),,7.38905609893065,14.7781121978613,1.0
        v5,v5,v5 = v3 + v4,,9.38905609893065,16.7781121978613,1.0
        v6,v6,v6 = sin(v2),,0.9092974268256817,0.0,-1.0
        v7,v7,v7 = v5 - v6,f,8.47975867210497,16.7781121978613,1.0

        """)
    #expect(text.ranges(of: "\r\n").count == 8)
  }

  @Test func `CSV has words for what is no number and nothing for what is not computed`() throws {
    let records = CSVRecords(try trace("f(x) = exp(x) - exp(x) + 0*x\nat x = inf").csv).records
    #expect(records[1].suffix(3).first == "Infinity")
    #expect(records.contains { $0.contains("NaN") })
    let without = CSVRecords(try trace("f(x) = x*x").csv).records
    #expect(without.dropFirst().allSatisfy { $0.suffix(3) == ["", "", ""] })
    #expect(try trace("f(x) = -x\nat x = -inf").csv.contains(",-Infinity,"))
    #expect(try trace("f(x) = -x\nat x = 0").csv.contains("-0.0") == false)
  }

  @Test(arguments: [
    ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@x", "'@x"), ("＝1", "'＝1"), (" =1", " '=1"),
    ("a;=1", "a;'=1"), ("a\"; \"@x", "a\"; \"'@x"), ("\t=1", "\u{FFFD}=1"), ("\r=1", "\u{FFFD}=1"),
    ("a=b", "a=b"), ("a,b", "a,b"), ("\"\u{301}", "\"\u{301}"), ("a\r\nb", "a\u{FFFD}\u{FFFD}b"),
  ]) func `no name in CSV is a formula, and each one is read again`(_ name: String, field: String)
    throws
  {
    var builder = GraphBuilder()
    let x = builder.input("x")
    builder.output(name, builder.apply(.sin, x))
    let table = TraceTable(Equations(builder.graph), nil, title: "f")
    let records = CSVRecords(table.csv).records
    #expect(records.count == 3 && records[2].count == 7 && records[2][3] == field, "\(table.csv)")
  }

  @Test func `numbers stay numbers in CSV`() throws {
    #expect(try trace("f(x) = -x\nat x = 1").csv.hasSuffix("v2 = -v1,f,-1.0,-1.0,1.0\r\n"))
  }

  @Test func `LaTeX of the textbook's function is a tabular`() throws {
    #expect(
      try trace(Self.bishop).latex(NumberFormat(digits: 6)) == #"""
        % Generated by wengert. Needs the package amsmath.
        \begin{tabular}{llrrr}
        \hline
        equation & with numbers & primal & tangent & adjoint \\
        \hline
        $v_{1} = x_{1}$ & $1$ & $1$ & $1$ & $16.7781$ \\
        $v_{2} = x_{2}$ & $2$ & $2$ & $0$ & $8.8052$ \\
        $v_{3} = v_{1} \, v_{2}$ & $1 \cdot 2$ & $2$ & $2$ & $8.38906$ \\
        $v_{4} = \exp(v_{3})$ & $\exp(2)$ & $7.38906$ & $14.7781$ & $1$ \\
        $v_{5} = v_{3} + v_{4}$ & $2 + 7.38906$ & $9.38906$ & $16.7781$ & $1$ \\
        $v_{6} = \sin(v_{2})$ & $\sin(2)$ & $0.909297$ & $0$ & $-1$ \\
        $v_{7} = v_{5} - v_{6} = f$ & $9.38906 - 0.909297$ & $8.47976$ & $16.7781$ & $1$ \\
        \hline
        \end{tabular}

        """#)
    #expect(try trace("f(x) = x*x").latex(NumberFormat()).contains("{l}\n\\hline\nequation \\\\"))
  }

  @Test(.enabled(if: Tool.find("pdflatex") != nil, "needs pdflatex"))
  func `tables in LaTeX compile, whatever the names are`() throws {
    let program = try #require(Tool.find("pdflatex"))
    var builder = GraphBuilder()
    for name in [
      "\\input{x}", "a & b", "x_y^z", "#1%", "}{", "", "שלום", "θ1", "é", "$", "~\"'`|<>",
    ] {
      let x = builder.input(name)
      builder.output(
        name + "'", builder.apply(.select, x, x, builder.apply(.div, x, builder.constant(-1e300))))
    }
    let point = builder.graph.inputs.map { _ in 0.5 }
    let linearization = try builder.graph.linearized(at: point)
    let table = TraceTable(
      Equations(builder.graph),
      Evaluation(
        linearization, tangentSeed: point, adjointSeed: builder.graph.outputs.map { _ in .infinity }
      ),
      title: "f")
    let tables = [
      table.latex(NumberFormat()), try trace(Self.bishop).latex(NumberFormat()),
      try trace("f(x) = x*x").latex(NumberFormat()),
    ]
    let folder = try TemporaryFolder()
    let article = """
      \\documentclass{article}
      \\usepackage{amsmath}
      \\begin{document}
      \(tables.joined(separator: "\n\n"))\\end{document}

      """
    try Data(article.utf8).write(to: folder.file("trace.tex"))
    let options = ["-interaction=nonstopmode", "-halt-on-error", "-no-shell-escape"]
    let outcome = try Tool.run(program, options + ["trace.tex"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.output.suffix(2000))")
  }

  private func json(_ table: TraceTable) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(table.json.utf8)) as? [String: Any])
  }
}
