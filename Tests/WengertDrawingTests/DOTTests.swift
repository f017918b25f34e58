import Foundation
import TestSupport
import Testing
import Wengert
import WengertDrawing

@Suite struct `DOT` {
  @Test func `a small figure, to the letter`() throws {
    let dot = try figure("f(x) = x*x\nat x = 3").dot
    #expect(
      dot == """
        digraph g {
          graph [rankdir=LR, nodesep=0.25, ranksep=0.4, tooltip="f"];
          node [shape=plain, fontname="monospace", fontsize=12, fontcolor="#1c2430"];
          edge [fontname="monospace", fontsize=10, color="#6d7889", arrowsize=0.7];
          n0 [label=<<TABLE BORDER="1" STYLE="ROUNDED" COLOR="#4c8a68" BGCOLOR="#ffffff" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3"><TR><TD COLSPAN="2" BGCOLOR="#dfeee6"><FONT POINT-SIZE="9">input</FONT></TD></TR><TR><TD COLSPAN="2" BGCOLOR="#dfeee6"><I>v</I><SUB>1</SUB> = <I>x</I></TD></TR><TR><TD ALIGN="LEFT"><FONT COLOR="#1c2430"><I>v</I><SUB>1</SUB></FONT></TD><TD ALIGN="RIGHT"><FONT COLOR="#1c2430">3</FONT></TD></TR><TR><TD ALIGN="LEFT"><FONT COLOR="#005f9e"><I>v\u{307}</I><SUB>1</SUB></FONT></TD><TD ALIGN="RIGHT"><FONT COLOR="#005f9e"><B>[1]</B></FONT></TD></TR><TR><TD ALIGN="LEFT"><FONT COLOR="#a63c00"><I>v\u{304}</I><SUB>1</SUB></FONT></TD><TD ALIGN="RIGHT"><FONT COLOR="#a63c00">6</FONT></TD></TR></TABLE>>, tooltip="v₁ = x; input; primal 3; tangent 1 (seed); adjoint 6 = 3 + 3"];
          n1 [label=<<TABLE BORDER="2" COLOR="#a8751a" BGCOLOR="#ffffff" CELLBORDER="0" CELLSPACING="0" CELLPADDING="3"><TR><TD COLSPAN="2" BGCOLOR="#f7ead0"><FONT POINT-SIZE="9">output <I>f</I></FONT></TD></TR><TR><TD COLSPAN="2" BGCOLOR="#f7ead0"><I>v</I><SUB>2</SUB> = <I>v</I><SUB>1</SUB>·<I>v</I><SUB>1</SUB></TD></TR><TR><TD ALIGN="LEFT"><FONT COLOR="#1c2430"><I>v</I><SUB>2</SUB></FONT></TD><TD ALIGN="RIGHT"><FONT COLOR="#1c2430">9</FONT></TD></TR><TR><TD ALIGN="LEFT"><FONT COLOR="#005f9e"><I>v\u{307}</I><SUB>2</SUB></FONT></TD><TD ALIGN="RIGHT"><FONT COLOR="#005f9e">6</FONT></TD></TR><TR><TD ALIGN="LEFT"><FONT COLOR="#a63c00"><I>v\u{304}</I><SUB>2</SUB></FONT></TD><TD ALIGN="RIGHT"><FONT COLOR="#a63c00"><B>[1]</B></FONT></TD></TR></TABLE>>, tooltip="v₂ = v₁·v₁; output f; primal 9; tangent 6 = 3 + 3; adjoint 1 (seed)"];
          n0 -> n1 [label=<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1"><TR><TD ALIGN="LEFT"><FONT COLOR="#605e5a">∂</FONT></TD><TD ALIGN="RIGHT"><FONT COLOR="#605e5a">3</FONT></TD></TR><TR><TD ALIGN="LEFT"><FONT COLOR="#005f9e">→</FONT></TD><TD ALIGN="RIGHT"><FONT COLOR="#005f9e">3</FONT></TD></TR><TR><TD ALIGN="LEFT"><FONT COLOR="#a63c00">←</FONT></TD><TD ALIGN="RIGHT"><FONT COLOR="#a63c00">3</FONT></TD></TR></TABLE>>, tooltip="from v₁ to v₂, operand 1; partial 3; tangent contribution 3; adjoint contribution 3"];
          n0 -> n1 [label=<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="1"><TR><TD ALIGN="LEFT"><FONT COLOR="#605e5a">∂</FONT></TD><TD ALIGN="RIGHT"><FONT COLOR="#605e5a">3</FONT></TD></TR><TR><TD ALIGN="LEFT"><FONT COLOR="#005f9e">→</FONT></TD><TD ALIGN="RIGHT"><FONT COLOR="#005f9e">3</FONT></TD></TR><TR><TD ALIGN="LEFT"><FONT COLOR="#a63c00">←</FONT></TD><TD ALIGN="RIGHT"><FONT COLOR="#a63c00">3</FONT></TD></TR></TABLE>>, tooltip="from v₁ to v₂, operand 2; partial 3; tangent contribution 3; adjoint contribution 3"];
        }

        """)
  }

  @Test(
    .enabled(if: Tool.find("dot") != nil, "needs dot"),
    arguments: [
      `Figures`.bishop, "f(x) = x*x\nat x = 3", "f(x) = 2*pi*x^-2.5 + abs(x)\nat x = 1",
      "f(x) = sin(x)",
      "y = 3",
      "f(x) = if(x > 0, log(x), x^2)\nat x = -1",
      "f(x) = exp(exp(x))*exp(-x)\nat x = 10",
    ])
  func `Graphviz draws it without a word`(_ text: String) throws {
    let dot = try #require(Tool.find("dot"))
    let outcome = try Tool.run(dot, ["-Tsvg"], input: try figure(text).dot)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    #expect(outcome.output.contains("</svg>"))
  }

  @Test func `kinks, choices, operands and numbers that are not finite are told without colour`()
    throws
  {
    let choice = try figure("f(x) = if(x > 0, log(x), x^2)\nat x = -1").dot
    #expect(choice.contains(">not taken<") && choice.contains(">condition<"))
    #expect(choice.matches(of: /style=dashed/).count == 1)
    #expect(choice.contains(#/n\d -> n\d \[[^\n]*headlabel="3"/#))
    #expect(try figure("f(x) = abs(x)\nat x = 0").dot.contains("kink: v or ∂ jumps here"))
    let overflow = try figure("f(x) = exp(exp(x))*exp(-x)\nat x = 10").dot
    #expect(overflow.contains("overflows here") && overflow.contains("<B>∞</B>"))
  }

  @Test func `lines are as wide as in the drawing`() throws {
    var options = FigureOptions()
    options.weight = .adjoint
    let dot = try figure(`Figures`.bishop, options).dot
    let widths = dot.matches(of: /penwidth=([0-9.]+)/).compactMap { Double($0.1) }
    #expect(widths.count == 8 && widths.max() == 4 && widths.min() == 0.8)
  }

  @Test(
    .enabled(if: Tool.find("dot") != nil, "needs dot"),
    arguments: [
      "a\"; b -> c; \"", "\\N", "q\\", "<b>", "&amp;", "</TABLE>", "\u{1}\u{7F}", "\u{FFFF}", "-->",
      "a\nb",
      String(repeating: "long", count: 5_000),
    ])
  func `names from outside stay text in labels and tooltips`(_ name: String) throws {
    var builder = GraphBuilder()
    let node = builder.apply(.sin, builder.input(name))
    builder.output(name, node)
    let figure = Figure(Equations(builder.graph), nil, title: name)
    let dot = try #require(Tool.find("dot"))
    let outcome = try Tool.run(dot, ["-Tplain"], input: figure.dot)
    #expect(outcome.status == 0 && outcome.errors.isEmpty, "\(outcome.errors)")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.filter { $0.hasPrefix("node ") }.count == 2)
    #expect(lines.filter { $0.hasPrefix("edge ") }.count == 1)
  }
}
