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
  ///
  /// - Throws: ``FoldingError`` where a name in the folding means nothing, or a domain error.
  public func figure(
    options: FigureOptions = FigureOptions(), folding: Folding = Folding()
  ) throws -> Figure {
    let equations = Equations(graph)
    return Figure(
      equations, try evaluation(), title: graph.title(display: true), options: options,
      view: try GraphView(equations, folding))
  }

  /// The figure as SVG.
  ///
  /// - Throws: ``LayoutError`` where the engine fails, ``FoldingError`` where a name means nothing.
  public func svg(
    by engine: some LayoutEngine, options: FigureOptions = FigureOptions(),
    folding: Folding = Folding(), _ svg: SVGOptions = SVGOptions()
  ) throws -> String {
    try PlacedFigure(try figure(options: options, folding: folding), by: engine).svg(svg)
  }
}
