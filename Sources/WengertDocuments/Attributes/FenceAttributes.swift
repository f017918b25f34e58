import Wengert
import WengertCode
import WengertDrawing
import WengertNotation

/// What a fence says besides the function.
public struct FenceAttributes: Sendable {
  /// The attributes that there are; a document can choose nothing else.
  public enum Name: String, CaseIterable, Sendable {
    case kind, file, alt, caption, id, mode, show, direction, weight, constants, at, tangent
    case adjoint
    case maxNodes = "max-nodes"
    case depth, fold, unfold, focus, radius, between, language, derivative
  }

  /// What the fence becomes.
  public private(set) var kind = FenceKind.figure
  /// The file that holds the function, inside the document's folder.
  public private(set) var file: String?
  /// The result in words, for those who do not see it.
  public private(set) var alt: String?
  /// The line under it.
  public private(set) var caption: String?
  /// What links call it.
  public private(set) var id: String?
  /// Where the function is evaluated and differentiated.
  private(set) var program = Program.Options()
  /// The attributes as they are written.
  private(set) var written: [Name: Attribute] = [:]

  private var figure = FigureOptions()
  private var folding = Folding()
  private var focus: String?
  private var radius: Int?
  private var columns = Set(TraceColumn.allCases)
  private var lists = Set(EquationList.allCases)
  private var code: CodeChoice?
  private var derivative = Derivative.reverse

  /// Reads attributes that stand in the first line of a fence.
  init(_ attributes: [Attribute], in head: SourceText) throws(DocumentError) {
    func failure(_ problem: DocumentError.Problem, _ range: SourceRange) -> DocumentError {
      DocumentError(problem: problem, range: range, source: head)
    }
    var names: [Name] = []
    for attribute in attributes {
      guard let name = Name(rawValue: attribute.name) else {
        let near = nearest(to: attribute.name, among: Name.allCases.map(\.rawValue))
        throw failure(.unknownAttribute(attribute.name, near: near), attribute.nameRange)
      }
      guard written.updateValue(attribute, forKey: name) == nil else {
        throw failure(.repeatedAttribute(attribute.name), attribute.nameRange)
      }
      names.append(name)
    }
    // The kind decides what the others mean.
    let ordered = names.filter { $0 == .kind } + names.filter { $0 != .kind }
    for name in ordered {
      guard let attribute = written[name] else { continue }
      guard name.applies(to: kind) else {
        throw failure(.attributeOfOtherKind(name, kind), attribute.nameRange)
      }
      do {
        try set(name, to: attribute, in: head)
      } catch {
        throw failure(error, attribute.valueRange)
      }
    }
    do {
      try checkFolding()
      try checkCode()
    } catch {
      let name = attributes.last { ["radius", "between", "kind"].contains($0.name) }
      throw failure(error, name?.nameRange ?? SourceRange(0, 0))
    }
  }

  /// The attributes of a result that says in words what it shows.
  var withoutAlt: FenceAttributes {
    var attributes = self
    attributes.alt = nil
    return attributes
  }

  /// What is made of the function.
  var content: FenceRequest.Content {
    switch kind {
    case .figure: .figure(figure, folding)
    case .live: .live(figure, folding)
    case .trace: .trace(columns.filter { figure.mode.shows($0.rawValue) })
    case .equations: .equations(lists.filter { figure.mode.shows($0.rawValue) })
    case .jacobian: .jacobian
    case .code: .code(code ?? CodeChoice(language: "", derivative: derivative))
    }
  }

  // MARK: Values

