/// Finds runs of equal operations in a tape.
///
/// The tape is cut into windows whose values fit the first caches, where as few values as possible are needed on either side:
/// between bodies of a loop or layers of a network rather than inside them. In a window, the operations whose operands are
/// there already and that have the same elemental are taken together; a sum or product that goes on from link to
/// link becomes a scan. Two ways of grouping are tried, and the one with fewer runs is kept: by what made operations
/// ready, which keeps the order of loop bodies and layers, and all that are ready, which suits irregular graphs.
struct Scheduler {
  /// The operations of a window: at least, best and at most.
  private static let window = (least: 5120, best: 8192, most: 11264)
  private let tape: Tape
  /// The children of each operation, as ranges of ``children``.
  private let offsets: [Int32]
  private let children: [Int32]

  /// The operations in their new order.
  private(set) var order: [Int32] = []
  /// The new position of each old one.
  private(set) var positions: [Int32]
  private(set) var runs: [Run] = []
  /// The places of listed accesses.
  private(set) var places: [Int32] = []

  init(_ tape: Tape) {
    self.tape = tape
    positions = (0..<Int32(tape.count)).map { $0 }
    (offsets, children) = tape.children()
    order.reserveCapacity(tape.codes.count)
    for window in Self.windows(tape) {
      let batches = Batches(tape, window, offsets, children, isMerging: false)
      let merged = Batches(tape, window, offsets, children, isMerging: true)
      let isMerged = merged.lists.count * 2 < batches.lists.count
      for batch in isMerged ? merged.lists : batches.lists { append(batch) }
    }
  }

  /// The tape in stretches that end where the fewest values are handed on.
  private static func windows(_ tape: Tape) -> [Range<Int>] {
    let handed = tape.handedOn()
    var windows: [Range<Int>] = []
    var start = 0
    while start + window.most < handed.count {
      var cut = start + window.best
      for end in start + window.least...start + window.most where handed[end] < handed[cut] {
        cut = end
      }
      windows.append(start..<cut)
      start = cut
    }
    windows.append(start..<tape.codes.count)
    return windows
  }

  // MARK: Runs

  private mutating func append(_ batch: Batches.List) {
    if batch.isScan { return appendScan(batch.operations) }
    var operations = batch.operations
    operations.sort { left, right in
      let (a, b) = (first(left), first(right))
      return a != b ? a < b : left < right
    }
    let breaks = self.breaks(operations)
    guard operations.count >= 16 * (breaks.count + 1) else {
      return appendRun(operations[...])
    }
    var start = 0
    for end in breaks + [operations.count] {
      appendRun(operations[start..<end])
      start = end
    }
  }

  /// The new position of an operand.
  private func first(_ operation: Int32) -> Int32 { positions[Int(tape.firsts[Int(operation)])] }
  private func second(_ operation: Int32) -> Int32 { positions[Int(tape.seconds[Int(operation)])] }

  /// Where operands stop to be neighbours or the same.
  private func breaks(_ operations: [Int32]) -> [Int] {
    var breaks: [Int] = []
    var strides: (Int32, Int32)?
    for index in operations.indices.dropFirst() {
      let a = first(operations[index]) - first(operations[index - 1])
      let b = second(operations[index]) - second(operations[index - 1])
      if let known = strides, known != (a, b) {
        breaks.append(index)
        strides = nil
      } else {
        strides = (a, b)
      }
    }
    return breaks
  }

  private mutating func appendRun(_ operations: ArraySlice<Int32>) {
    guard let head = operations.first else { return }
    let code = tape.codes[Int(head)]
    let start = place(operations)
    let isUnary = Elemental(code: code).arity == 1
    runs.append(
      Run(
        code: code, isScan: false, start: start, count: Int32(operations.count),
        first: access(operations.map(first)),
        second: isUnary ? .none : access(operations.map(second))))
  }

  private mutating func appendScan(_ operations: [Int32]) {
    let head = operations[0]
    let initial = first(head)
    let start = place(operations[...])
    runs.append(
      Run(
        code: tape.codes[Int(head)], isScan: true, start: start, count: Int32(operations.count),
        first: Run.Operand(access: .strided, place: initial, step: 0),
        second: access(operations.map(second))))
  }

  /// Gives operations their positions; returns the first.
  private mutating func place(_ operations: ArraySlice<Int32>) -> Int32 {
    let start = Int32(tape.base + order.count)
    for operation in operations {
      positions[tape.base + Int(operation)] = Int32(tape.base + order.count)
      order.append(operation)
    }
    return start
  }

  mutating func access(_ list: [Int32]) -> Run.Operand {
    guard let last = list.last else { return .none }
    if let regular = Run.Operand(regular: list) { return regular }
    let offset = Int32(places.count)
    places += list
    // Eight are read at a time.
    places += repeatElement(last, count: 7)
    return Run.Operand(access: .listed, place: offset, step: 0)
  }
}

extension Run.Operand {
  /// The access to places at equal distances; nil where they are not.
  init?(regular list: [Int32]) {
    guard let head = list.first else { return nil }
    let step = list.count > 1 ? list[1] - head : 0
    guard list.indices.allSatisfy({ list[$0] == head + step * Int32($0) }) else { return nil }
    self.init(access: step == 1 ? .contiguous : .strided, place: head, step: step)
  }
}

