/// The identifiers and symbols of the nodes of one graph.
///
/// Variables are numbered v₁, v₂, … in recording order, inputs first; constants take no number and are
/// identified as c1, c2, …. The symbol of a node is the name that the author gave it, or its number. Inputs
/// are numbered too, as in v₁ = x₁, unless the author named intermediate variables in another way; then they
/// keep their names. A number that is the author's name for another node gets a prime.
public struct Naming: Sendable {
  /// Identifiers: `v3` or `c1`, unique in the graph.
  public let ids: NodeIdentifiers
  /// Symbols of the primals, unique in the graph.
  public let symbols: NodeSymbols

  /// Names every node.
  ///
  /// - Complexity: O(nodes).
  public init(_ graph: Graph) {
    ids = NodeIdentifiers(graph)
    symbols = NodeSymbols(graph, ids)
  }
}

/// The identifiers of the nodes of one graph; four bytes a node, spelled when they are asked for.
public struct NodeIdentifiers: Sendable {
  /// The number of each variable; that of a constant is negative.
  private let numbers: [Int32]

  init(_ graph: Graph) {
    var numbers = [Int32](repeating: 0, count: graph.count)
    for (position, input) in graph.inputs.enumerated() {
      numbers[input.node.index] = Int32(position + 1)
    }
    var variables = Int32(graph.inputs.count)
    var constants: Int32 = 0
    for index in 0..<graph.count {
      switch graph.opcodes[index] {
      case .input: continue
      case .constant:
        constants += 1
        numbers[index] = -constants
      default:
        variables += 1
        numbers[index] = variables
      }
    }
    self.numbers = numbers
  }

  /// The identifier of a node.
  public subscript(_ node: NodeID) -> String {
    let number = numbers[node.index]
    return (number < 0 ? "c" : "v") + String(number.magnitude)
  }

  /// The letter and the number of an identifier.
  package func parts(of node: NodeID) -> (letter: UInt8, number: Int) {
    let number = Int(numbers[node.index])
    return number < 0 ? (UInt8(ascii: "c"), -number) : (UInt8(ascii: "v"), number)
  }
}

/// The symbols of the nodes of one graph, spelled when they are asked for.
public struct NodeSymbols: Sendable {
  private let ids: NodeIdentifiers
  private let names: NodeNames
  /// The names of the inputs, where those are their symbols.
  private let inputNames: [NodeID: String]
  /// How many primes tell the identifier of each node from the author's names; empty where none needs any.
  private let primes: [Int32]

  init(_ graph: Graph, _ ids: NodeIdentifiers) {
    self.ids = ids
    names = graph.names
    var taken = TakenIdentifiers(limit: graph.count)
    func take(_ name: ArraySlice<UInt8>) {
      taken.insert(name)
      if let identifier = NodeSymbols.lookalike(of: name) {
        taken.insert(Array(identifier.utf8)[...])
      }
    }
    let given = names.all
    for position in 0..<given.count { take(given[position]) }
    // A constant is shown under the name that it was written with.
    for label in graph.labels.values {
      for symbol in label.symbols { take(Array(symbol.name.utf8)[...]) }
    }
    let keepsInputNames = NodeSymbols.keepsInputNames(graph, taken, ids)
    var inputNames: [NodeID: String] = [:]
    if keepsInputNames {
      for input in graph.inputs {
        inputNames[input.node] = input.name
        take(Array(input.name.utf8)[...])
      }
    }
    self.inputNames = inputNames
    primes = NodeSymbols.primes(graph, taken, ids)
  }

  /// The symbol of a node.
  public subscript(_ node: NodeID) -> Symbol { Symbol(name(of: node)) }

  /// The name of the node's symbol in UTF-8, where the author gave it.
  package func givenName(of node: NodeID) -> ArraySlice<UInt8>? { names.utf8(of: node) }

  /// The name of the node's symbol.
  package func name(of node: NodeID) -> String {
    if let name = names[node] ?? inputNames[node] { return name }
    let id = ids[node]
    guard !primes.isEmpty, primes[node.index] > 0 else { return id }
    return id + String(repeating: "'", count: Int(primes[node.index]))
  }

