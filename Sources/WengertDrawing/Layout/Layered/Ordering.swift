/// The vertices of every layer from top to bottom.
struct Ordering {
  /// Where each layer begins in ``vertices``; one entry more than there are layers.
  let starts: [Int32]
  /// The vertices, layer by layer.
  var vertices: [Int32]
  /// The place of a vertex within its layer.
  var positions: [Int32]

  /// Layers in which the vertices stand as they come in `sequence`.
  init(_ graph: LayeredGraph, sequence: [Int32]) {
    let layers = Adjacency(count: graph.layerCount, sequence.count) {
      (Int(graph.layers[Int(sequence[$0])]), Int(sequence[$0]))
    }
    starts = layers.starts
    vertices = layers.values
    positions = [Int32](repeating: 0, count: vertices.count)
    for layer in 0..<graph.layerCount {
      for (position, place) in range(of: layer).enumerated() {
        positions[Int(vertices[place])] = Int32(truncatingIfNeeded: position)
      }
    }
  }

  /// Where a layer stands in ``vertices``.
  @inline(__always)
  func range(of layer: Int) -> Range<Int> { Int(starts[layer])..<Int(starts[layer + 1]) }

  /// The vertex next to another one in its layer.
  @inline(__always)
  func neighbour(of vertex: Int, _ graph: LayeredGraph, _ step: Int) -> Int? {
    let range = range(of: Int(graph.layers[vertex]))
    let place = range.lowerBound + Int(positions[vertex]) + step
    return range.contains(place) ? Int(vertices[place]) : nil
  }
}
