import WengertDrawing
import WengertNotation

/// What a fence says besides the function.
struct FenceAttributes {
  /// The attributes that there are; a document can choose nothing else.
  enum Name: String, CaseIterable {
    case alt, caption, id, mode, show, direction, weight, constants, at, tangent, adjoint
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
    }
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
