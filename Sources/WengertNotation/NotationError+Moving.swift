extension NotationError.Problem {
  /// The same problem of a text that has the same bytes and stands somewhere else, such as in a document: with the
  /// numbers that the lines have there.
  package func moved(to source: SourceText) -> NotationError.Problem {
    switch self {
    case .boundTwice(let name, let line): .boundTwice(name, line: source.number(ofLine: line))
    case .givenTwice(let name, let line): .givenTwice(name, line: source.number(ofLine: line))
    case .usedBeforeAssigned(let name, let line):
      .usedBeforeAssigned(name, line: source.number(ofLine: line))
    default: self
    }
  }
}

extension SourceText {
  /// The number that a line of the text has in its document.
  fileprivate func number(ofLine line: Int) -> Int {
    var start = 0
    for _ in 1..<max(1, line) {
      guard let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) else { break }
      start = end + 1
    }
    return position(of: Int32(start)).line
  }
}
