/// Which inputs each output depends on: where a Jacobian can differ from zero.
public struct Sparsity: Sendable, Equatable {
  /// For each output the positions of the inputs that reach it, in order.
  public let rows: [[Int]]
  /// The number of inputs.
  public let columns: Int

  /// The number of entries that can differ from zero.
  public var count: Int { rows.reduce(0) { $0 + $1.count } }

  /// Groups of columns that share no row, so that one forward pass gives all columns of a group.
  ///
  /// Greedy colouring in the order of the columns (Curtis, Powell and Reid 1974).
  ///
  /// - Complexity: O(entries · longest row).
  public func columnGroups() -> [[Int]] {
    var rowsOfColumn = [[Int]](repeating: [], count: columns)
    for (row, entries) in rows.enumerated() {
      for column in entries { rowsOfColumn[column].append(row) }
    }
    var color = [Int](repeating: -1, count: columns)
    var groups: [[Int]] = []
    for column in 0..<columns {
      var taken: Set<Int> = []
      for row in rowsOfColumn[column] {
        for other in rows[row] where color[other] >= 0 { taken.insert(color[other]) }
      }
      let free = (0...groups.count).first { !taken.contains($0) } ?? groups.count
      if free == groups.count { groups.append([]) }
      groups[free].append(column)
      color[column] = free
    }
    return groups
  }
}

extension Graph {
  /// Which inputs each output depends on.
  ///
  /// - Complexity: O(nodes · inputs / 64) time and memory.
  public func sparsity() -> Sparsity {
    let words = (inputs.count + 63) / 64
    var masks = [UInt64](repeating: 0, count: count * words)
    for (position, input) in inputs.enumerated() {
      masks[input.node.index * words + position / 64] |= 1 << UInt64(position % 64)
    }
    for index in 0..<count where opcodes[index] != .input && opcodes[index] != .constant {
      // Nothing flows into a condition.
      let first = opcodes[index] == .select ? -1 : firsts[index]
      for parent in [first, seconds[index], third(of: index)] where parent >= 0 {
        for word in 0..<words { masks[index * words + word] |= masks[Int(parent) * words + word] }
      }
    }
    let rows = outputs.map { output in
      inputs.indices.filter { position in
        masks[output.node.index * words + position / 64] & (1 << UInt64(position % 64)) != 0
      }
    }
    return Sparsity(rows: rows, columns: inputs.count)
  }
}
