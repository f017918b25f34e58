/// A figure in words.
enum FigureWords {
  /// What a figure's SVG says of itself to those who do not see it.
  static func summary(of svg: String) -> String {
    guard let start = svg.firstRange(of: "<desc"),
      let open = svg[start.upperBound...].firstIndex(of: ">"),
      let end = svg[open...].firstRange(of: "</desc>")
    else { return "" }
    return String(svg[svg.index(after: open)..<end.lowerBound])
      .replacing("&lt;", with: "<").replacing("&gt;", with: ">")
      .replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
      .replacing("&amp;", with: "&")
  }
}
