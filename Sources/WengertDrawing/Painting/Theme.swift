/// How a figure is coloured.
public enum Theme: String, Sendable, CaseIterable {
  /// Light, and dark where the reader prefers it.
  case auto
  /// Light, whatever the reader prefers.
  case light
  /// Dark, whatever the reader prefers.
  case dark
}

/// A colour by its purpose.
///
/// Tangents are Okabe and Ito's blue, adjoints their vermillion, darkened or lightened until text in them
/// has a contrast of at least 4.5 to 1 on every ground it stands on.
package enum Ink: String, CaseIterable, Sendable {
  case paper, text, faint, line
  case card, frame, header
  case inputHeader, inputFrame, outputHeader, outputFrame
  case chip, chipFrame
  case tangent, adjoint, onSeed, focus

  /// The colour on light paper.
  package var light: String {
    switch self {
    case .paper, .card, .chip, .onSeed: "#ffffff"
    case .text: "#1c2430"
    case .faint: "#605e5a"
    case .line: "#6d7889"
    case .frame: "#818c9d"
    case .header: "#eef1f5"
    case .inputHeader: "#dfeee6"
    case .inputFrame: "#4c8a68"
    case .outputHeader: "#f7ead0"
    case .outputFrame: "#a8751a"
    case .chipFrame: "#ccd3dd"
    case .tangent: "#005f9e"
    case .adjoint: "#a63c00"
    case .focus: "#7a2fd0"
    }
  }

  /// The colour on dark paper.
  package var dark: String {
    switch self {
    case .paper: "#14181f"
    case .text: "#e6eaf0"
    case .faint: "#a3adbb"
    case .line: "#8591a3"
    case .card: "#1d232d"
    case .frame: "#6b788c"
    case .header: "#2a323f"
    case .inputHeader: "#21392d"
    case .inputFrame: "#5fa883"
    case .outputHeader: "#40341c"
    case .outputFrame: "#c99a45"
    case .chip: "#181d26"
    case .chipFrame: "#3d4756"
    case .tangent: "#6cbcf0"
    case .adjoint: "#ff9b66"
    case .onSeed: "#14181f"
    case .focus: "#c9a2ff"
    }
  }

  /// The ink of a quantity.
  static func of(_ quantity: Quantity) -> Ink {
    switch quantity {
    case .primal: .text
    case .partial: .faint
    case .tangent: .tangent
    case .adjoint: .adjoint
    }
  }

  /// The colour where the reader has forced a palette of a few colours.
  fileprivate var forced: String {
    switch self {
    case .paper, .card, .chip, .header, .inputHeader, .outputHeader, .onSeed: "Canvas"
    case .text, .faint, .line, .frame, .inputFrame, .outputFrame, .chipFrame, .tangent, .adjoint:
      "CanvasText"
    case .focus: "Highlight"
    }
  }
}

extension Theme {
  /// The colour of an ink where style sheets are not read.
  func base(_ ink: Ink) -> String { self == .dark ? ink.dark : ink.light }

  /// The style sheet that shows the keyboard's focus and, unless the theme is fixed, makes a figure follow the
  /// reader's preference.
  ///
  /// Presentation attributes carry the base colours, so a program that reads no style sheet shows the same
  /// picture.
  ///
  /// - Parameter isInPage: whether the figure stands in a page, whose `color-scheme` it then follows: a page may have no
  ///   dark colours, whatever its reader prefers.
  func styleSheet(isInPage: Bool) -> String {
    let focus = self == .auto ? "var(--wg-focus)" : base(.focus)
    let ring =
      ".wg-card{outline:none}"
      + "@media screen{.wg-card:focus-visible>.wg-ring{stroke:\(focus)}}"
    // In a page that is read from right to left, beginnings and ends of texts would change places.
    let direction = isInPage ? ".wg{direction:ltr}" : ""
    return direction + (self == .auto ? Theme.palettes(isInPage: isInPage) + ring : ring)
  }

  /// The style sheet for the live figures of a page, which may ask for a theme by `data-theme` on its root.
  package static var pageStyleSheet: String {
    func variables(_ selector: String, _ color: (Ink) -> String) -> String {
      selector + "{"
        + Ink.allCases.map { "--wg-\($0.rawValue):\(color($0))" }.joined(separator: ";")
        + "}"
    }
    return variables(":root", \.light)
      + "@media (prefers-color-scheme:dark){\(variables(":root:not([data-theme=light])", \.dark))}"
      + variables(":root[data-theme=dark]", \.dark)
      + "@media print{\(variables(":root:root:root", \.light))}"
      + "@media (forced-colors:active){\(variables(":root:root:root", \.forced))"
      + ".wg text{forced-color-adjust:none}}" + rules
      + ".wg-card,.wg-chip{outline:none}"
  }

  /// The style sheet for live figures in a page that has none of ours, whose `color-scheme` they follow.
  package static var inlineStyleSheet: String { auto.styleSheet(isInPage: true) }

  private static var rules: String {
    Ink.allCases.map {
      ".wg-f-\($0.rawValue){fill:var(--wg-\($0.rawValue))}"
        + ".wg-s-\($0.rawValue){stroke:var(--wg-\($0.rawValue))}"
    }.joined()
  }

  private static func palettes(isInPage: Bool) -> String {
    func variables(_ color: (Ink) -> String) -> String {
      ".wg{" + Ink.allCases.map { "--wg-\($0.rawValue):\(color($0))" }.joined(separator: ";") + "}"
    }
    let both = variables { "light-dark(\($0.light),\($0.dark))" }
    return variables(\.light)
      + "@media (prefers-color-scheme:dark){\(variables(\.dark))}"
      + (isInPage ? "@supports (color:light-dark(#000,#fff)){\(both)}" : "")
      + "@media print{\(variables(\.light))}"
      + "@media (forced-colors:active){\(variables(\.forced)).wg text{forced-color-adjust:none}}"
      + rules
  }
}
