import WengertCode
import WengertDrawing

// The other half of `canonicalBytes`.

extension FenceRequest {
  /// The request that has these ``canonicalBytes``; nil where none has, as for bytes of another version.
  public init?(canonicalBytes bytes: some Sequence<UInt8>) {
    var reader = CanonicalReader(bytes)
    guard let kind = reader.choice(FenceKind.self), let form = reader.form(),
      let text = reader.text(), let point = reader.optionalText(),
      let tangent = reader.optionalText(), let adjoint = reader.optionalText(),
      let prefix = reader.text(), let content = reader.content(kind), reader.isAtEnd
    else { return nil }
    self.init(
      text: text, point: point, tangent: tangent, adjoint: adjoint, content: content, form: form,
      idPrefix: prefix)
    // One request, one spelling: the order of sets, for one.
    guard canonicalBytes == Array(bytes) else { return nil }
  }
}

extension CanonicalReader {
  fileprivate mutating func choice<Choice: RawRepresentable<String>>(
    _ type: Choice.Type
  ) -> Choice? {
    text().flatMap(Choice.init(rawValue:))
  }

  fileprivate mutating func form() -> FenceForm? {
    let forms: [FenceForm] =
      [.html, .markdown, .plain, .latex, .pandoc] + Theme.allCases.map { .svg($0) }
    let name = text()
    return forms.first { $0.name == name }
  }

  fileprivate mutating func content(_ kind: FenceKind) -> FenceRequest.Content? {
    switch kind {
    case .figure:
      guard let options = figureOptions(), let folding = folding() else { return nil }
      return .figure(options, folding)
    case .live:
      guard let options = figureOptions(), let folding = folding() else { return nil }
      return .live(options, folding)
    case .trace: return choices(TraceColumn.self).map { .trace($0) }
    case .equations: return choices(EquationList.self).map { .equations($0) }
    case .jacobian: return .jacobian
    case .code:
      guard let language = text(), let derivative = choice(Derivative.self) else { return nil }
      return .code(CodeChoice(language: language, derivative: derivative))
    }
  }

  private mutating func figureOptions() -> FigureOptions? {
    var options = FigureOptions()
    guard let mode = choice(Mode.self), let parts = choices(FigureOptions.Part.self),
      let direction = optionalText(), let digits = number(), (1...17).contains(digits),
      let constants = choice(ConstantStyle.self), let weight = choice(Weighting.self),
      let isLive = number(), (0...1).contains(isLive)
    else { return nil }
    if let direction {
      guard let direction = Direction(rawValue: direction) else { return nil }
      options.direction = direction
    }
    (options.mode, options.parts, options.constants) = (mode, parts, constants)
    options.format = NumberFormat(digits: digits)
    (options.weight, options.isLive) = (weight, isLive == 1)
    return options
  }

  private mutating func folding() -> Folding? {
    var folding = Folding()
    guard let depth = optionalNumber(), let folded = set(), let unfolded = set(),
      let limit = optionalNumber(), let selection = selection()
    else { return nil }
    (folding.depth, folding.folded, folding.unfolded) = (depth, folded, unfolded)
    (folding.limit, folding.selection) = (limit, selection)
    return folding
  }

  private mutating func selection() -> Folding.Selection? {
    switch number() {
    case 0: return .all
    case 1:
      guard let node = text(), let radius = number() else { return nil }
      return .neighbourhood(of: node, radius: radius)
    case 2:
      guard let start = text(), let end = text() else { return nil }
      return .paths(from: start, to: end)
    default: return nil
    }
  }

  private mutating func choices<Choice: RawRepresentable<String> & Hashable>(
    _ type: Choice.Type
  ) -> Set<Choice>? {
    guard let texts = set() else { return nil }
    let choices = Set(texts.compactMap(Choice.init(rawValue:)))
    return choices.count == texts.count ? choices : nil
  }

  private mutating func set() -> Set<String>? {
    guard let count = number(), count >= 0 else { return nil }
    var texts: Set<String> = []
    for _ in 0..<count {
      guard let text = text() else { return nil }
      texts.insert(text)
    }
    return texts
  }

  private mutating func optionalNumber() -> Int?? {
    switch byte() {
    case 0: .some(nil)
    case 1: number().map { .some($0) }
    default: nil
    }
  }
}
