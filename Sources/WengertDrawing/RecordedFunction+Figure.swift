public import Wengert

extension RecordedFunction {
  /// The numbers of both sweeps at the point.
  ///
  /// Infinities and NaN are shown as they ran.
  ///
  /// - Parameters:
  ///   - tangentSeed: a component for each input; by default 1 for the first.
  ///   - adjointSeed: a component for each output; by default 1 for the first.
  public func evaluation(
    tangentSeed: [Double]? = nil, adjointSeed: [Double]? = nil
  ) throws(DomainError) -> Evaluation {
    Evaluation(
      try linearized(checkingDomains: false),
      tangentSeed: tangentSeed ?? .unit(0, of: graph.inputs.count),
      adjointSeed: adjointSeed ?? .unit(0, of: graph.outputs.count))
  }

  /// The figure at the point.
  public func figure(options: FigureOptions = FigureOptions()) throws(DomainError) -> Figure {
    Figure(
      Equations(graph), try evaluation(), title: graph.title(display: true), options: options)
  }

  /// The figure as SVG.
  ///
  /// - Throws: ``LayoutError`` where the engine fails.
  public func svg(
    by engine: some LayoutEngine, options: FigureOptions = FigureOptions(),
    _ svg: SVGOptions = SVGOptions()
  ) throws -> String {
    try PlacedFigure(try figure(options: options), by: engine).svg(svg)
  }
}
