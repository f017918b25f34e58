/// What authors call a place, in fences and in pages.
package enum PlaceName {
  /// What the names of generated places begin with, so that no author's is one of them.
  package static let reservedPrefix = "wg-"

  /// Whether a text can be a name: a letter, then letters, digits and `-_.:`.
  package static func isWellFormed(_ name: String) -> Bool {
    guard let first = name.unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return name.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || ("0"..."9").contains($0) || "-_.:".unicodeScalars.contains($0)
    }
  }
}
