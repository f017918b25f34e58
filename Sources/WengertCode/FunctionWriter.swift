import Wengert

/// Writes straight-line code as functions of a language.
struct FunctionWriter {
  /// The most terms of one statement.
  ///
  /// Compilers recurse over a sum, and Swift's checks the types of all of it together.
  private static let termLimit = 4

  /// What has been written.
  private(set) var text = ""
  private(set) var expressions: ExpressionWriter
  /// Whether a function had to be taken apart.
  private(set) var hasParts = false

  private let language: Language
  private let commentary: Commentary
  private var code: StraightLine
  private let names: LocalNames
  /// The sweep that the last line belongs to.
  private var sweep: Int?

  /// A writer of one function.
  ///
  /// - Parameter expressions: what earlier functions of the file refer to.
  init(
    _ code: StraightLine, _ names: LocalNames, _ commentary: Commentary,
    _ expressions: ExpressionWriter
  ) {
    self.code = code
    self.names = names
    self.commentary = commentary
    self.expressions = expressions
    language = expressions.language
  }

  /// Writes the function.
  mutating func write(_ derivative: Derivative, name: String) {
    let isLong = code.operations > Parts.threshold
    if isLong { code.breakSums(after: Parts.termLimit) }
    expressions.name = { [names, code] in names.name(of: code.variables[$0], sweeps: code.sweeps) }
    if isLong {
      writeInParts(derivative, name: name)
    } else {
      writeWhole(derivative, name: name)
    }
  }

  private mutating func writeWhole(_ derivative: Derivative, name: String) {
    writeHeader(derivative, name: name)
    for line in code.lines { write(line) }
    let results = derivative.results.map { vector in
      (
        name: language.name(of: vector),
        elements: code.results.filter { $0.vector == vector }.map {
          expressions.expression($0.value)
        }
      )
    }
    for statement in language.handOver(results) { write(statement) }
    writeEnding()
  }

  private mutating func writeHeader(_ derivative: Derivative, name: String) {
    text += "\(language.comment) \(commentary.vectors(language))\n"
    text += language.header(
      name, derivative.arguments.map(language.name(of:)), derivative.results.map(language.name(of:))
    )
    text += "\n"
    writeUnused(derivative)
  }

  private mutating func writeUnused(_ derivative: Derivative) {
    guard let unused = language.unused else { return }
    let read = code.readVectors
    let written = Set(code.results.map(\.vector))
    for vector in derivative.arguments where !read.contains(vector) {
      write(unused(language.name(of: vector)))
    }
    for vector in derivative.results where !written.contains(vector) {
      write(unused(language.name(of: vector)))
    }
  }

  private mutating func writeEnding() {
    if let ending = language.ending { text += ending + "\n" }
  }

  // MARK: Parts

  private mutating func writeInParts(_ derivative: Derivative, name: String) {
    hasParts = true
    expressions.usesLibrary = true
    let parts = Parts(code)
    var calls: [String] = []
    for (index, part) in parts.parts.enumerated() {
      let arguments = part.arguments(code, derivative.arguments).map(language.name(of:))
      let results = part.written(code, derivative.results).map(language.name(of:))
      let partName = "\(name)_part\(index + 1)"
      calls.append(language.parts.call(partName, arguments, results))
      text += language.parts.header(partName, arguments, results) + "\n"
      write(part)
      writeEnding()
      text += "\n"
    }
    let counts = Dictionary(grouping: code.results, by: \.vector).mapValues(\.count)
    let results = derivative.results.map { (name: language.name(of: $0), count: counts[$0] ?? 0) }
    writeHeader(derivative, name: name)
    let values = (name: language.name(of: .values), count: max(parts.places, 1))
    for statement in language.parts.opening(results, values) { write(statement) }
    for call in calls { write(call) }
    for statement in language.parts.closing(results.map(\.name), values.name) { write(statement) }
    writeEnding()
  }

  private mutating func write(_ part: Parts.Part) {
    let values = language.name(of: .values)
    for (variable, place) in part.loads {
      write(language.constant(expressions.name(variable), "\(values)[\(place)]"))
    }
    sweep = nil
    for line in code.lines[part.lines] { write(line) }
    for (variable, place) in part.stores {
      write(language.assignment("\(values)[\(place)]", expressions.name(variable)))
    }
    for result in code.results[part.results] {
      let element = "\(language.name(of: result.vector))[\(result.position)]"
      write(language.assignment(element, expressions.expression(result.value)))
    }
  }

  // MARK: Lines

  /// Writes an assignment; a sum of many terms goes on in further statements.
  private mutating func write(_ line: StraightLine.Line) {
    let quantity = code.variables[line.variable]
    if code.sweeps > 1, let sweep = quantity.sweep, sweep != self.sweep {
      self.sweep = sweep
      write("\(language.comment) \(commentary.heading(sweep))")
    }
    let target = expressions.name(line.variable)
    expressions.isConditional = line.isConditional
    let limit = FunctionWriter.termLimit
    let first = expressions.sum(line.terms.prefix(limit))
    var rest = line.terms.dropFirst(limit)
    let statement = rest.isEmpty ? language.constant : language.variable
    let comment = commentary.text(line, quantity, sweeps: code.sweeps, part: target)
    write("\(statement(target, first))  \(language.comment) \(comment)")
    while !rest.isEmpty {
      let sum = expressions.sum(rest.prefix(limit - 1), to: target)
      rest = rest.dropFirst(limit - 1)
      write(language.assignment(target, sum))
    }
    expressions.isConditional = false
  }

  private mutating func write(_ statement: String) {
    text += language.indent
    text += statement
    text += "\n"
  }
}

extension StraightLine.Quantity {
  /// The sweep that it belongs to.
  var sweep: Int? {
    switch self {
    case .tangent(_, let sweep), .adjoint(_, let sweep): sweep
    case .part(_, let sweep): sweep
    case .primal: nil
    }
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
