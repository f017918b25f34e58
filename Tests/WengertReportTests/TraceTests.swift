import Foundation
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

  private func json(_ table: TraceTable) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(table.json.utf8)) as? [String: Any])
  }
}
