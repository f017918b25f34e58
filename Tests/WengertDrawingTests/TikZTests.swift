import Foundation
import TestSupport
import Testing
import Wengert
import WengertGraphviz

@testable import WengertDrawing

@Suite struct `TikZ` {
  private func formula(_ name: String) -> String { MathText.formula(RichText(Symbol(name))) }

  @Test(
    arguments: [
      ("v3", "$v_{3}$"), ("alpha1", "$\\alpha _{1}$"), ("loss", "$\\mathit{loss}$"),
      ("x_max", "$x_{\\mathrm{max}}$"), ("w[1,2]", "$w_{1,2}$"), ("pi", "$\\pi $"),
      ("v3_bar", "$\\bar{v}_{3}$"), ("x_dot_bar", "$\\bar{\\dot{x}}$"),
      ("loss_bar", "$\\overline{\\mathit{loss}}$"), ("x'", "$\\mathit{x{^{\\prime}}}$"),
      ("é", "$\\acute{e}$"), ("e\u{301}", "$\\acute{e}$"), ("漢", "$\\wgother{漢}{6F22}$"),
    ])
  func `symbols are mathematics`(_ name: String, _ tex: String) { #expect(formula(name) == tex) }

  @Test(
    arguments: [
      ("f(x) = x^2", "$v_{2}=v_{1}^{2}$"), ("f(x) = 2*x - 3", "$v_{3}=v_{2}-3$"),
      ("f(x) = exp(x)", "$v_{2}=\\mathrm{exp}(v_{1})$"),
      ("f(x) = x^-2.5e-7", "$v_{2}=v_{1}^{-2.5\\mathrm{e}{-}7}$"),
      ("f(x) = max(x, 1)", "$v_{2}=\\mathrm{max}(v_{1},\\ 1)$"),
    ])
  func `so are equations`(_ text: String, _ tex: String) throws {
    let title = try #require(try figure(text).cards.last?.title)
    #expect(MathText.formula(title) == tex)
  }

  @Test(
    arguments: [
      ("−0.41615", "$-0.41615$"), ("1.5e−300", "$1.5\\mathrm{e}{-}300$"),
      ("1e7", "$1\\mathrm{e}7$"), ("NaN", "$\\mathrm{NaN}$"), ("−∞", "$-\\infty $"),
      ("–", "$\\mbox{--}$"), ("output f", "$\\mathrm{output}\\ \\mathrm{f}$"),
      ("input · kink", "$\\mathrm{input}\\cdot \\mathrm{kink}$"), ("", "$$"),
      ("kink: ∂ jumps", "$\\mathrm{kink}{:}\\ \\partial \\ \\mathrm{jumps}$"),
      ("∞ starts", "$\\infty \\ \\mathrm{starts}$"), ("= 7 − 1", "$=7-1$"),
      ("25,088 edges", "$25{,}088\\ \\mathrm{edges}$"), ("f(1,23)", "$\\mathrm{f}(1,23)$"),
      ("partials −1.5", "$\\mathrm{partials}\\ {-}1.5$"),
      ("+ … 3 more", "$+\\dots \\ 3\\ \\mathrm{more}$"),
    ])
  func `and numbers and words`(_ text: String, _ tex: String) {
    #expect(MathText.formula(RichText(text)) == tex)
  }

  @Test(
    arguments: [
      ("\\", "\\backslash "), ("{", "\\{"), ("}", "\\}"), ("$", "\\$"), ("&", "\\&"),
      ("#", "\\#"), ("%", "\\%"), ("_", "\\_"), ("^", "\\mbox{\\char94}"),
      ("~", "\\mbox{\\char126}"), ("\"", "\\mbox{\\char34}"), ("`", "\\mbox{\\char96}"),
      ("'", "{^{\\prime}}"), ("\u{0}", "\\wgother{\u{FFFD}}{FFFD}"),
      ("\n", "\\wgother{\u{FFFD}}{FFFD}"), ("\u{2028}", "\\wgother{\u{FFFD}}{FFFD}"),
      ("\u{202E}", ""), ("\u{A0}", "\\ "), ("₇", "{_{7}}"), ("⁷", "{^{7}}"),
      ("x\u{301}", "\\acute{x}"), ("\\\u{301}", "\\acute{\\backslash }"),
      ("%\u{338}", "\\%\\wgother{\u{338}}{338}"),
    ])
  func `characters that mean something to TeX`(_ text: String, _ tex: String) {
    #expect(text.map { MathCharacters.tex($0) }.joined() == tex)
  }

  /// The control sequences of a text.
  private func commands(_ tex: String) -> Set<String> {
    Set(tex.matches(of: /\\([A-Za-z]+|.)/.dotMatchesNewlines()).map { String($0.1) })
  }

  @Test func `no text from outside becomes a command, a comment or the end of a group`() throws {
    var generator = SplitMix64(seed: 5)
    let pieces =
      [
        "\\input{/etc/passwd}", "\\write18{ls}", "}", "{", "$", "%", "^^5c", "\\",
        "\\end{document}",
        "#1", "&", "~", "_", "^", "\n\n", "\r", "\u{0}", "\u{7F}", "`", "'", "\"", "漢", "é", "🎈",
        "\\catcode`\\@=0", " ", "x", "1e−5", "e\u{301}\u{302}", "−", "()",
      ]
    let known: Set<String> = [
      "acute", "backslash", "char", "hat", "mathit", "mathrm", "mbox", "prime", "wgother", "{", "}",
      "$", "&", "#", "%", "_", " ",
    ]
    for _ in 0..<3_000 {
      let text = (0..<Int.random(in: 1...6, using: &generator)).map { _ in
        pieces.randomElement(using: &generator) ?? ""
      }.joined()
      for rich in [RichText(text), RichText(Symbol(text)), RichText(Symbol(text, accent: .none))] {
        let tex = String(MathText.formula(rich).dropFirst().dropLast())
        #expect(commands(tex).isSubset(of: known), "seed 5, \(text.debugDescription): \(tex)")
        var depth = 0
        let bare = tex.replacing(/\\./.dotMatchesNewlines(), with: "")
        for character in bare {
          if character == "{" { depth += 1 }
          if character == "}" { depth -= 1 }
          #expect(depth >= 0, "seed 5, \(text.debugDescription): \(tex)")
        }
        #expect(depth == 0 && !bare.contains { "$%&#~\n\r\u{0}".contains($0) }, "seed 5: \(tex)")
        #expect(!bare.contains("^^"), "seed 5: \(tex)")
      }
    }
  }

  @Test func `the picture is at the places of the layout, and the same each time`() throws {
    let placed = try PlacedFigure(try figure(`Figures`.bishop), by: ColumnLayout())
    let tikz = try placed.tikz()
    #expect(try placed.tikz() == tikz)
    #expect(tikz.hasPrefix("% needs \\usepackage{tikz}\n\\begin{tikzpicture}["))
    #expect(tikz.hasSuffix("\\end{tikzpicture}%\n"))
    let top = placed.layout.centers[2].y - placed.cardSizes[2].height / 2
    #expect(tikz.contains(",\(top.hundredths)) rectangle ("))
    #expect(tikz.contains("{$\\dot{v}_{3}$}") && tikz.contains("{$\\bar{v}_{3}$}"))
    #expect(!tikz.contains(#/[(,](?:-0|-?nan|-?inf)[,)]/#))
  }

  @Test func `what the drawing has, the picture has`() throws {
    func tikz(_ text: String, _ options: FigureOptions = FigureOptions()) throws -> String {
      try PlacedFigure(try figure(text, options), by: ColumnLayout()).tikz()
    }
    let bishop = try tikz(`Figures`.bishop)
    #expect(bishop.contains("{$=7.3891+1$}"), "the sum under a total")
    #expect(bishop.contains("circle[radius=5.2]"), "numbers of operands")
    #expect(bishop.contains("{\\wgpad{\\hbox{$.3891$}"), "decimal points in line")
    #expect(bishop.contains("fill=wgtangent] at"), "the ground of a seed")
    #expect(bishop.contains("\\wgseed{wgadjoint}{1}"), "the seed in the legend")
    let choice = try tikz("f(x) = if(x > 0, log(x), x^2)\nat x = -1")
    #expect(choice.contains("{$\\mathrm{not}\\ \\mathrm{taken}$}"), "badge and branch")
    #expect(choice.contains("dash pattern=on 3bp off 3bp") && choice.contains("on 7bp off 3bp"))
    let overflow = try tikz("f(x) = exp(x)\nat x = 1000")
    #expect(overflow.contains("draw=wgtext] at") && overflow.contains("{$\\infty $}"))
    #expect(overflow.contains("{$\\mathrm{overflows}\\ \\mathrm{here}$}"))
    var options = FigureOptions()
    options.weight = .adjoint
    let weighted = try tikz(`Figures`.bishop, options)
    #expect(weighted.contains("draw=wgadjoint,line width="), "wide lines")
    #expect(weighted.contains("draw=wgpaper,line width="), "rails")
  }

  @Test func `a document has a page of the picture's size`() throws {
    var options = TikZOptions()
    options.isStandalone = true
    let placed = try PlacedFigure(try figure("f(x) = sin(x)"), by: ColumnLayout())
    let tex = try placed.tikz(options)
    #expect(tex.hasPrefix("\\RequirePackage{fix-cm}\n\\documentclass{article}\n"))
    #expect(tex.hasSuffix("\\end{document}\n"))
    #expect(tex.contains("paperwidth=432bp"))
    options.theme = .dark
    #expect(try placed.tikz(options).contains("\\pagecolor[HTML]{14181F}"))
  }

  @Test func `what TeX cannot measure is refused`() throws {
    let placed = try PlacedFigure(
      try figure("f(x) = x" + String(repeating: " + sin(x)", count: 150) + "\nat x = 1"),
      by: ColumnLayout())
    #expect(throws: TikZError.self) { try placed.tikz() }
  }

  @Test(
    .enabled(if: Tool.find("pdflatex") != nil, "needs pdflatex with TikZ"),
    arguments: [
      `Figures`.bishop, "f(x) = abs(x)^-2.5e-7 + 2*pi\nat x = 1",
      "f(x) = if(x > 0, log(x), x^2)\nat x = -1", "a' = x; a'' = a'^2\nf = sin(alpha_max) + a''",
    ])
  func `LaTeX sets it without a word`(_ text: String) throws {
    try compile(try PlacedFigure(try figure(text), by: GraphvizLayout()))
  }

  @Test(
    .enabled(if: Tool.find("pdflatex") != nil, "needs pdflatex with TikZ"),
    arguments: [
      "\\input{x}", "}{$%#&^_~\\", "\"'`", "漢字🎈é", "e\u{301}\u{302}", "\u{0}\n\r\u{2028}",
      "WWWWWWWWWWWW", "x''",
    ])
  func `LaTeX sets names from outside`(_ name: String) throws {
    var builder = GraphBuilder()
    let node = builder.apply(.sin, builder.input(name))
    builder.name(node, name + "1")
    builder.output(name + "_" + name, node)
    try compile(
      PlacedFigure(Figure(Equations(builder.graph), nil, title: name), by: GraphvizLayout()))
  }

  private func compile(_ placed: PlacedFigure) throws {
    var options = TikZOptions()
    options.isStandalone = true
    let folder = try TemporaryFolder()
    try Data(placed.tikz(options).utf8).write(to: folder.file("f.tex"))
    let latex = try #require(Tool.find("pdflatex"))
    let outcome = try Tool.run(
      latex, ["-interaction=nonstopmode", "-halt-on-error", "f.tex"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.output)")
    let log = String(decoding: try Data(contentsOf: folder.file("f.log")), as: UTF8.self)
    for complaint in ["Overfull", "Missing character", "\n! ", "Font Warning"] {
      #expect(!log.contains(complaint), "\(log)")
    }
    #expect(log.contains("(1 page"))
  }
}
