/// The least distances between neighbours in a layer.
struct Separation {
  private let half: [Double]
  private let isLine: [Bool]
  private let nodeGap: Double
  private let lineGap: Double

  init(_ graph: LayeredGraph) {
    half = graph.heights.map { $0 / 2 }
    isLine = graph.layers.indices.map { vertex in
      vertex < graph.scope.kinds.count
        ? graph.scope.kinds[vertex] == .entry || graph.scope.kinds[vertex] == .exit
        : graph.isBend(vertex)
    }
    nodeGap = graph.scope.nodeGap
    lineGap = graph.scope.lineGap
  }

  /// The least distance from the middle of a vertex to that of its neighbour.
  @inline(__always)
  func distance(_ a: Int, _ b: Int) -> Double {
    half[a] + half[b] + (isLine[a] || isLine[b] ? lineGap : nodeGap)
  }
}
