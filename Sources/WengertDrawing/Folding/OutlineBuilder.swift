import Wengert

/// Makes the outline of a graph.
///
/// Series and runs are found from the inside out, in each group and in what is outside of groups:
/// - A chain of at least three sums, or products, of which only the next one reads each, is a series. A sum of the
///   notation is such a chain.
/// - At least three blocks in a row of the same shape are a run: entry by entry the same elemental, operands of the
///   same kind (constants, inputs of the same name, the same place in the block, something before it), the
///   same group, the same series or run. Short blocks are found before longer ones, up to 64 entries. Where blocks
///   read each other but would not if they began a little later, they begin there.
struct OutlineBuilder {
  /// The fewest blocks of a run, and the fewest nodes of a series.
  static let leastCount = 3
  /// The most places at which blocks are tried to begin.
  private static let mostShifts = 8
  /// How many times short blocks are looked for again.
  private static let mostReturns = 16
  /// The most entries of a block.
  static let longestBlock = 64

  let graph: Graph
  private let equations: Equations
  private let isVisible: [Bool]?
  private let findsRuns: Bool
  private(set) var outline = Outline()
  /// The nodes that are outputs.
  let isOutput: [Bool]
  /// The row, by number, in which each node stands.
  private var rows: [Int32]
  private var rowCount: Int32 = 0
  /// The block, by number, in which each node stands, and its place there.
  private var blocks: [Int32]
  private var places: [Int32]
  private var blockCount: Int32 = 0
  private var shapes: [[Int64]: Int32] = [:]
  private var familyNumbers: [String: Int64] = [:]
  private var families: [Int64]

  /// - Parameters:
  ///   - isVisible: which nodes the outline holds; nil for all.
  ///   - findsRuns: whether series and runs become composites, or groups alone.
  init(_ equations: Equations, isVisible: [Bool]?, findsRuns: Bool) {
    graph = equations.graph
    self.equations = equations
    self.isVisible = isVisible
    self.findsRuns = findsRuns
    var isOutput = [Bool](repeating: false, count: graph.count)
    for output in graph.outputs { isOutput[output.node.index] = true }
    self.isOutput = isOutput
    let size = findsRuns ? graph.count : 0
    rows = Array(repeating: -1, count: size)
    places = rows
    blocks = rows
    families = []
  }

  /// The outline and its root.
  ///
  /// - Complexity: O(nodes · log nodes); the length of a block is bounded.
  mutating func build() -> Entry {
    let inputs = self.inputs()
    let operations = outline.add(.operations, self.operations())
    let inputEntry = inputs.count == 1 ? inputs[0] : outline.add(.inputs, inputs)
    let parts = [(inputs.isEmpty, inputEntry), (outline.nodes(in: operations) == 0, operations)]
    return outline.add(.everything, parts.filter { !$0.0 }.map(\.1))
  }

  private func isVisible(_ index: Int) -> Bool { isVisible?[index] ?? true }

  // MARK: Inputs

  /// The inputs, those of one name as one entry.
  private mutating func inputs() -> [Entry] {
    families = Array(repeating: -1, count: graph.inputs.count)
    var members: [[Entry]] = []
    for (position, input) in graph.inputs.enumerated() {
      let base = Symbol(input.name).base
      let number = familyNumbers[base] ?? Int64(familyNumbers.count)
      familyNumbers[base] = number
      families[position] = number
      guard isVisible(input.node.index) else { continue }
      while members.count <= Int(number) { members.append([]) }
      members[Int(number)].append(Entry(node: input.node.index))
    }
    return members.flatMap { members in
      members.count < OutlineBuilder.leastCount ? members : [outline.add(.family, members)]
    }
  }

  // MARK: Groups

  /// The operations with their groups, inner groups first: each takes the entries that were recorded since it began.
  private mutating func operations() -> [Entry] {
    var stack: [Entry] = []
    var starts: [Int] = []
    var next = graph.groups.startIndex
    for index in 0...graph.count {
      while next < graph.groups.endIndex, graph.groups[next].nodes.upperBound <= index {
        let start = graph.groups[next].nodes.lowerBound
        let count = starts.reversed().prefix { $0 >= start }.count
        if count > 0 {
          let content = structured(Array(stack.suffix(count)))
          stack.removeLast(count)
          starts.removeLast(count)
          stack.append(add(.group(next), content))
          starts.append(start)
        }
        next += 1
      }
      if index < graph.count, isVisible(index), isOperation(index) {
        stack.append(Entry(node: index))
        starts.append(index)
      }
    }
    return structured(stack)
  }