  private mutating func set(
    _ name: Name, to attribute: Attribute, in head: SourceText
  ) throws(DocumentError.Problem) {
    let value = attribute.value
    switch name {
    case .kind: kind = try FenceAttributes.choice(value, of: name)
    case .file: file = try FencePath.checked(value)
    case .alt: alt = value.isEmpty ? nil : value
    case .caption: caption = value.isEmpty ? nil : value
    case .id: id = try FenceAttributes.identifier(value)
    case .mode: figure.mode = try FenceAttributes.choice(value, of: name)
    case .direction: figure.direction = try FenceAttributes.choice(value, of: name)
    case .weight: figure.weight = try FenceAttributes.choice(value, of: name)
    case .constants: figure.constants = try FenceAttributes.choice(value, of: name)
    case .show: try setParts(value)
    case .at: program.point = head.excerpt(attribute.valueRange)
    case .tangent: program.tangent = head.excerpt(attribute.valueRange)
    case .adjoint: program.adjoint = head.excerpt(attribute.valueRange)
    case .maxNodes:
      guard let limit = Folding.limit(value) else {
        throw .expected("a number of cards, or 'all'")
      }
      folding.limit = limit
    case .depth: folding.depth = try FenceAttributes.count(value)
    case .fold: folding.folded = Set(Folding.names(value))
    case .unfold: folding.unfolded = Set(Folding.names(value))
    case .focus: focus = value
    case .radius: radius = try FenceAttributes.count(value)
    case .between:
      let names = Folding.names(value)
      guard names.count == 2 else { throw .expected("two nodes with a comma between them") }
      folding.selection = .paths(from: names[0], to: names[1])
    case .language:
      let known = Language.all.map(\.name)
      guard known.contains(value) else {
        throw .unknownValue(value, attribute: name.rawValue, known: known)
      }
      code = CodeChoice(language: value)
    case .derivative: derivative = try FenceAttributes.choice(value, of: name)
    }
  }

  /// Reads the list of what is shown, whose words depend on the kind.
  private mutating func setParts(_ value: String) throws(DocumentError.Problem) {
    switch kind {
    case .trace: columns = try FenceAttributes.choices(value)
    case .equations: lists = try FenceAttributes.choices(value)
    case .figure, .live, .jacobian, .code: figure.parts = try FenceAttributes.choices(value)
    }
  }

  /// What the folding looks at, once all attributes are read.
  private mutating func checkFolding() throws(DocumentError.Problem) {
    if written[.radius] != nil, focus == nil { throw .expected("'focus' beside 'radius'") }
    guard let focus else { return }
    if written[.between] != nil { throw .expected("either 'focus' or 'between'") }
    folding.selection = .neighbourhood(of: focus, radius: radius ?? Folding.defaultRadius)
  }

  /// The language and what is computed in it, likewise.
  private mutating func checkCode() throws(DocumentError.Problem) {
    guard kind == .code else { return }
    guard code != nil else {
      throw .missingAttribute(.language, known: Language.all.map(\.name))
    }
    code?.derivative = derivative
  }

  private static func count(_ text: String) throws(DocumentError.Problem) -> Int {
    guard let count = Folding.count(text) else { throw .expected("a whole number from 0 on") }
    return count
  }

  private static func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ text: String, of name: Name
  ) throws(DocumentError.Problem) -> Choice {
    guard let choice = Choice(rawValue: text) else {
      throw .unknownValue(
        text, attribute: name.rawValue, known: Choice.allCases.map(\.rawValue))
    }
    return choice
  }

  private static func choices<Choice: RawRepresentable<String> & CaseIterable & Hashable>(
    _ text: String
  ) throws(DocumentError.Problem) -> Set<Choice> {
    var choices: Set<Choice> = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let word = part.split(separator: " ").joined(separator: " ")
      choices.insert(try choice(word, of: .show))
    }
    return choices
  }

  private static func identifier(_ text: String) throws(DocumentError.Problem) -> String {
    guard PlaceName.isWellFormed(text) else { throw .malformedIdentifier(text) }
    guard !text.hasPrefix(PlaceName.reservedPrefix) else { throw .reservedIdentifier(text) }
    return text
  }
}

extension FenceAttributes.Name {
  /// Whether the attribute means something for a kind.
  func applies(to kind: FenceKind) -> Bool {
    switch self {
    case .kind, .file, .alt, .caption, .id, .at, .tangent, .adjoint: true
    case .mode, .show:
      switch kind {
      case .figure, .live, .trace, .equations: true
      case .jacobian, .code: false
      }
    case .direction, .weight, .constants, .maxNodes, .depth, .fold, .unfold, .focus, .radius,
      .between:
      kind == .figure || kind == .live
    case .language, .derivative: kind == .code
    }
  }
}

extension Mode {
  /// Whether a column or a list of that name belongs to the sweeps of the mode.
  fileprivate func shows(_ name: String) -> Bool { Quantity(rawValue: name).map(shows) ?? true }
}
