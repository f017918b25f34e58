public import WengertDrawing
import WengertReport

/// Answers requests one after the other, here and now.
public struct DirectRendering<Engine: LayoutEngine>: FenceRendering, Sendable {
  private let engine: Engine

  /// A rendering whose figures an engine lays out.
  public init(by engine: Engine) { self.engine = engine }

  public func results(of requests: [FenceRequest]) -> [Result<FenceResult, FenceError>] {
    requests.map { request in
      Result { () throws(FenceError) in try result(of: request) }
    }
  }

  /// The result of one request.
  private func result(of request: FenceRequest) throws(FenceError) -> FenceResult {
    switch request.content {
    case .figure(let options, let folding):
      return FenceResult(text: try figure(request, options, folding))
    case .trace(let columns):
      return try fragment(request) { TableBuilder($0, request.form).trace(columns).text }
    case .equations(let lists):
      return try fragment(request) { NumberedEquations($0, request.form, lists).text }
    case .jacobian:
      return try fragment(request, needsNumbers: true) { (subject) throws(FenceError) in
        try TableBuilder(subject, request.form).jacobian().text
      }
    case .code(let choice):
      return try fragment(request) { (subject) throws(FenceError) in
        try CodeFragment(subject, choice).text
      }
    case .live(let options, let folding):
      return request.form == .html
        ? try live(request, options, folding) : try result(of: request.still)
    }
  }

  /// What is no picture: a text for each form that the kind has.
  private func fragment(
    _ request: FenceRequest, needsNumbers: Bool = false,
    _ writer: (FenceSubject) throws(FenceError) -> (FenceForm) -> String?
  ) throws(FenceError) -> FenceResult {
    let subject = try FenceSubject(request, needsNumbers: needsNumbers)
    guard let text = try writer(subject)(request.form) else {
      throw FenceError(.notAvailable(request.kind), at: .attribute(.kind, nil))
    }
    return FenceResult(text: text)
  }

  /// A figure with its controls; one that stands still where the graph is too large to be computed in a page.
  private func live(
    _ request: FenceRequest, _ options: FigureOptions, _ folding: Folding
  ) throws(FenceError) -> FenceResult {
    let subject = try FenceSubject(request, needsNumbers: true)
    let table = TraceTable(subject.equations, subject.evaluation, title: subject.title)
    let views = try subject.views(folding)
    let figure: LiveFigure?
    do throws(LayoutError) {
      figure = try LiveFigure(
        table: table, by: engine, options: options, views: views, id: request.idPrefix)
    } catch {
      throw FenceError(.layout(error), at: .fence)
    }
    guard let figure else { return try result(of: request.still) }
    // Line breaks stand between tags alone.
    return FenceResult(
      text: figure.markup.replacing("\n", with: ""), script: figure.script)
  }

  private func figure(
    _ request: FenceRequest, _ options: FigureOptions, _ folding: Folding
  ) throws(FenceError) -> String {
    let subject = try FenceSubject(request)
    let figure = Figure(
      subject.equations, subject.evaluation, title: subject.title, options: options,
      view: try subject.view(folding))
    let placed: PlacedFigure
    do throws(LayoutError) {
      placed = try PlacedFigure(figure, by: engine)
    } catch {
      throw FenceError(.layout(error), at: .fence)
    }
    return try FigureFragment(placed, request).text()
  }
}
