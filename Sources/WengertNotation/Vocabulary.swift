import Wengert

/// The names that can mean something by themselves.
///
/// They stand first in every table of names, so what a name means is found by its index.
enum Vocabulary {
  /// A table with these names alone.
  static let names: NameTable = {
    var names = NameTable()
    for keyword in Keyword.allCases { _ = names.intern(keyword.rawValue) }
    for word in meanings.keys.sorted() { _ = names.intern(word) }
    return names
  }()

  /// `in`, between an index and its range.
  static let membership = name("in")
  /// `if`, before a condition and two branches.
  static let choice = name(Elemental.select.notation.spelling)

  /// The elemental that is written as a function of that name.
  static func function(_ name: Name) -> Elemental? { meaning(name)?.function }

  /// What `sum` and `product` put between their terms.
  static func series(_ name: Name) -> Elemental? { meaning(name)?.series }

  /// The number that a name stands for where nothing else has that name.
  static func constant(_ name: Name) -> Double? { meaning(name)?.constant }

  static let constants: [String: Double] = ["pi": .pi, "e": 2.718281828459045, "inf": .infinity]

  private static let series: [String: Elemental] = ["sum": .add, "product": .mul]

  private struct Meaning {
    var function: Elemental?
    var series: Elemental?
    var constant: Double?
  }

  private static let meanings: [String: Meaning] = {
    var meanings = ["in": Meaning()]
    for (name, elemental) in Elemental.functions {
      meanings[name, default: .init()].function = elemental
    }
    for (name, elemental) in series { meanings[name, default: .init()].series = elemental }
    for (name, value) in constants { meanings[name, default: .init()].constant = value }
    return meanings
  }()

  /// By the index of the name.
  private static let table: [Meaning] = {
    var table = [Meaning](repeating: Meaning(), count: names.count)
    for (text, meaning) in meanings { table[Int(name(text).index)] = meaning }
    return table
  }()

  private static func meaning(_ name: Name) -> Meaning? {
    Int(name.index) < table.count ? table[Int(name.index)] : nil
  }

  private static func name(_ text: String) -> Name {
    guard let name = names.find(text) else { preconditionFailure("\(text) is in the vocabulary") }
    return name
  }
}

/// What a statement can begin with.
enum Keyword: String, CaseIterable {
  case input, output, at, tangent, adjoint

  init?(_ name: Name) {
    guard name.index < Keyword.allCases.count else { return nil }
    self = Keyword.allCases[Int(name.index)]
  }
}