  /// Whether a node stands among the operations: all but inputs and constants, and constants that are outputs.
  private func isOperation(_ index: Int) -> Bool {
    switch graph[NodeID(index: index)] {
    case .input: false
    case .constant: isOutput[index]
    case .unary, .binary, .ternary: true
    }
  }

  // MARK: Series

  /// A row of entries with its series and runs as composites.
  private mutating func structured(_ row: [Entry]) -> [Entry] {
    guard findsRuns, row.count >= OutlineBuilder.leastCount else { return row }
    rowCount += 1
    for entry in row { if let node = entry.node { rows[node] = rowCount } }
    return runs(in: series(in: row))
  }

  private mutating func series(in row: [Entry]) -> [Entry] {
    var previous: [Int: Int] = [:]
    var isInner = Set<Int>()
    for entry in row {
      guard let node = entry.node, let before = link(before: node) else { continue }
      previous[node] = before
      isInner.insert(before)
    }
    guard !previous.isEmpty else { return row }
    var result: [Entry] = []
    var swallowed = Set<Int>()
    var series: [Int: [Entry]] = [:]
    for entry in row {
      guard let node = entry.node, previous[node] != nil, !isInner.contains(node) else { continue }
      var chain = [entry]
      var last = node
      while let before = previous[last] {
        chain.append(Entry(node: before))
        last = before
      }
      if firstIsTerm(chain) { chain.removeLast() }
      guard chain.count >= OutlineBuilder.leastCount else { continue }
      for link in chain.dropFirst() { if let node = link.node { swallowed.insert(node) } }
      series[node] = chain.reversed()
    }
    for entry in row {
      guard let node = entry.node else {
        result.append(entry)
        continue
      }
      if let chain = series[node], let elemental = graph[NodeID(index: node)].elemental {
        result.append(add(.series(elemental), chain))
      } else if !swallowed.contains(node) {
        result.append(entry)
      }
    }
    return result
  }

  /// Whether the first link of a chain, which stands last here, is no link but a term: what the second one adds to
  /// it is such a sum as well.
  private func firstIsTerm(_ chain: [Entry]) -> Bool {
    guard chain.count > 1, let first = chain[chain.count - 1].node,
      let second = chain[chain.count - 2].node
    else { return false }
    let elemental = graph[NodeID(index: first)].elemental
    return graph.parents(of: NodeID(index: second)).contains {
      $0.index != first && graph[$0].elemental == elemental
    }
  }

  /// The operand that a sum or product continues: of the same kind, in the same row, read by nothing else.
  private func link(before index: Int) -> Int? {
    guard case .binary(let elemental, let first, let second) = graph[NodeID(index: index)],
      elemental == .add || elemental == .mul
    else { return nil }
    return [first, second].first { parent in
      graph[parent].elemental == elemental && rows[parent.index] == rowCount
        && !isOutput[parent.index] && equations.edges(outOf: parent).count == 1
    }?.index
  }

  // MARK: Shapes

  private mutating func add(_ kind: Outline.Kind, _ children: [Entry]) -> Entry {
    guard findsRuns else { return outline.add(kind, children) }
    var key: [Int64]
    switch kind {
    case .group(let position): key = [-1, familyNumber(graph.groups[position].name)]
    case .series(let elemental): key = [-2, Int64(elemental.rawValue), Int64(children.count)]
    case .column: key = [-3, Int64(children.count), shape(of: children[0])]
    case .loop: key = [-4, Int64(children.count)]
    case .sequence: key = [-5, Int64(children.count), shape(of: children[0])]
    default: key = [-6]
    }
    switch kind {
    case .group, .loop, .step: for child in children { key.append(shape(of: child)) }
    default: break
    }
    return outline.add(kind, children, shape: number(of: key))
  }

  private mutating func familyNumber(_ name: String) -> Int64 {
    let number = familyNumbers[name] ?? Int64(familyNumbers.count)
    familyNumbers[name] = number
    return number
  }

  private mutating func number(of key: [Int64]) -> Int32 {
    if let number = shapes[key] { return number }
    let number = Int32(shapes.count)
    shapes[key] = number
    return number
  }

  private mutating func shape(of entry: Entry) -> Int64 {
    if let position = entry.composite { return Int64(outline[position].shape) }
    guard let index = entry.node else { return -1 }
    var key: [Int64] = [Int64(graph[NodeID(index: index)].elemental?.rawValue ?? 0)]
    graph[NodeID(index: index)].forEachParent { parent, _ in
      switch graph[parent] {
      case .constant: key += [1, 0]
      case .input(let position): key += [2, families[position]]
      case .unary, .binary, .ternary: key += [3, 0]
      }
    }
    return Int64(number(of: key))
  }

  // MARK: Runs

