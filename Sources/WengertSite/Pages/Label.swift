import WengertDocuments

/// What a reference without words of its own says about its target.
enum Label: Equatable {
  case figure(Int)
  case table(Int)
  case listing(Int)
  case equation(Int)
  case section(String)

  /// Whether it is called by words that say what they belong to.
  var isSection: Bool {
    if case .section = self { true } else { false }
  }

  var text: String {
    switch self {
    case .figure(let number): "Figure \(number)"
    case .table(let number): "Table \(number)"
    case .listing(let number): "Listing \(number)"
    case .equation(let number): "(\(number))"
    case .section(let title): title
    }
  }
}

/// Counts what has a number on one page.
struct LabelCounter {
  private var figures = 0
  private var tables = 0
  private var listings = 0
  private var equations = 0

  mutating func figure() -> Label {
    figures += 1
    return .figure(figures)
  }

  mutating func table() -> Label {
    tables += 1
    return .table(tables)
  }

  mutating func listing() -> Label {
    listings += 1
    return .listing(listings)
  }

  mutating func equation() -> Label {
    equations += 1
    return .equation(equations)
  }
}

/// What authors call a place.
enum Identifier {
  /// The name at the end of a text, as in `Title {#name}`, and the text without it.
  static func split(_ text: String) -> (text: String, id: String)? {
    guard text.contains("{#"), let match = text.firstMatch(of: /\s*\{#([^{}\s]+)\}\s*$/) else {
      return nil
    }
    return (String(text[..<match.range.lowerBound]), String(match.1))
  }

  static func isValid(_ id: String) -> Bool {
    PlaceName.isWellFormed(id) && !id.hasPrefix(PlaceName.reservedPrefix)
  }

  /// A name made from a heading: its letters and digits in small letters, hyphens between its words.
  static func slug(_ title: String) -> String {
    let words = title.lowercased().split { !$0.isLetter && !$0.isNumber }
    let slug = words.joined(separator: "-").prefix(80)
    guard let first = slug.unicodeScalars.first else { return "section" }
    return first.properties.isAlphabetic && !slug.hasPrefix(PlaceName.reservedPrefix)
      ? String(slug) : "section-" + slug
  }
}
