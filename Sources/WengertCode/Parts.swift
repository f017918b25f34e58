import Wengert

/// A function taken apart into pieces of a few hundred operations, which hand values on in an array.
///
/// Compilers take more time for a line the longer the function is, and engines of JavaScript have a stack for only so
/// many locals. A value is in the array only if another part reads it, and its place is used again afterwards.
struct Parts {
  /// Functions of more operations are taken apart.
  static let threshold = 1000
  /// About as many operations are in a part.
  static let length = 256

  /// The most terms of a sum in a part.
  static let termLimit = 16

  /// What one part does.
  struct Part {
    /// The lines that it computes.
    let lines: Range<Int>
    /// The results that it writes.
    let results: Range<Int>
    /// The variables that it takes from the array, with their places.
    fileprivate(set) var loads: [(variable: Int, place: Int)] = []
    /// The variables that it puts into the array.
    fileprivate(set) var stores: [(variable: Int, place: Int)] = []
  }

  private(set) var parts: [Part]
  /// The length of the array.
  private(set) var places = 0

  /// - Complexity: O(operations).
  init(_ code: StraightLine) {
    parts = Parts.cut(code.lines.map(\.terms.count)).map { Part(lines: $0, results: 0..<0) }
    let results = code.results.map { _ in 1 }
    parts += Parts.cut(results).map { Part(lines: 0..<0, results: $0) }
    assignPlaces(code)
  }

  private static func cut(_ operations: [Int]) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    var sum = 0
    for (index, count) in operations.enumerated() {
      sum += count
      guard sum >= length || index == operations.count - 1 else { continue }
      ranges.append(start..<index + 1)
      start = index + 1
      sum = 0
    }
    return ranges
  }

  private mutating func assignPlaces(_ code: StraightLine) {
    var homes = [Int](repeating: -1, count: code.variables.count)
    var lastReaders = homes
    for (index, part) in parts.enumerated() {
      for line in code.lines[part.lines] { homes[line.variable] = index }
      part.forEachVariable(code) { lastReaders[$0] = index }
    }
    var placeOfVariable = homes.map { _ in -1 }
    var lastLoads = placeOfVariable
    var free: [Int] = []
    for (index, part) in parts.enumerated() {
      var freed: [Int] = []
      part.forEachVariable(code) { variable in
        guard homes[variable] != index, lastLoads[variable] != index else { return }
        lastLoads[variable] = index
        parts[index].loads.append((variable, placeOfVariable[variable]))
        if lastReaders[variable] == index { freed.append(placeOfVariable[variable]) }
      }
      // A part reads before it writes.
      free += freed.reversed()
      for line in code.lines[part.lines] where lastReaders[line.variable] > index {
        let place = free.popLast() ?? places
        places = max(places, place + 1)
        placeOfVariable[line.variable] = place
        parts[index].stores.append((line.variable, place))
      }
    }
  }
}

extension Parts.Part {
  /// Calls `body` with every variable that the part reads, as often as it does.
  fileprivate func forEachVariable(_ code: StraightLine, _ body: (Int) -> Void) {
    for line in code.lines[lines] {
      for term in line.terms { term.formula?.forEachVariable(body) }
    }
    for result in code.results[results] { result.value.forEachVariable(body) }
  }

  /// The arguments that the part reads, in their order.
  func arguments(_ code: StraightLine, _ all: [Vector]) -> [Vector] {
    var read: Set<Vector> = []
    for line in code.lines[lines] {
      for case .element(let vector, _) in line.terms { read.insert(vector) }
    }
    return all.filter { read.contains($0) }
  }

  /// The arrays that the part writes, in their order, and the array of values if it reads or writes that.
  func written(_ code: StraightLine, _ all: [Vector]) -> [Vector] {
    let results = Set(code.results[results].map(\.vector))
    return all.filter { results.contains($0) } + (loads.isEmpty && stores.isEmpty ? [] : [.values])
  }
}
