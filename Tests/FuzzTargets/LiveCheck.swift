import WengertDrawing
import WengertReport

/// Live figures and reports whose figures fold: markup that only shows, one script that is read as code.
struct LiveCheck {
  private let table: TraceTable
  private let options: FigureOptions
  private let views: FoldableViews
  private let isReport: Bool

  static func check(_ bytes: [UInt8]) throws(Finding) {
    let check = try LiveCheck(bytes)
    if check.isReport { try check.checkReport() } else { try check.checkFigure() }
  }

  /// What some bytes ask for.
  init(_ bytes: [UInt8]) throws(Finding) {
    var subject = try ByteGraph(bytes)
    table = TraceTable(subject.equations, subject.evaluation, title: subject.title)
    var options = FigureOptions()
    options.constants = subject.rest.pick(ConstantStyle.allCases)
    options.weight = subject.rest.pick(Weighting.allCases)
    options.format = NumberFormat(digits: 1 + subject.rest.choice(of: 17))
    self.options = options
    var folding = Folding()
    folding.limit = 1 + subject.rest.choice(of: 40)
    folding.depth = subject.rest.choice(of: 2) == 0 ? subject.rest.choice(of: 3) : nil
    let equations = subject.equations
    views = try succeed("folding") { try FoldableViews(equations, folding) }
    isReport = subject.rest.choice(of: 3) == 0
  }

  /// The live figure; nil without numbers.
  func figure() throws(Finding) -> LiveFigure? {
    try succeed("a live figure") {
      try LiveFigure(table: table, by: LayeredLayout(), options: options, views: views, id: "a")
    }
  }

  private func checkFigure() throws(Finding) {
    guard let figure = try figure() else {
      return try promise(table.evaluation == nil, "numbers make no live figure")
    }
    try promise(table.evaluation != nil, "there is a live figure without numbers")
    try promiseHarmless(figure.markup + figure.script, "a live figure")
    _ = try PageReader.read(figure.markup, "a live figure")
    try LiveCheck.check(script: figure.script)
    let second = try self.figure()
    try promise(
      figure.markup == second?.markup && figure.script == second?.script,
      "a live figure is not the same twice")
  }

  private func checkReport() throws(Finding) {
    let page = try succeed("the report") {
      let source = try ReportSource(
        table: table, by: LayeredLayout(), options: options, views: views, format: NumberFormat(),
        name: table.title)
      return try ReportModel(source).html()
    }
    try promiseHarmless(page, "the report")
    var rest = CutMarkup(page)
    let (scripts, styles) = (rest.cut("script"), rest.cut("style"))
    try promise(scripts.count == 1 && styles.count == 1, "the report has other scripts and styles")
    _ = try PageReader.read(rest.rest.replacing("<!DOCTYPE html>", with: ""), "the report")
  }

  /// Brackets are closed and strings end on their lines, so that no name gets out of the string that it stands in.
  private static func check(script: String) throws(Finding) {
    var open: [UInt8] = []
    var isString = false
    var isEscaped = false
    for byte in script.utf8 {
      if isString {
        try promise(byte != UInt8(ascii: "\n"), "a string does not end on its line: \(script)")
        if byte == UInt8(ascii: "\""), !isEscaped { isString = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isString = true
      case UInt8(ascii: "("): open.append(UInt8(ascii: ")"))
      case UInt8(ascii: "["): open.append(UInt8(ascii: "]"))
      case UInt8(ascii: "{"): open.append(UInt8(ascii: "}"))
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        try promise(open.popLast() == byte, "brackets are not closed: \(script)")
      default:
        try promise(byte < 0x80, "a name stands outside of a string: \(script)")
      }
    }
    try promise(open.isEmpty && !isString, "brackets or a string are open: \(script)")
    try promise(!script.lowercased().contains("</script"), "the script ends early: \(script)")
  }
}
