public import WengertCode
public import WengertDrawing

/// Everything that decides what a fence becomes, and nothing else: no file names, no places, no captions.
///
/// Equal requests have equal results, whatever document they come from.
public struct FenceRequest: Sendable, Hashable {
  /// What is made of the function, with the choices that this kind has.
  public enum Content: Sendable, Hashable {
    case figure(FigureOptions, Folding)
    case trace(Set<TraceColumn>)
    case equations(Set<EquationList>)
    case jacobian
    case live(FigureOptions, Folding)
    case code(CodeChoice)
  }

  /// The function in the notation.
  public var text: String
  /// Values of inputs, which win over those in the text.
  public var point: String?
  /// The tangents that the forward sweep starts from.
  public var tangent: String?
  /// The adjoints that the reverse sweep starts from.
  public var adjoint: String?
  /// What is made of it.
  public var content: Content
  /// In which form.
  public var form: FenceForm
  /// What ids begin with in the result, so that several can share a page.
  public var idPrefix: String

  /// A request.
  public init(
    text: String, point: String? = nil, tangent: String? = nil, adjoint: String? = nil,
    content: Content, form: FenceForm, idPrefix: String = FenceRequest.plainPrefix
  ) {
    self.text = text
    self.point = point
    self.tangent = tangent
    self.adjoint = adjoint
    self.content = content
    self.form = form
    self.idPrefix = idPrefix
  }

  /// The same request without what needs a script: a live figure stands still.
  public var still: FenceRequest {
    guard case .live(let options, let folding) = content else { return self }
    var request = self
    request.content = .figure(options, folding)
    return request
  }

  /// The prefix of what shares its page with nothing.
  public static let plainPrefix = "wg"

  /// What is made of the function.
  public var kind: FenceKind {
    switch content {
    case .figure: .figure
    case .trace: .trace
    case .equations: .equations
    case .jacobian: .jacobian
    case .live: .live
    case .code: .code
    }
  }
}

/// A column of an evaluation trace.
public enum TraceColumn: String, CaseIterable, Sendable {
  case equation, numbers, primal, tangent, adjoint
}

/// A list of numbered equations.
public enum EquationList: String, CaseIterable, Sendable {
  case primal, tangent, adjoint
}

/// What code there is.
public struct CodeChoice: Sendable, Hashable {
  /// The name of the language, one of `Language.all`.
  public var language: String
  /// What is computed beside the outputs.
  public var derivative: Derivative

  /// Code in a language.
  public init(language: String, derivative: Derivative = .reverse) {
    self.language = language
    self.derivative = derivative
  }
}
