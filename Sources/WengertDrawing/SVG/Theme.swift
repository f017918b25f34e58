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
enum Ink: String, CaseIterable {
  case paper, text, faint, line
  case card, frame, header
  case inputHeader, inputFrame, outputHeader, outputFrame
  case chip, chipFrame
  case tangent, adjoint, onSeed

  var light: String {
    switch self {
    case .paper, .card, .chip, .onSeed: "#ffffff"
    case .text: "#1c2430"
    case .faint: "#566070"
    case .line: "#6d7889"
    case .frame: "#8b95a5"
    case .header: "#eef1f5"
    case .inputHeader: "#dfeee6"
    case .inputFrame: "#4c8a68"
    case .outputHeader: "#f7ead0"
    case .outputFrame: "#a8751a"
    case .chipFrame: "#ccd3dd"
    case .tangent: "#005f9e"
    case .adjoint: "#a63c00"
    }
  }

  var dark: String {
    switch self {
    case .paper: "#14181f"
    case .text: "#e6eaf0"
    case .faint: "#a3adbb"
    case .line: "#8591a3"
    case .card: "#1d232d"
    case .frame: "#5e6a7c"
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
}

extension Theme {
  /// The colour of an ink where style sheets are not read.
  func base(_ ink: Ink) -> String { self == .dark ? ink.dark : ink.light }

  /// The style sheet that makes a figure follow the reader's preference; empty for a fixed theme.
  ///
  /// Presentation attributes carry the base colours, so a program that reads no style sheet shows the same
  /// picture.
  var styleSheet: String {
    guard self == .auto else { return "" }
    func variables(_ color: (Ink) -> String) -> String {
      Ink.allCases.map { "--wg-\($0.rawValue):\(color($0))" }.joined(separator: ";")
    }
    let rules = Ink.allCases.map {
      ".wg-f-\($0.rawValue){fill:var(--wg-\($0.rawValue))}"
        + ".wg-s-\($0.rawValue){stroke:var(--wg-\($0.rawValue))}"
    }
    return ".wg{\(variables(\.light))}"
      + "@media (prefers-color-scheme:dark){.wg{\(variables(\.dark))}}"
      + "@media print{.wg{\(variables(\.light))}}" + rules.joined()
  }
}
