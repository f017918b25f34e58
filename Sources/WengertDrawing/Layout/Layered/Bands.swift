/// Where the layers stand along the lines: a band as wide as the widest box in each.
struct Bands {
  private(set) var starts: [Double] = []
  private(set) var ends: [Double] = []

  init(_ graph: LayeredGraph) {
    var widths = [Double](repeating: 0, count: graph.layerCount)
    for vertex in graph.layers.indices {
      let layer = Int(graph.layers[vertex])
      widths[layer] = max(widths[layer], graph.widths[vertex])
    }
    var start = 0.0
    for width in widths {
      starts.append(start)
      ends.append(start + width)
      start += width + graph.scope.rankGap
    }
  }

  /// The middle of a layer, which is the middle of every box in it.
  @inline(__always)
  func middle(_ layer: Int) -> Double { (starts[layer] + ends[layer]) / 2 }
}
