/// Finds lines that cross although their order is the same in both layers between which they cross.
struct Entanglements {
  private let graph: LayeredGraph
  private let ports: Ports
  private let bands: Bands

  init(_ graph: LayeredGraph, _ ports: Ports, _ bands: Bands) {
    (self.graph, self.ports, self.bands) = (graph, ports, bands)
  }

  /// A segment with a box at either end, and its line.
  private struct Segment {
    let line: Int
    let tail: Double
    let head: Double
  }

  /// The lines, in their order, that cross a neighbour without need.
  func lines(_ courses: [Scope.Course]) -> [Int] {
    var isTangled = [Bool](repeating: false, count: courses.count)
    for (layer, segments) in segments.enumerated() {
      let order = segments.sorted {
        ($0.tail, $0.head, $0.line) < ($1.tail, $1.head, $1.line)
      }
      for (index, second) in order.enumerated().dropFirst() {
        let first = order[index - 1]
        guard first.head <= second.head, first.line != second.line else { continue }
        if cross(courses[first.line], courses[second.line], layer) {
          isTangled[first.line] = true
          isTangled[second.line] = true
        }
      }
    }
    return isTangled.indices.filter { isTangled[$0] }
  }

  /// By the layer where they begin, the segments that may be other than level at an end.
  private var segments: [[Segment]] {
    var segments = [[Segment]](repeating: [], count: graph.layerCount)
    for line in graph.scope.lines.indices {
      for segment in graph.segments(of: line) {
        let (tail, head) = (Int(graph.tails[segment]), Int(graph.heads[segment]))
        guard !graph.isBend(tail) || !graph.isBend(head) else { continue }
        segments[Int(graph.layers[tail])].append(
          Segment(
            line: line, tail: place(tail, ports.tails[line]), head: place(head, ports.heads[line])))
      }
    }
    return segments
  }

  private func place(_ vertex: Int, _ port: Double) -> Double {
    vertex < graph.scope.sizes.count ? port : ports.across[vertex]
  }

  /// Whether two courses cross between the middle of a layer and the middle of the next.
  private func cross(_ a: Scope.Course, _ b: Scope.Course, _ layer: Int) -> Bool {
    let range = bands.starts[layer]...bands.ends[layer + 1]
    let first = chords(a, range)
    let second = chords(b, range)
    return first.contains { chord in second.contains { chord.crosses($0) } }
  }

  private func chords(_ course: Scope.Course, _ range: ClosedRange<Double>) -> [Chord] {
    [course.first, course.second].flatMap { Path(points: $0).chords }.filter {
      min($0.start.x, $0.end.x) < range.upperBound && max($0.start.x, $0.end.x) > range.lowerBound
    }
  }
}

extension Chord {
  /// Whether two straight pieces cross inside of both.
  fileprivate func crosses(_ other: Chord) -> Bool {
    func side(_ p: Point, _ q: Point, _ r: Point) -> Double {
      (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
    }
    let (a, b) = (side(start, end, other.start), side(start, end, other.end))
    let (c, d) = (side(other.start, other.end, start), side(other.start, other.end, end))
    return a * b < 0 && c * d < 0
  }
}
