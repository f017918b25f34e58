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
    var source = ByteSource(bytes)
    var builder = GraphBuilder(sharing: source.choice(of: 2) == 0)
    var nodes: [NodeID] = []
    let inputs = 1 + source.choice(of: 4)
    var names: Set<String> = []
    for position in 0..<inputs {
      // Names of inputs differ, which is for the caller to see to.
      var name = source.name()
      while !names.insert(name).inserted { name += "\(position)" }
      nodes.append(builder.input(name))
    }
    var groups: [(name: String, start: Int)] = []
    let operations = source.choice(of: 40)
    for _ in 0..<operations where !source.isUsedUp {
      switch source.choice(of: 12) {
      case 0: nodes.append(builder.constant(source.number()))
      case 1: builder.name(source.pick(nodes), source.name())
      case 2: groups.append((source.name(), builder.graph.count))
      case 3:
        if let group = groups.popLast() { builder.group(group.name, from: group.start) }
      default:
        let elemental = source.pick(Elemental.allCases)
        let operands = (0..<elemental.arity).map { _ in source.pick(nodes.suffix(200)) }
        nodes.append(builder.apply(elemental, operands))
      }
    }
    for _ in 0..<(1 + source.choice(of: 3)) {
      builder.output(source.name(), nodes[max(0, nodes.count - 1 - source.choice(of: 8))])
    }
    let graph = builder.graph
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

extension ByteSource {
  fileprivate mutating func pick(_ nodes: ArraySlice<NodeID>) -> NodeID {
    nodes[nodes.startIndex + choice(of: nodes.count)]
  }
}