  private mutating func runs(in row: [Entry]) -> [Entry] {
    var row = row
    var shapes = row.map { shape(of: $0) }
    var length = 1
    var returns = 0
    while length <= Self.longestBlock, length * Self.leastCount <= row.count {
      let found = repetitions(of: length, in: shapes)
      var result: [Entry] = []
      var position = 0
      for range in found.flatMap({ equalBlocks(in: $0, of: row, length) }) {
        result += row[position..<range.lowerBound]
        result.append(run(Array(row[range]), length))
        position = range.upperBound
      }
      if position == 0 {
        length += 1
        continue
      }
      row = result + row[position...]
      shapes = row.map { shape(of: $0) }
      // What is one entry now may be part of a short block.
      length = returns < Self.mostReturns ? 1 : length + 1
      returns += 1
    }
    return row
  }

  /// The places where blocks of a length repeat often enough.
  private func repetitions(of length: Int, in shapes: [Int64]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var start = 0
    var position = length
    while position <= shapes.count {
      if position < shapes.count, shapes[position] == shapes[position - length] {
        position += 1
        continue
      }
      let count = (position - start) / length
      if count >= Self.leastCount { found.append(start..<(start + count * length)) }
      start = max(position - length + 1, found.last?.upperBound ?? 0)
      position = start + length
    }
    return found
  }

  /// The parts of a repetition whose blocks are wired alike, if possible such that they do not read each other.
  private mutating func equalBlocks(
    in range: Range<Int>, of row: [Entry], _ length: Int
  ) -> [Range<Int>] {
    var first: [Range<Int>] = []
    for shift in 0..<min(length, Self.mostShifts) {
      let shifted = range.lowerBound + shift..<range.upperBound
      let parts = wiredAlike(shifted, of: row, length)
      if parts.allSatisfy({ areIndependent(row[$0], length) }), !parts.isEmpty { return parts }
      if shift == 0 { first = parts }
    }
    return first
  }

  /// The parts, of enough blocks, in which each entry reads the same places of its block.
  private mutating func wiredAlike(
    _ range: Range<Int>, of row: [Entry], _ length: Int
  ) -> [Range<Int>] {
    let count = range.count / length
    guard length > 1 else { return [range] }
    mark(row[range.lowerBound..<range.lowerBound + count * length], length)
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    var wiring: [Int32] = []
    for block in 0...count {
      let begin = range.lowerBound + block * length
      let next = block < count ? self.wiring(row[begin..<begin + length]) : nil
      if block > 0, next == wiring { continue }
      if begin - start >= Self.leastCount * length { parts.append(start..<begin) }
      start = begin
      wiring = next ?? []
    }
    return parts
  }

  /// Remembers the block and the place in it of every node.
  private mutating func mark(_ entries: ArraySlice<Entry>, _ length: Int) {
    let first = blockCount + 1
    for (place, entry) in entries.enumerated() {
      blockCount = first + Int32(place / length)
      let block = blockCount
      outline.forEachNode(in: entry) {
        blocks[$0] = block
        places[$0] = Int32(place % length)
      }
    }
  }

  /// For each entry of a block the places that it reads, with those that it reads many times in a row once.
  private func wiring(_ block: ArraySlice<Entry>) -> [Int32] {
    var wiring: [Int32] = []
    for (place, entry) in block.enumerated() {
      wiring.append(-1)
      outline.forEachNode(in: entry) { node in
        graph[NodeID(index: node)].forEachParent { parent, _ in
          guard blocks[parent.index] == blocks[node], places[parent.index] != place else { return }
          if wiring.last != places[parent.index] { wiring.append(places[parent.index]) }
        }
      }
    }
    return wiring
  }

  /// Blocks of the same shape as one composite.
  private mutating func run(_ entries: [Entry], _ length: Int) -> Entry {
    guard areIndependent(entries[...], length) else {
      if length == 1 { return add(.sequence, entries) }
      let steps = stride(from: 0, to: entries.count, by: length).map {
        add(.step, Array(entries[$0..<($0 + length)]))
      }
      return add(.sequence, steps)
    }
    if length == 1 { return add(.column, entries) }
    let columns = (0..<length).map { place in
      add(.column, stride(from: place, to: entries.count, by: length).map { entries[$0] })
    }
    return add(.loop, columns)
  }

  /// Whether no block reads another one.
  private mutating func areIndependent(_ entries: ArraySlice<Entry>, _ length: Int) -> Bool {
    let first = blockCount + 1
    mark(entries, length)
    var isIndependent = true
    for entry in entries {
      outline.forEachNode(in: entry) { node in
        graph[NodeID(index: node)].forEachParent { parent, _ in
          let block = blocks[parent.index]
          if block >= first, block != blocks[node] { isIndependent = false }
        }
      }
    }
    return isIndependent
  }
}
