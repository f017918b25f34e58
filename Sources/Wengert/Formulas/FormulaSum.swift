/// A sum of any number of terms, kept side by side.
///
/// A node has as many children as its author likes, and as a ``Formula`` the sum over them would be nested as deep:
/// too deep for the stack that takes it apart again.
package struct FormulaSum {
  /// The first term.
  package private(set) var first: Formula
  /// The other terms, and whether each is added or subtracted.
  package private(set) var others: [(elemental: Elemental, term: Formula)] = []

  package init(_ first: Formula) { self.first = first }

  /// Whether nothing is left of the sum but the number zero.
  package var isZero: Bool { others.isEmpty && first == .number(0) }

  /// Adds a term, in the shortest usual form: zeros vanish, and a minus sign makes a difference of it.
  package mutating func add(_ term: Formula) {
    // What is left of a sum that has an operator decides nothing any more.
    let sum = (others.isEmpty ? first : .symbol("")) + term
    if case .binary(let elemental, let left, let right) = sum,
      elemental == .add || elemental == .sub
    {
      if others.isEmpty { first = left }
      others.append((elemental, right))
    } else if others.isEmpty {
      first = sum
    }
  }

  /// The sum as one formula, which is nested as deep as there are terms.
  package var formula: Formula {
    others.reduce(first) { .binary($1.elemental, $0, $1.term) }
  }

  /// The sum with symbols replaced; nothing is simplified.
  package func replacing(_ replacement: (Symbol) -> Formula?) -> FormulaSum {
    var sum = FormulaSum(first.replacing(replacement))
    sum.others = others.map { ($0.elemental, $0.term.replacing(replacement)) }
    return sum
  }
}
