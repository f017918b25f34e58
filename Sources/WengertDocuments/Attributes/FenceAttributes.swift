import Wengert
import WengertDrawing
import WengertNotation

/// What a fence says besides the function.
struct FenceAttributes {
  /// The attributes that there are; a document can choose nothing else.
  enum Name: String, CaseIterable {
    case alt, caption, id, mode, show, direction, weight, constants, at, tangent, adjoint
    case maxNodes = "max-nodes"
    case depth, fold, unfold, focus, radius, between
  }

  /// The figure in words, for those who do not see it.
  private(set) var alt: String?
  /// The line under the figure.
  private(set) var caption: String?
  /// What links call the figure.
  private(set) var id: String?
  /// What the figure shows.
  private(set) var figure = FigureOptions()
  /// Where it is evaluated and differentiated.
  private(set) var program = Program.Options()

  /// Which nodes the figure shows, and which of them as one card.
  private(set) var folding = Folding()
  private var focus: String?
  private var radius: Int?
  /// Where the names stand that the folding depends on.
  private(set) var foldingRanges: [Name: SourceRange] = [:]

  /// What ids of generated parts begin with, so no id that an author chooses can be one of them.
  static let reservedPrefix = "wg-"

  /// Reads attributes that stand in the first line of a fence.
  init(_ attributes: [Attribute], in head: SourceText) throws(DocumentError) {
    var seen: Set<Name> = []
    for attribute in attributes {
      func failure(_ problem: DocumentError.Problem, _ range: SourceRange) -> DocumentError {
        DocumentError(problem: problem, range: range, source: head)
      }
      guard let name = Name(rawValue: attribute.name) else {
        let near = nearest(to: attribute.name, among: Name.allCases.map(\.rawValue))
        throw failure(.unknownAttribute(attribute.name, near: near), attribute.nameRange)
      }
      guard seen.insert(name).inserted else {
        throw failure(.repeatedAttribute(attribute.name), attribute.nameRange)
      }
      do {
        try set(name, to: attribute, in: head)
      } catch {
        throw failure(error, attribute.valueRange)
      }
      foldingRanges[name] = attribute.valueRange
    }
    do {
      try checkFolding(seen)
    } catch {
      let name = attributes.last { ["radius", "between"].contains($0.name) }
      throw DocumentError(
        problem: error, range: name?.nameRange ?? SourceRange(0, 0), source: head)
    }
  }

  private mutating func set(
    _ name: Name, to attribute: Attribute, in head: SourceText
  ) throws(DocumentError.Problem) {
    switch name {
    case .alt: alt = attribute.value.isEmpty ? nil : attribute.value
    case .caption: caption = attribute.value.isEmpty ? nil : attribute.value
    case .id: id = try FenceAttributes.identifier(attribute.value)
    case .mode: figure.mode = try FenceAttributes.choice(attribute.value, of: name)
    case .direction: figure.direction = try FenceAttributes.choice(attribute.value, of: name)
    case .weight: figure.weight = try FenceAttributes.choice(attribute.value, of: name)
    case .constants: figure.constants = try FenceAttributes.choice(attribute.value, of: name)
    case .show:
      var parts: Set<FigureOptions.Part> = []
      for part in attribute.value.split(separator: ",", omittingEmptySubsequences: false) {
        let word = part.split(separator: " ").joined(separator: " ")
        parts.insert(try FenceAttributes.choice(word, of: name))
      }
      figure.parts = parts
    case .at: program.point = head.excerpt(attribute.valueRange)
    case .tangent: program.tangent = head.excerpt(attribute.valueRange)
    case .adjoint: program.adjoint = head.excerpt(attribute.valueRange)
    case .maxNodes:
      guard let limit = Folding.limit(attribute.value) else {
        throw .expected("a number of cards, or 'all'")
      }
      folding.limit = limit
    case .depth: folding.depth = try FenceAttributes.count(attribute.value)
    case .fold: folding.folded = Set(Folding.names(attribute.value))
    case .unfold: folding.unfolded = Set(Folding.names(attribute.value))
    case .focus: focus = attribute.value
    case .radius: radius = try FenceAttributes.count(attribute.value)
    case .between:
      let names = Folding.names(attribute.value)
      guard names.count == 2 else { throw .expected("two nodes with a comma between them") }
      folding.selection = .paths(from: names[0], to: names[1])
    }
  }

  /// What the folding looks at, once all attributes are read.
  private mutating func checkFolding(_ seen: Set<Name>) throws(DocumentError.Problem) {
    if seen.contains(.radius), focus == nil { throw .expected("'focus' beside 'radius'") }
    guard let focus else { return }
    if seen.contains(.between) { throw .expected("either 'focus' or 'between'") }
    folding.selection = .neighbourhood(of: focus, radius: radius ?? Folding.defaultRadius)
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

  private static func identifier(_ text: String) throws(DocumentError.Problem) -> String {
    guard let first = text.unicodeScalars.first, first.properties.isAlphabetic,
      text.unicodeScalars.allSatisfy({
        $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_.:".unicodeScalars.contains($0)
      })
    else { throw .malformedIdentifier(text) }
    guard !text.hasPrefix(reservedPrefix) else { throw .reservedIdentifier(text) }
    return text
  }
}
