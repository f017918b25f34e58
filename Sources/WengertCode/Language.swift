import Wengert

/// A programming language: everything that its source text does not share with the others.
///
/// Sums, products, quotients, signs, calls, parentheses and elements of arrays look alike in all of them. An
/// elemental is written as its notation says, or is called by its name in the language's library; only where
/// that differs does the row have an entry.
public struct Language: Sendable {
  /// The name on the command line.
  public let name: String
  /// The suffix of files, without the dot.
  public let suffix: String

  /// What begins a comment that ends with the line.
  let comment: String
  /// What a reader of the file should know about the language's arithmetic; a comment line each.
  var notes: [String] = []
  /// What the inside of a function is indented by.
  var indent = "  "
  /// The line that makes the library known; nil where it always is.
  var importLine: String?
  /// What stands before the name of a function of the library.
  var libraryPrefix = ""
  /// The elementals that are not called by their name in the library.
  let spellings: [Elemental: Reference]
  /// The elementals whose usual spelling raises errors, as they are called in a branch that may not be taken.
  var guardedSpellings: [Elemental: Reference] = [:]
  /// A finite number that is not negative.
  var literal: @Sendable (Double) -> String = { $0.description }
  /// Positive infinity.
  let infinity: Reference
  /// A quiet NaN.
  let notANumber: Reference
  /// Whether arrays are called `xTangent` and not `x_tangent`.
  var usesCamelCase = false

  /// The value where a condition is not zero, otherwise the other; only one of them is computed.
  let choice: @Sendable (_ condition: String, _ value: String, _ other: String) -> String
  /// A name and its only value.
  let constant: @Sendable (_ name: String, _ value: String) -> String
  /// A name and its first value.
  let variable: @Sendable (_ name: String, _ value: String) -> String
  /// A variable and its next value.
  let assignment: @Sendable (_ name: String, _ value: String) -> String
  /// A parameter that is not used on purpose; nil where the language takes no offence.
  var unused: (@Sendable (_ name: String) -> String)?
  /// The line that opens a function of a name, from the names of the arrays.
  let header: @Sendable (_ name: String, _ arguments: [String], _ results: [String]) -> String
  /// The statements that hand the results over.
  let handOver: @Sendable (_ results: [(name: String, elements: [String])]) -> [String]
  /// The line that closes a function; nil where there is none.
  var ending: String?
  /// How a function is put together that is too long to be written as one.
  let parts: PartSyntax
  /// Keywords and names of the library, which a name of ours must not hide.
  let reserved: Set<String>
}

extension Language {
  /// Every language.
  public static let all = [swift, c, javascript, python]

  /// The language of that name.
  public init?(named name: String) {
    guard let row = Language.all.first(where: { $0.name == name }) else { return nil }
    self = row
  }

  /// The language of the files with that suffix, in capitals or not.
  public init?(suffix: String) {
    let suffix = suffix.lowercased()
    guard let row = Language.all.first(where: { $0.suffix == suffix }) else { return nil }
    self = row
  }

  /// A reference for each comparison, made from the name and the operator of its notation.
  ///
  /// What a comparison yields is no floating-point number in most languages, so none is written as an operator.
  static func comparisons(
    _ reference: (_ name: String, _ sign: String) -> Reference
  ) -> [Elemental: Reference] {
    let comparisons = Elemental.allCases.filter { $0.notation.precedence == .comparison }
    return Dictionary(
      uniqueKeysWithValues: comparisons.map { ($0, reference($0.name, $0.notation.spelling)) })
  }

  /// How an elemental is called as a function.
  func reference(to elemental: Elemental) -> Reference {
    let notation = elemental.notation
    return spellings[elemental]
      ?? .library(notation.fixity == .function ? notation.spelling : elemental.name)
  }

  /// What an array is called.
  func name(of vector: Vector) -> String { usesCamelCase ? "\(vector)" : vector.rawValue }

  /// The names that stand for something else in every file.
  var taken: Set<String> {
    let references = Array(spellings.values) + Array(guardedSpellings.values)
    return reserved.union(references.compactMap(\.helper).flatMap(\.names))
  }
}

/// A name of the language that an expression refers to, and what must be there for it.
enum Reference: Sendable {
  /// The language always knows the name.
  case builtin(String)
  /// The import line makes it known, under the library's prefix.
  case library(String)
  /// The file defines it.
  case helper(Helper)

  var helper: Helper? {
    guard case .helper(let helper) = self else { return nil }
    return helper
  }
}

/// A function that the generated file defines itself, for an elemental that a language lacks.
struct Helper: Sendable {
  let name: String
  let definition: String
  /// Whether the definition needs the import line.
  var usesLibrary = false
  /// The helpers that it calls.
  var callees: [Helper] = []

  /// Its name and those of the helpers that it calls.
  var names: [String] { [name] + callees.flatMap(\.names) }
}

/// How the parts of a long function look.
///
/// They share the arrays of the results and one array of values, whose elements they change.
struct PartSyntax: Sendable {
  /// The lines that make known what only functions in parts need; nil where nothing is.
  var importLine: String?
  /// The line that opens a part, from the arrays that it reads and those that it changes.
  let header: @Sendable (_ name: String, _ arguments: [String], _ changed: [String]) -> String
  /// The statement that calls a part.
  let call: @Sendable (_ name: String, _ arguments: [String], _ changed: [String]) -> String
  /// The statements that make the arrays.
  let opening:
    @Sendable (_ results: [(name: String, count: Int)], _ values: (name: String, count: Int)) ->
      [String]
  /// The statements that hand the results over.
  let closing: @Sendable (_ results: [String], _ values: String) -> [String]
}
