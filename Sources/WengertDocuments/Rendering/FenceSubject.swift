import Wengert
import WengertDrawing
import WengertNotation

/// The function of a request with its numbers.
struct FenceSubject {
  let equations: Equations
  /// The numbers; nil without a point.
  let evaluation: Evaluation?

  var graph: Graph { equations.graph }

  /// The function's name and parameters.
  var title: String { graph.title(display: true) }

  /// Reads the function.
  ///
  /// - Parameter needsNumbers: whether it is an error that there is no point.
  init(_ request: FenceRequest, needsNumbers: Bool = false) throws(FenceError) {
    do throws(NotationError) {
      let program = try Program(
        SourceText(exactly: request.text, name: FenceSubject.body), options: request.options)
      let linearization =
        needsNumbers ? try program.requiredLinearization() : try program.linearized()
      evaluation = linearization.map {
        Evaluation($0, tangentSeed: program.tangentSeed, adjointSeed: program.adjointSeed)
      }
      equations = Equations(program.graph)
    } catch {
      throw FenceError(.notation(error.problem), at: FenceSubject.place(of: error))
    }
  }

  /// What a figure shows.
  func view(_ folding: Folding) throws(FenceError) -> GraphView {
    do throws(FoldingError) {
      return try GraphView(equations, folding)
    } catch {
      throw FenceSubject.located(error, folding)
    }
  }

  /// What a reader can fold and unfold to.
  func views(_ folding: Folding) throws(FenceError) -> FoldableViews {
    do throws(FoldingError) {
      return try FoldableViews(equations, folding)
    } catch {
      throw FenceSubject.located(error, folding)
    }
  }

  private static func located(_ error: FoldingError, _ folding: Folding) -> FenceError {
    let name: FenceAttributes.Name =
      switch (error, folding.selection) {
      case (.unknownNode, .paths), (.noPath, _): .between
      case (.unknownNode, _): .focus
      case (.unknownGroup(let group, _, _), _): folding.folded.contains(group) ? .fold : .unfold
      }
    return FenceError(.folding(error), at: .attribute(name, nil))
  }

  /// What the function's text is called, so that errors tell it from the attributes.
  fileprivate static let body = "body"

  private static func place(of error: NotationError) -> FenceError.Place {
    guard let range = error.range else { return .fence }
    return FenceAttributes.Name(rawValue: error.source.name).map { .attribute($0, range) }
      ?? .body(range)
  }
}

extension FenceRequest {
  fileprivate var options: Program.Options {
    func source(_ text: String?, _ name: FenceAttributes.Name) -> SourceText? {
      text.map { SourceText(exactly: $0, name: name.rawValue) }
    }
    var options = Program.Options()
    options.point = source(point, .at)
    options.tangent = source(tangent, .tangent)
    options.adjoint = source(adjoint, .adjoint)
    return options
  }
}
