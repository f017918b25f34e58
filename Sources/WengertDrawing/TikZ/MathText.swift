import Wengert

/// Writes text as TeX mathematics.
///
/// Every character from outside goes through ``MathCharacters``; no command, brace or active character of it survives.
struct MathText {
  private(set) var tex = ""
  /// Whether the last piece and the next one would run together without the blank between them.
  private var isAfterWord = false
  private var hasBlank = false
  /// The index or exponent that was written last; TeX takes no second one at the same place.
  private var lastShift: Character?

  /// The colour of the ground under seeds.
  private let seed: String

  private init(seed: String) { self.seed = seed }

  /// A line of text between dollar signs.
  ///
  /// - Parameter seed: the colour of the ground under seeds.
  static func formula(_ text: RichText, seed: String = "wgtext") -> String {
    var writer = MathText(seed: seed)
    writer.write(text.runs[...])
    return "$\(writer.tex)$"
  }

  /// Runs that stand on one line: the largest of them; what stands lower is an index, what stands higher an exponent.
  private mutating func write(_ runs: ArraySlice<RichText.Run>) {
    guard let line = runs.max(by: { $0.scale < $1.scale })?.rise else { return }
    var rest = runs
    while let first = rest.first {
      guard (first.rise - line).magnitude > 1e-9 else {
        write(first)
        rest = rest.dropFirst()
        continue
      }
      let isHigher = first.rise > line
      let group = rest.prefix { isHigher ? $0.rise > line + 1e-9 : $0.rise < line - 1e-9 }
      writeShifted(group, by: isHigher ? "^" : "_")
      rest = rest.dropFirst(group.count)
    }
  }

  private mutating func writeShifted(_ runs: ArraySlice<RichText.Run>, by shift: Character) {
    var inner = MathText(seed: seed)
    inner.write(runs)
    if lastShift == shift { tex += "{}" }
    tex += "\(shift){\(inner.tex)}"
    (lastShift, isAfterWord, hasBlank) = (shift, true, false)
  }

  private mutating func write(_ run: RichText.Run) {
    if run.isSeed {
      var inner = MathText(seed: seed)
      inner.writeUpright(run.text)
      return append("\\wgseed{\(seed)}{\(inner.tex)}", beginsWord: true, endsWord: true)
    }
    guard run.isVariable else { return writeUpright(run.text) }
    let isLong = run.text.count > 1
    var content = MathCharacters.tex(run.text)
    if isLong { content = "\\mathit{\(content)}" }
    for mark in run.marks {
      switch mark {
      case .none: break
      case .dot: content = "\\dot{\(content)}"
      case .bar: content = isLong ? "\\overline{\(content)}" : "\\bar{\(content)}"
      }
    }
    append(content, beginsWord: true, endsWord: true)
  }

  // MARK: Upright text

  private mutating func writeUpright(_ text: String) {
    var rest = text[...]
    while let first = rest.first {
      if first.isWhitespace {
        hasBlank = true
        rest = rest.dropFirst()
      } else if first.isDigit {
        writeNumber(&rest)
      } else if first.isASCII, first.isLetter {
        let word = rest.prefix { $0.isASCII && $0.isLetter }
        append("\\mathrm{\(word)}", beginsWord: true, endsWord: true)
        rest = rest.dropFirst(word.count)
      } else {
        rest = rest.dropFirst()
        writeSign(first, isBeforeBlank: rest.first?.isWhitespace ?? false)
      }
    }
  }

  /// A sign: a minus behind a blank and before none belongs to what follows, and is no difference.
  private mutating func writeSign(_ sign: Character, isBeforeBlank: Bool) {
    if sign == "−", hasBlank, isAfterWord, !isBeforeBlank {
      return append("{-}", beginsWord: true, endsWord: false)
    }
    let isOperand = sign.isLetter || "∞∂…".contains(sign)
    append(
      sign == ":" ? "{:}" : MathCharacters.tex(sign), beginsWord: isOperand,
      endsWord: isOperand || ")],:".contains(sign))
  }

  /// A number such as 1.5e−7, whose exponent belongs to it and is no difference.
  private mutating func writeNumber(_ rest: inout Substring) {
    let mantissa = rest.prefix { $0.isDigit || $0 == "." }
    rest = rest.dropFirst(mantissa.count)
    var number = String(mantissa)
    while rest.isGroupOfThree {
      number += "{,}" + rest.dropFirst().prefix(3)
      rest = rest.dropFirst(4)
    }
    let exponent = rest.dropFirst()
    let sign = exponent.first == "−" ? 1 : 0
    if rest.first == "e", exponent.dropFirst(sign).first?.isDigit == true {
      let digits = exponent.dropFirst(sign).prefix(while: \.isDigit)
      number += "\\mathrm{e}" + (sign == 1 ? "{-}" : "") + digits
      rest = exponent.dropFirst(sign + digits.count)
    }
    append(number, beginsWord: true, endsWord: true)
  }

  private mutating func append(_ piece: String, beginsWord: Bool, endsWord: Bool) {
    guard !piece.isEmpty else { return }
    // Around signs TeX makes the room itself.
    if hasBlank, isAfterWord, beginsWord { tex += "\\ " }
    tex += piece
    (lastShift, isAfterWord, hasBlank) = (nil, endsWord, false)
  }
}

extension Substring {
  /// Whether a comma and exactly three digits come next, as in 25,088.
  fileprivate var isGroupOfThree: Bool {
    first == "," && dropFirst().prefix(while: \.isDigit).count == 3
  }
}

extension Character {
  fileprivate var isDigit: Bool { ("0"..."9").contains(self) && isASCII }
}
