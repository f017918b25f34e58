import Wengert
import WengertDrawing
import WengertNotation

/// Turns the fences of one document into figures that can share a page.
struct FigureRenderer<Engine: LayoutEngine> {
  private let engine: Engine
  /// How many figures have the same name so far.
  private var counts: [Fingerprint: Int] = [:]
  /// The lines of the fences that took an id.
  private var takenIDs: [String: Int] = [:]

  init(engine: Engine) { self.engine = engine }

  /// The figure that stands in place of a fence.
  mutating func figure(for fence: Fence) throws(DocumentError) -> String {
    guard fence.isClosed else {
      let marker = SourceRange(0, fence.markerLength)
      let text = String(decoding: fence.head.bytes.prefix(fence.markerLength), as: UTF8.self)
      throw DocumentError(problem: .unclosedFence(marker: text), range: marker, source: fence.head)
    }
    let written = try AttributeReader.attributes(of: fence)
    let attributes = try FenceAttributes(written, in: fence.head)
    try take(attributes.id, at: written.first { $0.name == "id" }, of: fence)
    let placed = try place(fence, attributes)
    var options = SVGOptions()
    options.isStandalone = false
    options.idPrefix = prefix(for: Fingerprint(fence.body.bytes, written))
    return FigureMarkup.figure(placed.svg(options), attributes)
  }

  private mutating func take(
    _ id: String?, at attribute: Attribute?, of fence: Fence
  ) throws(DocumentError) {
    guard let id, let attribute else { return }
    if let line = takenIDs[id] {
      throw DocumentError(
        problem: .repeatedIdentifier(id, line: line), range: attribute.valueRange,
        source: fence.head)
    }
    takenIDs[id] = fence.lines.lowerBound
  }

  private func place(
    _ fence: Fence, _ attributes: FenceAttributes
  ) throws(DocumentError) -> PlacedFigure {
    let equations: Equations
    let evaluation: Evaluation?
    do throws(NotationError) {
      let program = try Program(fence.body, options: attributes.program)
      evaluation = try program.linearized().map {
        Evaluation($0, tangentSeed: program.tangentSeed, adjointSeed: program.adjointSeed)
      }
      equations = Equations(program.graph)
    } catch {
      throw fence.failure(error)
    }
    let view: GraphView
    do throws(FoldingError) {
      view = try GraphView(equations, attributes.folding)
    } catch {
      throw fence.failure(error, attributes)
    }
    let figure = Figure(
      equations, evaluation, title: equations.graph.title(display: true),
      options: attributes.figure, view: view)
    do throws(LayoutError) {
      return try PlacedFigure(figure, by: engine)
    } catch {
      throw fence.failure(error)
    }
  }

  /// What ids in a figure begin with: equal figures are told apart by counting.
  private mutating func prefix(for name: Fingerprint) -> String {
    let count = counts[name, default: 0] + 1
    counts[name] = count
    return "\(FenceAttributes.reservedPrefix)\(name.text)-\(count)"
  }
}

extension Fence {
  /// An error of the program; one that concerns all of it stands at the fence's first line.
  fileprivate func failure(_ error: NotationError) -> DocumentError {
    guard let range = error.range else {
      return DocumentError(problem: .notation(error.problem), range: headRange, source: head)
    }
    return DocumentError(problem: .notation(error.problem), range: range, source: error.source)
  }

  /// An error of the folding, at the attribute that it comes from.
  fileprivate func failure(_ error: FoldingError, _ attributes: FenceAttributes) -> DocumentError {
    let names: [FenceAttributes.Name] =
      switch error {
      case .unknownNode: [.focus, .between]
      case .noPath: [.between]
      case .unknownGroup(let name, _, _):
        attributes.folding.folded.contains(name) ? [.fold] : [.unfold]
      }
    let range = names.lazy.compactMap { attributes.foldingRanges[$0] }.first
    return DocumentError(problem: .folding(error), range: range ?? headRange, source: head)
  }

  fileprivate func failure(_ error: LayoutError) -> DocumentError {
    DocumentError(problem: .layout(error), range: headRange, source: head)
  }

  private var headRange: SourceRange { SourceRange(0, head.bytes.count) }
}
