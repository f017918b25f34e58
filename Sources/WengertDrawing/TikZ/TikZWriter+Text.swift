/// Text as mathematics.
extension TikZWriter {
  /// The commands of a picture.
  ///
  /// `wg` is the style of a text of some size. `\wgfit` sets a text and shrinks it to a width, `\wgpad` is the room that
  /// a number lacks whose fraction is shorter than the longest in its column, and `\wgseed` is a seed in a line of text.
  static let definitions = [
    "\\def\\wgfit#1#2{\\sbox0{#2}\\ifdim\\wd0>#1bp\\resizebox{#1bp}{!}{\\usebox0}\\else\\usebox0\\fi}",
    "\\def\\wgpad#1#2{\\setbox0\\vbox{#1}\\sbox2{#2}\\hbox to\\dimexpr\\wd0-\\wd2\\relax{}}",
    "\\def\\wgseed#1#2{\\mbox{\\fboxsep1.8bp\\colorbox{#1}{\\textcolor{wgonSeed}{$#2$}}}}",
    "\\tikzset{wg/.style={inner sep=0pt,outer sep=0pt,font=\\fontsize{#1bp}{#1bp}\\selectfont}}",
  ]

  mutating func text(
    _ text: RichText, at place: Point, size: Double, anchor: TextAnchor, ink: Ink, room: Double,
    live _: LiveText?
  ) {
    let anchor =
      switch anchor {
      case .start: "base west"
      case .middle: "base"
      case .end: "base east"
      }
    node(
      MathText.formula(text, seed: name(ink)), at: self.text(place), size,
      ["anchor=\(anchor)", "text=\(name(ink))"], room: room)
  }

  /// A number, moved to the left by what its fraction is narrower than the widest in the column.
  mutating func number(_ number: ColumnNumber, size: Double) {
    var end = text(number.end)
    if number.padding > 0, !number.fractions.isEmpty {
      let column = number.fractions.map { "\\hbox{\(formula($0))}" }.joined()
      let own = formula(NumberColumn.fraction(of: number.text))
      lines.append(
        "\\node[wg=\(size.hundredths),anchor=base east] (wg) at \(end) {\\wgpad{\(column)}{\(own)}};"
      )
      end = "(wg.base west)"
    }
    var choices = ["anchor=base east", "text=\(name(number.ink))"]
    if let ground = number.ground { choices += outline(ground, size: size) }
    let padding = Double(number.padding) * Metrics.advance * size
    node(formula(number.text[...]), at: end, size, choices, room: number.room - padding)
  }

  /// The outline of a node that is the ground of a number.
  private func outline(_ ground: ColumnNumber.Ground, size: Double) -> [String] {
    typealias Ground = ColumnNumber.Ground
    let overhang = "\(Ground.overhang.hundredths)bp"
    return [
      "inner xsep=\(overhang)", "xshift=\(overhang)",
      "rounded corners=\(Ground.radius.hundredths)bp",
      "text height=\((Ground.ascent * size).hundredths)bp",
      "text depth=\((Ground.descent * size).hundredths)bp", "draw=\(name(ground.stroke))",
    ] + (ground.fill.map { ["fill=\(name($0))"] } ?? [])
  }

  private func formula(_ number: Substring) -> String { MathText.formula(RichText(String(number))) }

  /// Text at a place, shrunk where the room is too small for it.
  private mutating func node(
    _ formula: String, at place: String, _ size: Double, _ choices: [String], room: Double
  ) {
    lines.append(
      "\\node[wg=\(size.hundredths),\(choices.joined(separator: ","))] at \(place)"
        + " {\\wgfit{\(room.hundredths)}{\(formula)}};")
  }
}
