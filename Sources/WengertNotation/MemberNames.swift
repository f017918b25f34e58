extension [String] {
  /// The names, members of a family that follow each other by their last index as one range: `w[1..3]`.
  var joiningMembers: [String] {
    var runs: [(first: MemberName?, last: Int, text: String)] = []
    for text in self {
      let name = MemberName(text)
      if let name, let run = runs.last, let first = run.first,
        first.beginning == name.beginning, name.index == run.last + 1
      {
        let range = "\(first.beginning)\(first.index)..\(name.index)]"
        runs[runs.count - 1] = (first, name.index, range)
      } else {
        runs.append((name, name?.index ?? 0, text))
      }
    }
    return runs.map(\.text)
  }
}

/// The name of a member of a family, cut before its last index.
private struct MemberName {
  let beginning: Substring
  let index: Int

  init?(_ text: String) {
    guard text.hasSuffix("]"), let mark = text.lastIndex(where: { $0 == "[" || $0 == "," }),
      let index = Int(text[text.index(after: mark)...].dropLast())
    else { return nil }
    beginning = text[...mark]
    self.index = index
  }
}
