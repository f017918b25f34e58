import Wengert
import WengertDrawing

/// A graph, a point and seeds that some bytes describe.
struct ByteGraph {
  let equations: Equations
  let evaluation: Evaluation?
  let title: String
  /// What is left of the bytes, for the choice of options.
  var rest: ByteSource

  var graph: Graph { equations.graph }

  init(_ bytes: [UInt8]) throws(Finding) {
    var recorder = ByteRecorder(bytes)
    recorder.record()
    var source = recorder.source
    let graph = recorder.builder.graph
    equations = Equations(graph)
    title = source.name()
    if source.choice(of: 8) == 0 {
      evaluation = nil
    } else {
      let point = graph.inputs.map { _ in source.number() }
      let tangentSeed = graph.inputs.map { _ in source.number() }
      let adjointSeed = graph.outputs.map { _ in source.number() }
      let linearization = try succeed("evaluation") {
        try graph.linearized(at: point, checkingDomains: false)
      }
      evaluation = Evaluation(linearization, tangentSeed: tangentSeed, adjointSeed: adjointSeed)
    }
    rest = source
  }
}

/// Records what some bytes ask for, step by step.
private struct ByteRecorder {
  private(set) var source: ByteSource
  private(set) var builder: GraphBuilder
  private var nodes: [NodeID] = []
  private var groups: [(name: String, start: Int)] = []
  /// Whether there are the shapes that people write besides single operations: families, calls, sums, choices.
  private let hasShapes: Bool

  /// What people compare.
  private static let comparisons: [Elemental] = [
    .less, .lessEqual, .greater, .greaterEqual, .equal, .notEqual,
  ]

  init(_ bytes: [UInt8]) {
    source = ByteSource(bytes)
    let kind = source.byte()
    builder = GraphBuilder(sharing: kind.isMultiple(of: 2))
    // One bit of the first byte, so that the inputs from before there were shapes mean what they meant.
    hasShapes = kind & 0x20 != 0
  }

  mutating func record() {
    recordInputs()
    let operations = source.choice(of: 40)
    for _ in 0..<operations where !source.isUsedUp { step() }
    if hasShapes { while closeGroup() {} }
    for _ in 0..<(1 + source.choice(of: 3)) {
      builder.output(source.name(), nodes[max(0, nodes.count - 1 - source.choice(of: 8))])
    }
  }

  private mutating func recordInputs() {
    let count = 1 + source.choice(of: 4)
    let family = hasShapes && source.choice(of: 2) == 0 ? source.name() : nil
    var names: Set<String> = []
    for position in 0..<count {
      // Names of inputs differ, which is for the caller to see to.
      var name = family.map { "\($0)[\(position + 1)]" } ?? source.name()
      while !names.insert(name).inserted { name += "\(position)" }
      nodes.append(builder.input(name))
    }
  }

  private mutating func step() {
    switch source.choice(of: hasShapes ? 18 : 12) {
    case 0: nodes.append(builder.constant(source.number()))
    case 1: builder.name(source.pick(nodes[...]), source.name())
    case 2: groups.append((source.name(), builder.graph.count))
    case 3: _ = closeGroup()
    case 12: recordCalls()
    case 13: recordChain()
    case 14: recordChoice()
    case 15: recordFamily()
    case 16: nodes.append(writtenConstant())
    default:
      let elemental = source.pick(Elemental.allCases)
      let operands = (0..<elemental.arity).map { _ in source.pick(nodes.suffix(200)) }
      nodes.append(builder.apply(elemental, operands))
    }
  }

  private mutating func closeGroup() -> Bool {
    guard let group = groups.popLast() else { return false }
    builder.group(group.name, from: group.start)
    return true
  }

  /// One function, called some times with one operand each: groups of one name and one shape.
  private mutating func recordCalls() {
    let name = source.name()
    let body = (0..<1 + source.choice(of: 3)).map { _ in source.pick(Elemental.allCases) }
    var operand = source.pick(nodes.suffix(200))
    let isChain = source.choice(of: 2) == 0
    for _ in 0..<1 + source.choice(of: 5) {
      if !isChain { operand = source.pick(nodes.suffix(200)) }
      let start = builder.graph.count
      for elemental in body {
        operand = builder.apply(elemental, Array(repeating: operand, count: elemental.arity))
      }
      nodes.append(operand)
      builder.group(name, from: start)
    }
  }

  /// A sum or a product of several operands, which figures fold.
  private mutating func recordChain() {
    let elemental: Elemental = source.choice(of: 2) == 0 ? .add : .mul
    var total = source.pick(nodes.suffix(200))
    for _ in 0..<2 + source.choice(of: 12) {
      total = builder.apply(elemental, total, source.pick(nodes.suffix(200)))
    }
    nodes.append(total)
  }

  /// What `if` makes.
  private mutating func recordChoice() {
    let comparison = builder.apply(
      source.pick(ByteRecorder.comparisons), source.pick(nodes.suffix(200)),
      source.pick(nodes.suffix(200)))
    let (first, second) = (source.pick(nodes.suffix(200)), source.pick(nodes.suffix(200)))
    nodes.append(builder.apply(.select, comparison, first, second))
  }

  /// A layer: members of a family that are computed alike.
  private mutating func recordFamily() {
    let name = source.name()
    let elemental = source.pick(Elemental.allCases)
    let others = (1..<max(1, elemental.arity)).map { _ in source.pick(nodes.suffix(200)) }
    let start = nodes.count
    for index in 0..<1 + source.choice(of: 6) {
      let operand = nodes[max(0, start - 1 - index)]
      let node = builder.apply(elemental, [operand] + others)
      builder.name(node, "\(name)[\(index + 1)]")
      nodes.append(node)
    }
  }

  /// A constant that remembers how it was written.
  private mutating func writtenConstant() -> NodeID {
    let (first, second) = (source.number(), source.number())
    let label: Formula =
      switch source.choice(of: 4) {
      case 0: .symbol(source.name())
      case 1: .binary(.mul, .number(first), .symbol("pi"))
      case 2: .binary(.div, .number(first), .number(second))
      default: .unary(.neg, .binary(.pow, .number(first), .number(second)))
      }
    return builder.constant(first, label: label)
  }
}

extension ByteSource {
  fileprivate mutating func pick(_ nodes: ArraySlice<NodeID>) -> NodeID {
    nodes[nodes.startIndex + choice(of: nodes.count)]
  }
}
