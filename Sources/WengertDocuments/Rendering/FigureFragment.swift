import WengertDrawing

/// A figure that is laid out, in the form that is asked for.
struct FigureFragment {
  private let placed: PlacedFigure
  private let request: FenceRequest

  init(_ placed: PlacedFigure, _ request: FenceRequest) {
    (self.placed, self.request) = (placed, request)
  }

  func text() throws(FenceError) -> String {
    var options = SVGOptions()
    options.idPrefix = request.idPrefix
    switch request.form {
    case .html:
      options.isStandalone = false
      // In the SVG, line breaks stand between tags alone. A figure is not wider than its column.
      return placed.svg(options).replacing("\n", with: "").replacing(
        "<svg ", with: "<svg style=\"max-width:100%;height:auto\" ", maxReplacements: 1)
    case .svg(let theme):
      options.theme = theme
      return placed.svg(options)
    case .latex:
      do throws(TikZError) {
        let text = try placed.tikz()
        return text.hasSuffix("\n") ? String(text.dropLast()) : text
      } catch {
        throw FenceError(.tikz(error), at: .fence)
      }
    case .markdown, .plain, .pandoc: throw FenceError(.notAvailable(request.kind), at: .fence)
    }
  }
}
