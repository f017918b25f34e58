/// Text from outside as LaTeX that sets it and does nothing else.
package enum LaTeXText {
  /// The text in text mode, whatever is in it.
  ///
  /// Letters that the oldest fonts of `pdflatex` have no glyph for are named by their code.
  package static func escaped(_ text: String) -> String {
    text.unicodeScalars.map(escaped).joined()
  }

  private static func escaped(_ scalar: Unicode.Scalar) -> String {
    switch scalar {
    case "\\": "\\textbackslash{}"
    case "^": "\\textasciicircum{}"
    case "~": "\\textasciitilde{}"
    case "<": "\\textless{}"
    case ">": "\\textgreater{}"
    case "|": "\\textbar{}"
    case "\"": "\\textquotedblright{}"
    case "`": "\\textquoteleft{}"
    case "{", "}", "$", "&", "#", "%", "_": "\\\(scalar)"
    case " "..."}": String(scalar)
    case "À"..."Ï", "Ñ"..."Ö", "Ø"..."Ý", "ß"..."ï", "ñ"..."ö", "ø"..."ý", "ÿ": String(scalar)
    default:
      greek(String(scalar)).map { "$\($0)$" } ?? "U+\(String(scalar.value, radix: 16).uppercased())"
    }
  }

  /// The command for a Greek letter or its name; nil for anything else.
  static func greek(_ text: String) -> String? {
    if text == "inf" || text == "∞" { return "\\infty" }
    return commands[text].map { "\\\($0)" } ?? (commands.values.contains(text) ? "\\\(text)" : nil)
  }

  /// Capitals that look like Latin letters have no command.
  private static let commands = [
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "epsilon", "ζ": "zeta",
    "η": "eta", "θ": "theta", "ι": "iota", "κ": "kappa", "λ": "lambda", "μ": "mu", "ν": "nu",
    "ξ": "xi", "π": "pi", "ρ": "rho", "σ": "sigma", "τ": "tau", "υ": "upsilon", "φ": "phi",
    "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "Θ": "Theta",
    "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Υ": "Upsilon", "Φ": "Phi", "Ψ": "Psi",
    "Ω": "Omega",
  ]
}
