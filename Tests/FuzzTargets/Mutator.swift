import TestSupport

/// Changes inputs at random, without knowing what they reach: the part of fuzzing that needs no tool.
public struct Mutator {
  private var generator: SplitMix64
  private let inputs: [[UInt8]]
  private let words: [[UInt8]]

  /// A mutator whose results depend on the seed and the inputs alone.
  public init(seed: UInt64, inputs: [[UInt8]], words: [String]) {
    generator = SplitMix64(seed: seed)
    self.inputs = inputs
    self.words = words.map { Array($0.utf8) }
  }

  /// The next input: one of the given ones with one to eight changes.
  public mutating func next() -> [UInt8] {
    var bytes = inputs.randomElement(using: &generator) ?? []
    for _ in 0..<Int.random(in: 1...8, using: &generator) { change(&bytes) }
    return bytes
  }

  private mutating func change(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0...bytes.count, using: &generator)
    let length = Int.random(in: 0...min(bytes.count - place, 24), using: &generator)
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: bytes.removeSubrange(place..<place + length)
    case 1: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
    case 2:
      guard place < bytes.count else { return }
      bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 3:
      guard place < bytes.count else { return }
      bytes[place] = .random(in: .min ... .max, using: &generator)
    case 4: bytes.insert(contentsOf: words.randomElement(using: &generator) ?? [], at: place)
    case 5:
      bytes.replaceSubrange(
        place..<place + length, with: words.randomElement(using: &generator) ?? [])
    default:
      let other = inputs.randomElement(using: &generator) ?? []
      let cut = Int.random(in: 0...other.count, using: &generator)
      bytes.replaceSubrange(place..., with: other[cut...])
    }
  }
}

extension FuzzTarget {
  /// What inputs are made of, for mutators.
  public var words: [String] {
    switch self {
    case .notation: FuzzTarget.notationWords
    case .fences: FuzzTarget.fenceWords + FuzzTarget.notationWords
    case .templates: FuzzTarget.templateWords
    case .pandoc, .mdbook: FuzzTarget.jsonWords + FuzzTarget.fenceWords
    case .messages:
      ["\u{0}\u{0}\u{0}\u{0}", "\u{1}\u{0}\u{0}\u{0}", "\u{0}", "\u{1}", "\u{2}", "\u{3}"]
    case .sites: FuzzTarget.siteWords + FuzzTarget.fenceWords
    case .drawings, .texts, .live:
      ["\u{0}", "\u{1}", "\u{2}", "\u{3}", "abc", "\u{1B}", "<", "\"", "\\", "א"]
    }
  }

  private static let notationWords = [
    "input ", "output ", "at ", "tangent ", "adjoint ", "sum(", "product(", "if(", "i in 1..3",
    "..", "w[i]",
    "[1..3]", "= [1, 2]", "(", ")", "[", "]", ",", "=", "==", "<=", ">", "!=", "+", "-", "*", "**",
    "^", "/",
    "·", "÷", "−", "≤", "\n", ";", "#", "\r", "\t", "\u{A0}", "x1", "x₁", "x'", "pi", "e", "inf",
    "1e308",
    "0x1", "1.", ".5", "1e", "2147483648", "-2147483649", "999999999999", "sin", "log", "sqrt",
    "max", "gamma",
    "f(x) = ", "g(y) = f(y)", "\u{202E}", "\u{0}", "\u{FEFF}", "é", "π", "א",
  ]

  private static let fenceWords = [
    "```wengert\n", "```\n", "~~~", "```{.wengert ", "}", "mode=reverse", "caption=\"", "id=a",
    "alt='x'",
    "at=\"x=1\"", "show=primal", "max-nodes=2", "fold=all", "depth=1", "focus=v3", "radius=1",
    "between=\"x,f\"",
    "> ", "- ", "1. ", "    ", "\n\n", "<!--", "-->", "<div>", "</div>", "````", "\r\n",
  ]

  private static let siteWords = [
    "\n====\n", "\n---\n", "---\n", "title: ", "description: |\n  ", "date: 2025-03-31\n",
    "order: ",
    "draft: true\n", "navigation:\n  - a.md\n", "base-url: https://e.org/\n", "language: de-AT\n",
    "*a", "&a",
    "!!str ", "{", "}", "[", "]", "? ", "\"\\x1b\"", "# A\n", "## B {#b}\n", "[](#b)",
    "[x](b/c.md#y)",
    "![i](i.png 'T')", "<https://e.org>", "<b>", "javascript:", "%2e%2e/", "$x^2$", "$$\n",
    "| a |\n|---|\n", "[^1]",
    "[^1]: ", "- [x] ", "~~", "\\", "&amp;", "kind=live", "kind=trace", "kind=equations",
    "\u{202E}", "\u{2028}", "é",
    "א", "\u{301}",
  ]

  private static let jsonWords = [
    "{", "}", "[", "]", ",", ":", "null", "true", "\"\"", "1e999", "-0", "1e-400", "0.1e+",
    "123456789012345678901234567890", "\"\\u0000\"", "\"\\ud800\"", "\\u202e", "\\n",
    String(repeating: "[", count: 600), "{\"t\":\"CodeBlock\",\"c\":", "{\"t\":\"Para\",\"c\":[]}",
    "\"pandoc-api-version\":[1,20]", "\"blocks\":", "\"meta\":", "\"sections\":", "\"Chapter\":",
    "\"content\":", "\"sub_items\":[]", "\"renderer\":\"html\"", "\"wengert\"",
  ]

  private static let templateWords = [
    "{{", "}}", "{{{", "}}}", "{{#trace}}", "{{/trace}}", "{{^trace}}", "{{>report}}",
    "{{>function}}",
    "{{title}}", "{{.}}", "{{!", "{{=<% %>=}}", "{{#rows}}", "{{/rows}}", "{{symbol}}",
    "{{$block}}", "{{<report}}",
    "{{*x}}", "{{%CONTENT_TYPE:TEXT}}", "{{first(trace)}}", "{{#enumerated(trace)}}", "\n",
  ]
}
