/// The names that an author gave to nodes: nothing where there are none, otherwise four bytes a node and the names.
struct NodeNames: Sendable {
  /// The position of each node's name among the texts, up to the last node that has one; −1 without.
  private var positions: [Int32] = []
  /// The names one behind the other, and where each ends.
  private var texts = TextList()

  /// Whether no node has a name.
  var isEmpty: Bool { texts.isEmpty }

  /// The names in the order in which they were given.
  var all: TextList { texts }

  /// The name of a node.
  subscript(_ node: NodeID) -> String? {
    guard has(node) else { return nil }
    return String(decoding: texts[Int(positions[node.index])], as: UTF8.self)
  }

  /// The name of a node in UTF-8.
  func utf8(of node: NodeID) -> ArraySlice<UInt8>? {
    guard has(node) else { return nil }
    return texts[Int(positions[node.index])]
  }

  /// Whether a node has a name.
  func has(_ node: NodeID) -> Bool {
    node.index < positions.count && positions[node.index] >= 0
  }

  /// Gives a node a name in UTF-8; the first name stays.
  ///
  /// - Complexity: O(1) amortized over the nodes.
  mutating func give(_ name: ArraySlice<UInt8>, to node: NodeID) {
    guard !has(node) else { return }
    while positions.count <= node.index { positions.append(-1) }
    positions[node.index] = Int32(texts.count)
    texts.append(name)
  }
}

extension NodeNames: Equatable {
  /// Whether the same nodes have the same names, in whatever order they got them.
  static func == (left: NodeNames, right: NodeNames) -> Bool {
    guard left.texts.count == right.texts.count, left.positions.count == right.positions.count
    else { return false }
    return left.positions.indices.allSatisfy { index in
      left[NodeID(index: index)] == right[NodeID(index: index)]
    }
  }
}