extension Tape {
  /// How many results of earlier operations are read by each operation or a later one.
  fileprivate func handedOn() -> [Int32] {
    var lasts = (0..<Int32(codes.count)).map { $0 }
    for child in codes.indices {
      for operand in [firsts[child], seconds[child]] where Int(operand) >= base {
        lasts[Int(operand) - base] = Int32(child)
      }
    }
    var changes = [Int32](repeating: 0, count: codes.count + 2)
    for (operation, last) in lasts.enumerated() {
      changes[operation + 1] += 1
      changes[Int(last) + 1] -= 1
    }
    for index in codes.indices { changes[index + 1] += changes[index] }
    return Array(changes.dropLast(2))
  }

  /// The operations that read each operation, by edge, in evaluation order.
  fileprivate func children() -> (offsets: [Int32], children: [Int32]) {
    var counts = [Int32](repeating: 0, count: codes.count + 1)
    func forEachEdge(_ body: (_ parent: Int, _ child: Int) -> Void) {
      for child in codes.indices {
        let isUnary = Elemental(code: codes[child]).arity == 1
        for operand in isUnary ? [firsts[child]] : [firsts[child], seconds[child]]
        where Int(operand) >= base {
          body(Int(operand) - base, child)
        }
      }
    }
    forEachEdge { parent, _ in counts[parent + 1] += 1 }
    for index in codes.indices { counts[index + 1] += counts[index] }
    var next = counts
    var children = [Int32](repeating: 0, count: Int(counts[codes.count]))
    forEachEdge { parent, child in
      children[Int(next[parent])] = Int32(child)
      next[parent] += 1
    }
    return (counts, children)
  }
}

/// The operations of one window in groups that can be carried out one after the other.
private struct Batches {
  struct List {
    var operations: [Int32]
    var isScan = false
  }

  private(set) var lists: [List] = []

  private let tape: Tape
  private let window: Range<Int>
  private let offsets, children: [Int32]
  private let isMerging: Bool
  /// How many operands of each operation of the window still have to be computed.
  private var missing: [UInt8]
  private var ready: [Key: [Int32]] = [:]
  private var order: [Key] = []

  private struct Key: Hashable {
    let code: UInt8
    let operands: UInt32
    /// The batch that made the operations ready; 0 where all of them are merged.
    let batch: Int
  }

  init(
    _ tape: Tape, _ window: Range<Int>, _ offsets: [Int32], _ children: [Int32], isMerging: Bool
  ) {
    self.tape = tape
    self.window = window
    self.offsets = offsets
    self.children = children
    self.isMerging = isMerging
    missing = Array(repeating: 0, count: window.count)
    for operation in window {
      for child in childrenInWindow(of: operation) { missing[child - window.lowerBound] += 1 }
    }
    for operation in window where missing[operation - window.lowerBound] == 0 {
      add(operation, batch: 0)
    }
    while let key = largest() { take(key) }
  }

  private func childrenInWindow(of operation: Int) -> [Int] {
    let range = Int(offsets[operation])..<Int(offsets[operation + 1])
    return children[range].lazy.map(Int.init).filter(window.contains)
  }

  private mutating func add(_ operation: Int, batch: Int) {
    let operands =
      isMerging
      ? 0 : UInt32(kind(tape.firsts[operation])) << 8 | UInt32(kind(tape.seconds[operation]))
    let key = Key(code: tape.codes[operation], operands: operands, batch: isMerging ? 0 : batch)
    if ready[key] == nil { order.append(key) }
    ready[key, default: []].append(Int32(operation))
  }

  /// What computes an operand: an elemental, or nothing.
  private func kind(_ position: Int32) -> UInt8 {
    Int(position) < tape.base ? 255 : tape.codes[Int(position) - tape.base]
  }

  /// The key of the most operations; of equally many the one that came first.
  private mutating func largest() -> Key? {
    guard let best = order.max(by: { (ready[$0]?.count ?? 0) < (ready[$1]?.count ?? 0) }) else {
      return nil
    }
    order.removeAll { $0 == best }
    return best
  }

  private mutating func take(_ key: Key) {
    guard let operations = ready.removeValue(forKey: key) else { return }
    let batch = lists.count + 1
    var rest = operations
    // Where few are ready, each may begin a chain, whose links are ready one after the other.
    if operations.count < 8, [.add, .sub, .mul].contains(Elemental(code: key.code)) {
      rest = operations.filter { !takesChain(Int($0), batch) }
    }
    guard !rest.isEmpty else { return }
    lists.append(List(operations: rest))
    for operation in rest { release(Int(operation), batch) }
  }

  private mutating func takesChain(_ operation: Int, _ batch: Int) -> Bool {
    var chain = [Int32(operation)]
    var last = operation
    while let next = link(behind: last) {
      chain.append(Int32(next))
      last = next
    }
    guard chain.count >= 4 else { return false }
    lists.append(List(operations: chain, isScan: true))
    let links = Set(chain)
    for operation in chain { release(Int(operation), batch, except: links) }
    return true
  }

  /// The only operation that reads an operation, if it is of the same kind, reads it first and waits for
  /// nothing else.
  private func link(behind operation: Int) -> Int? {
    let range = Int(offsets[operation])..<Int(offsets[operation + 1])
    guard range.count == 1, !tape.outputs.contains(Int32(tape.base + operation)) else { return nil }
    let child = Int(children[range.lowerBound])
    guard window.contains(child), tape.codes[child] == tape.codes[operation],
      Int(tape.firsts[child]) == tape.base + operation, missing[child - window.lowerBound] == 1
    else { return nil }
    return child
  }

  private mutating func release(_ operation: Int, _ batch: Int, except taken: Set<Int32> = []) {
    for child in childrenInWindow(of: operation) {
      missing[child - window.lowerBound] -= 1
      if missing[child - window.lowerBound] == 0, !taken.contains(Int32(child)) {
        add(child, batch: batch)
      }
    }
  }
}
