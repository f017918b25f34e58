public import Wengert

extension Graph {
  /// The graph in the notation: a line for each node, so that reading the text gives the graph again.
  ///
  /// Names that the notation does not know are replaced; elementals of constants alone become constants when the
  /// text is read. Groups are not written. A graph that was recorded without sharing is read back the same with
  /// ``Program/Options/sharing`` off.
  ///
  /// - Parameters:
  ///   - point: the values of the inputs, if the text shall have them.
  ///   - tangentSeed: the tangents of the inputs, likewise; only a text with a point can have them.
  ///   - adjointSeed: the adjoints of the outputs, likewise.
  /// - Complexity: O(nodes).
  public func notation(
    point: [Double]? = nil, tangentSeed: [Double]? = nil, adjointSeed: [Double]? = nil
  ) -> String {
    var writer = NotationWriter(self)
    writer.writeNodes()
    writer.writeOutputs()
    writer.write("at", writer.inputNames, point)
    writer.write("tangent", writer.inputNames, tangentSeed)
    writer.write("adjoint", writer.outputNames, adjointSeed)
    return writer.text
  }
}

private struct NotationWriter {
  private let graph: Graph
  private let naming: Naming
  private(set) var text = ""
  private(set) var inputNames: [String] = []
  private(set) var outputNames: [String] = []
  private var taken: Set<String> = []
  /// The constants that have a line, by their names.
  private var constants: [String: UInt64] = [:]
  /// What each node is called in the expressions that read it.
  private var terms: [Formula] = []

  init(_ graph: Graph) {
    self.graph = graph
    naming = Naming(graph)
    inputNames = graph.inputs.enumerated().map { free($1.name, otherwise: "x\($0 + 1)") }
  }

  mutating func writeNodes() {
    if !inputNames.isEmpty { text += "input \(inputNames.joined(separator: ", "))\n" }
    for node in graph.nodes {
      switch graph[node] {
      case .input(let position): writeInput(node, inputNames[position])
      case .constant(let value): terms.append(constant(node, value))
      case .unary(let elemental, _), .binary(let elemental, _, _), .ternary(let elemental, _, _, _):
        let operands = graph.parents(of: node).map { terms[$0.index] }
        define(node, as: .apply(elemental, operands))
      }
    }
  }

  /// A line only where the author called the node by another name than the input.
  private mutating func writeInput(_ node: NodeID, _ name: String) {
    if let given = graph.name(of: node), given != name {
      define(node, as: .symbol(name))
    } else {
      terms.append(.symbol(name))
    }
  }

  private mutating func define(_ node: NodeID, as formula: Formula) {
    let name = free(naming.symbols[node].name, otherwise: naming.ids[node])
    text += "\(name) = \(formula.source)\n"
    terms.append(.symbol(name))
  }

  /// A constant as it was written, where the text can say that.
  private mutating func constant(_ node: NodeID, _ value: Double) -> Formula {
    let number = Formula.writable(value)
    switch graph.label(of: node) {
    case .symbol(let symbol)?
    where Vocabulary.constants[symbol.name]?.bitPattern != value.bitPattern:
      guard isValid(symbol.name) else { return number }
      if taken.insert(symbol.name).inserted {
        text += "\(symbol.name) = \(number.source)\n"
        constants[symbol.name] = value.bitPattern
      }
      return constants[symbol.name] == value.bitPattern ? .symbol(symbol) : number
    case let label?
    where label.isWritable
      && label.symbols.allSatisfy({
        Vocabulary.constants[$0.name] != nil && !taken.contains($0.name)
      }):
      return label
    default: return number
    }
  }

  mutating func writeOutputs() {
    for output in graph.outputs {
      let term = terms[output.node.index].source
      let name = term == output.name ? term : free(output.name, otherwise: "f")
      text += term == name ? "output \(name)\n" : "output \(name) = \(term)\n"
      outputNames.append(name)
    }
  }

  mutating func write(_ keyword: String, _ names: [String], _ values: [Double]?) {
    guard let values, !values.isEmpty else { return }
    // In a seed zeros need not stand, unless there is nothing else.
    let isShort = keyword != "at" && values.contains { $0 != 0 }
    let shown = zip(names, values).filter { !isShort || $1 != 0 }
    let bindings = shown.map { "\($0) = \(Formula.writable($1).source)" }
    text += "\(keyword) \(bindings.joined(separator: ", "))\n"
  }

  /// The name, or another one where the notation does not know it, primed until it is new.
  private mutating func free(_ wanted: String, otherwise: String) -> String {
    var symbol = Symbol(isValid(wanted) ? wanted : otherwise)
    while !taken.insert(symbol.name).inserted { symbol = symbol.primed }
    return symbol.name
  }

  /// Whether the notation reads the text as this one name.
  private func isValid(_ name: String) -> Bool {
    guard let script = try? Parser.parseBindings(SourceText(name, name: "")),
      case .point(let bindings)? = script.statements.first, bindings.count == 1,
      bindings[0].value == nil
    else { return false }
    return script.names[bindings[0].target.name] == name
  }
}

extension Formula {
  /// A number in the notation, which has neither a negative zero nor NaN of its own.
  fileprivate static func writable(_ value: Double) -> Formula {
    if value.isNaN { return .binary(.sub, .symbol("inf"), .symbol("inf")) }
    return value == 0 && value.sign == .minus ? .unary(.neg, .number(0)) : .number(value)
  }

  /// Whether the notation has all numbers of the formula.
  fileprivate var isWritable: Bool {
    switch self {
    case .number(let value): !value.isNaN
    case .symbol: true
    case .unary(_, let x): x.isWritable
    case .binary(_, let x, let y): x.isWritable && y.isWritable
    case .ternary(_, let x, let y, let z): x.isWritable && y.isWritable && z.isWritable
    }
  }
}