  /// A prime for each time that the identifier, or it with fewer primes, is another node's name.
  private static func primes(
    _ graph: Graph, _ taken: TakenIdentifiers, _ ids: NodeIdentifiers
  ) -> [Int32] {
    guard !taken.isEmpty else { return [] }
    var primes = [Int32](repeating: 0, count: graph.count)
    for node in graph.nodes where !graph.names.has(node) {
      primes[node.index] = taken.primes(ids.parts(of: node))
    }
    return primes
  }

  /// Whether inputs are shown under their own names.
  ///
  /// The textbook writes v₁ = x₁ and goes on with v₁. That helps nobody whose trace has names of its own, and
  /// misleads where a name looks like the number of another node.
  private static func keepsInputNames(
    _ graph: Graph, _ given: TakenIdentifiers, _ ids: NodeIdentifiers
  ) -> Bool {
    if graph.inputs.contains(where: { isNumbered(Array($0.name.utf8)[...]) }) { return true }
    let names = graph.names.all
    guard (0..<names.count).contains(where: { isNumbered(names[$0]) }) else {
      return !names.isEmpty
    }
    return graph.inputs.contains {
      !graph.names.has($0.node) && given.primes(ids.parts(of: $0.node)) > 0
    }
  }

  /// Whether a name looks like an identifier in figures.
  private static func isNumbered(_ name: ArraySlice<UInt8>) -> Bool {
    guard name.count > 1, name.first == UInt8(ascii: "v") else { return false }
    return name.dropFirst().allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
      || lookalike(of: name) != nil
  }

  /// The identifier as which a name with an index is drawn: v_12 and v[12] both look like v₁₂.
  private static func lookalike(of name: ArraySlice<UInt8>) -> String? {
    guard name.first == UInt8(ascii: "v"), let second = name.dropFirst().first,
      second == UInt8(ascii: "_") || second == UInt8(ascii: "[")
    else { return nil }
    let symbol = Symbol(String(decoding: name, as: UTF8.self))
    let isNumber = symbol.index.allSatisfy { $0.isASCII && $0.isNumber }
    return symbol.base == "v" && symbol.marks.isEmpty && isNumber ? "v" + symbol.index : nil
  }
}

/// Which of an author's names have the form of an identifier, with primes or without.
private struct TakenIdentifiers {
  /// By number, for the numbers that a node can have.
  private var variables: [Bool]
  private var constants: [Bool]
  /// The names with primes.
  private var primed: Set<String> = []
  private(set) var isEmpty = true

  init(limit: Int) {
    variables = Array(repeating: false, count: limit + 1)
    constants = variables
  }

  mutating func insert(_ name: ArraySlice<UInt8>) {
    guard let letter = name.first, letter == UInt8(ascii: "v") || letter == UInt8(ascii: "c"),
      let first = name.dropFirst().first, (UInt8(ascii: "1")...UInt8(ascii: "9")).contains(first)
    else { return }
    var number = 0
    for byte in name.dropFirst() {
      guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) else {
        if byte == UInt8(ascii: "'") { primed.insert(String(decoding: name, as: UTF8.self)) }
        return
      }
      number = 10 * number + Int(byte - UInt8(ascii: "0"))
      guard number < variables.count else { return }
    }
    isEmpty = false
    if letter == UInt8(ascii: "v") {
      variables[number] = true
    } else {
      constants[number] = true
    }
  }

  /// The primes that make an identifier differ from all names.
  func primes(_ id: (letter: UInt8, number: Int)) -> Int32 {
    let isVariable = id.letter == UInt8(ascii: "v")
    guard isVariable ? variables[id.number] : constants[id.number] else { return 0 }
    var primes: Int32 = 1
    guard !primed.isEmpty else { return primes }
    var name = "\(isVariable ? "v" : "c")\(id.number)'"
    while primed.contains(name) {
      name += "'"
      primes += 1
    }
    return primes
  }
}
