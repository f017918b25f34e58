extension ByteSource {
  /// Names made to break out of the text that they stand in.
  static let hostileNames: [String] = [
    // Markup.
    "</text><script>alert(1)</script>", "\" onload=\"alert(1)",
    "\"\u{307} onload=\"\u{307}alert(1)", "<\u{301}", "|\u{308}", "' x='", "]]>", "<!--", "-->",
    "&lt;",
    "&#60;", "</style><style>*{}", "</title>", "<![CDATA[", "{{title}}", "{{{script}}}",
    "{{>report}}",
    // Graphviz.
    "\"];x[label=\"", "\\N", "\\\"", ">]; a -> b [label=<", "<B>", "\\",
    // TeX.
    "\\input{/etc/passwd}", "}\\end{document}", "$", "%", "^^41", "~", "#1", "_", "{", "}",
    // Languages.
    "*/ exit(1); /*", "\nexit(1)\n", "\u{2028}exit(1)", "??/", "';--", "`${1}`", "\"\"\"", "'''",
    "\\u000a",
    "\u{85}", "#{1}", "\\(x)", "coding=latin-1", "__proto__", "constructor", "class", "self", "NaN",
    "double",
    // Tables.
    "=cmd|' /C calc'!A0", "+1", "@SUM(1)", "a,b", "a|b", "a;b", "\t", "`", "**",
    "[x](javascript:alert(1))",
    // The terminal and the reader's eye.
    "\u{1B}[31m", "\u{1B}]0;title\u{7}", "\u{9B}31m", "\u{8}\u{8}", "\r", "\u{202E}abc",
    "\u{2066}x",
    "\u{200B}", "\u{FEFF}", "א", "שלום", "مرحبا", "א1", "e\u{301}", "👩‍👩‍👧", "🇩🇪", "\u{0}",
    "\u{FFFE}", "\u{FFFD}", "\u{E000}", "𝒳", "π", "ﷺ", "v1", "v2", "v3_bar", "c1", "e", "pi", "inf",
    "at",
    "output", "sum", "", " ", ".", "..", "../../x", "-", "f", "x_1_2", "w[1]", "w[1,2]", "w[",
    String(repeating: "W", count: 300), String(repeating: "\u{301}", count: 40),
  ]

  /// Characters that change the order in which others are shown.
  static let directionControls = Set(
    "\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2069}".unicodeScalars)
}

/// Refuses text that drives a terminal or reorders what stands around it; isolates that are closed in their line are
/// no such text.
func promiseHarmless(_ text: String, _ what: String) throws(Finding) {
  guard let index = text.unicodeScalars.firstIndex(where: { !$0.isHarmless }) else { return }
  let number = String(text.unicodeScalars[index].value, radix: 16, uppercase: true)
  throw Finding(
    "\(what) holds U+\(number) after \(String(text.unicodeScalars[..<index].suffix(60)).debugDescription)"
  )
}

extension Unicode.Scalar {
  fileprivate var isHarmless: Bool {
    switch self {
    case "\n", "\t": true
    case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}": false
    default: !ByteSource.directionControls.contains(self)
    }
  }
}
