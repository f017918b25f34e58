import Wengert

/// Writes straight-line code as functions of a language.
struct FunctionWriter {
  /// The most terms of one statement.
  ///
  /// Compilers recurse over a sum, and Swift's checks the types of all of it together.
  private static let termLimit = 4

  /// The functions that have been written.
  private(set) var functions: [String] = []
  private(set) var expressions: ExpressionWriter

  private let language: Language
  private let commentary: Commentary
  private var text = ""

  init(_ language: Language, _ commentary: Commentary) {
    self.language = language
    self.commentary = commentary
    expressions = ExpressionWriter(language)
  }

  /// Writes one function.
  mutating func write(_ code: StraightLine, _ derivative: Derivative, name: String) {
    let results = code.results.map { result in
      (name: language.name(of: result.vector), elements: result.elements)
    }
    text = "\(language.comment) \(commentary.vectors(language))\n"
    text += language.header(
      name, derivative.arguments.map(language.name(of:)), results.map(\.name))
    text += "\n"
    writeUnused(code, derivative)
    for line in code.lines { write(line, code) }
    let texts = results.map { result in
      (name: result.name, elements: result.elements.map { expressions.expression($0) })
    }
    for statement in language.handOver(texts) { write(statement) }
    if let ending = language.ending { text += ending + "\n" }
    functions.append(text)
  }

  private mutating func writeUnused(_ code: StraightLine, _ derivative: Derivative) {
    guard let unused = language.unused else { return }
    let read = code.readVectors
    let written = Set(code.results.filter { !$0.elements.isEmpty }.map(\.vector))
    for vector in derivative.arguments where !read.contains(vector) {
      write(unused(language.name(of: vector)))
    }
    for vector in derivative.results where !written.contains(vector) {
      write(unused(language.name(of: vector)))
    }
  }

  /// Writes an assignment; a sum of many terms goes on in further statements.
  private mutating func write(_ line: StraightLine.Line, _ code: StraightLine) {
    let target = code.target(of: line)
    var rest = line.terms.map { formula($0) }[...]
    let first = expressions.sum(Array(rest.prefix(FunctionWriter.termLimit)))
    rest = rest.dropFirst(FunctionWriter.termLimit)
    let statement = rest.isEmpty ? language.constant : language.variable
    write("\(statement(target.spelled, first))  \(language.comment) \(commentary.text(line))")
    while !rest.isEmpty {
      let sum = expressions.sum([.symbol(target)] + rest.prefix(FunctionWriter.termLimit - 1))
      rest = rest.dropFirst(FunctionWriter.termLimit - 1)
      write(language.assignment(target.spelled, sum))
    }
  }

  private func formula(_ term: StraightLine.Term) -> Formula {
    switch term {
    case .element(let vector, let position): .symbol("\(language.name(of: vector))[\(position)]")
    case .definition(let formula), .contribution(_, let formula): formula
    }
  }

  private mutating func write(_ statement: String) {
    text += "\(language.indent)\(statement)\n"
  }
}

extension Language {
  /// The elements of a list between its brackets, a few to the line where there are many.
  static func wrapped(_ elements: [String], indent: String = "  ") -> String {
    let width = 8
    guard elements.count > width else { return elements.joined(separator: ", ") }
    let lines = stride(from: 0, to: elements.count, by: width).map { start in
      let line = elements[start..<min(start + width, elements.count)]
      return indent + indent + line.joined(separator: ", ")
    }
    return "\n\(lines.joined(separator: ",\n"))\n\(indent)"
  }
}
