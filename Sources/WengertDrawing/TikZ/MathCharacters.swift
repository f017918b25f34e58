/// How characters are written in TeX mathematics.
///
/// The commands are those of every LaTeX format without packages. What has none becomes `\wgother`, which sets the
/// character where the program knows Unicode and its number elsewhere.
enum MathCharacters {
  static func tex(_ text: String) -> String { text.map { tex($0) }.joined() }

  static func tex(_ character: Character) -> String {
    if let known = table[character] { return known }
    if let value = character.asciiValue, character.isLetter || character.isNumber {
      return String(UnicodeScalar(value))
    }
    let scalars = character.unicodeScalars
    if let base = scalars.first, scalars.count > 1, let known = accented(base, scalars.dropFirst())
    {
      return known
    }
    return scalars.map(other).joined()
  }

  /// A letter under combining marks.
  private static func accented(
    _ base: Unicode.Scalar, _ marks: String.UnicodeScalarView.SubSequence
  ) -> String? {
    guard table[Character(base)] != nil || Character(base).isASCII else { return nil }
    var result = tex(Character(base))
    for mark in marks {
      guard let command = combining[mark] else { return nil }
      result = "\\\(command){\(result)}"
    }
    return result
  }

  private static func other(_ scalar: Unicode.Scalar) -> String {
    switch scalar.properties.generalCategory {
    case .format: return ""
    case .spaceSeparator: return "\\ "
    case .control, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse, .unassigned:
      return "\\wgother{\u{FFFD}}{FFFD}"
    default:
      if let known = table[Character(scalar)] { return known }
      return "\\wgother{\(scalar)}{\(String(scalar.value, radix: 16, uppercase: true))}"
    }
  }

  /// The definition of `\wgother`: the character where the program reads Unicode, its number elsewhere.
  static let definition =
    "\\ifdefined\\Umathcode\\def\\wgother#1#2{\\mbox{#1}}"
    + "\\else\\def\\wgother#1#2{\\mbox{\\tiny U+#2}}\\fi"

  private static let combining: [Unicode.Scalar: String] = [
    "\u{300}": "grave", "\u{301}": "acute", "\u{302}": "hat", "\u{303}": "tilde", "\u{304}": "bar",
    "\u{306}": "breve", "\u{307}": "dot", "\u{308}": "ddot", "\u{30A}": "mathring",
    "\u{30C}": "check",
  ]

  private static let table: [Character: String] = {
    var table: [Character: String] = [:]
    for character in "!()*+,-./:;<=>?@[]|" { table[character] = String(character) }
    for (letter, name) in greek { table[letter] = "\\\(name) " }
    for (sign, name) in signs { table[sign] = "\\\(name) " }
    // Brackets and dollars after a backslash, letters of the typewriter by their number: no character of TeX's own is
    // left, nor one that a language makes active.
    for character in "{}$&#%_" { table[character] = "\\\(character)" }
    for (character, number) in [("^", 94), ("~", 126), ("\"", 34), ("`", 96)] as [(Character, Int)]
    {
      table[character] = "\\mbox{\\char\(number)}"
    }
    table["\\"] = "\\backslash "
    for character in "'′’" { table[character] = "{^{\\prime}}" }
    table["°"] = "{^{\\circ}}"
    table["−"] = "-"
    table["–"] = "\\mbox{--}"
    table["—"] = "\\mbox{---}"
    for (digit, (low, high)) in zip(0..., zip("₀₁₂₃₄₅₆₇₈₉", "⁰¹²³⁴⁵⁶⁷⁸⁹")) {
      table[low] = "{_{\(digit)}}"
      table[high] = "{^{\(digit)}}"
    }
    for (accent, letters, bases) in accents {
      for (letter, base) in zip(letters, bases) { table[letter] = "\\\(accent){\(base)}" }
    }
    return table
  }()

  private static let greek: [(Character, String)] = [
    ("α", "alpha"), ("β", "beta"), ("γ", "gamma"), ("δ", "delta"), ("ε", "varepsilon"),
    ("ϵ", "epsilon"), ("ζ", "zeta"), ("η", "eta"), ("θ", "theta"), ("ϑ", "vartheta"),
    ("ι", "iota"), ("κ", "kappa"), ("λ", "lambda"), ("μ", "mu"), ("µ", "mu"), ("ν", "nu"),
    ("ξ", "xi"), ("π", "pi"), ("ρ", "rho"), ("ς", "varsigma"), ("σ", "sigma"), ("τ", "tau"),
    ("υ", "upsilon"), ("φ", "varphi"), ("ϕ", "phi"), ("χ", "chi"), ("ψ", "psi"), ("ω", "omega"),
    ("Γ", "Gamma"), ("Δ", "Delta"), ("Θ", "Theta"), ("Λ", "Lambda"), ("Ξ", "Xi"), ("Π", "Pi"),
    ("Σ", "Sigma"), ("Υ", "Upsilon"), ("Φ", "Phi"), ("Ψ", "Psi"), ("Ω", "Omega"),
  ]

  private static let signs: [(Character, String)] = [
    ("·", "cdot"), ("×", "times"), ("÷", "div"), ("±", "pm"), ("≤", "le"), ("≥", "ge"),
    ("≠", "ne"), ("≈", "approx"), ("∞", "infty"), ("∂", "partial"), ("√", "surd"), ("∇", "nabla"),
    ("∑", "sum"), ("∏", "prod"), ("∈", "in"), ("∧", "wedge"), ("∨", "vee"), ("¬", "neg"),
    ("→", "rightarrow"), ("←", "leftarrow"), ("↑", "uparrow"), ("↓", "downarrow"),
    ("↦", "mapsto"), ("…", "dots"), ("⋯", "cdots"), ("⟨", "langle"), ("⟩", "rangle"),
    ("‖", "Vert"), ("ℓ", "ell"), ("ı", "imath"), ("ȷ", "jmath"),
  ]

  private static let accents: [(accent: String, letters: String, bases: String)] = [
    ("grave", "àèìòùÀÈÌÒÙ", "aeiouAEIOU"),
    ("acute", "áéíóúýćńśźÁÉÍÓÚÝĆŃŚŹ", "aeiouycnszAEIOUYCNSZ"),
    ("hat", "âêîôûŵŷÂÊÎÔÛŴŶ", "aeiouwyAEIOUWY"), ("tilde", "ãñõÃÑÕ", "anoANO"),
    ("ddot", "äëïöüÿÄËÏÖÜŸ", "aeiouyAEIOUY"), ("mathring", "åůÅŮ", "auAU"),
    ("check", "čďěňřšťžČĎĚŇŘŠŤŽ", "cdenrstzCDENRSTZ"), ("bar", "āēīōūĀĒĪŌŪ", "aeiouAEIOU"),
    ("dot", "ċėġżĊĖĠŻ", "cegzCEGZ"), ("breve", "ăğĂĞ", "agAG"),
  ]
}
