/// What of a graph a figure shows, and what it draws as one card.
public struct Folding: Sendable, Hashable {
  /// The nodes that are looked at.
  public enum Selection: Sendable, Hashable {
    /// All nodes.
    case all
    /// The nodes that so many edges, followed either way, lead to from a node.
    case neighbourhood(of: String, radius: Int)
    /// The nodes on the paths from one node to another.
    case paths(from: String, to: String)
  }

  /// The most cards by default: three or four screens of cards, what a reader can still follow line by line.
  public static let defaultLimit = 60

  /// The number of edges that a neighbourhood reaches by default: a node with its parents and children, and theirs.
  public static let defaultRadius = 2

  /// How many groups may stand inside each other before they are folded; nil shows all of them open.
  public var depth: Int?
  /// The names of groups that are folded.
  public var folded: Set<String> = []
  /// The names of groups that stay open, however deep they are.
  public var unfolded: Set<String> = []
  /// The most cards, at least 1; nil folds nothing for the sake of size.
  ///
  /// Cards that only say that something goes on outside of the picture are not counted.
  public var limit: Int? = Folding.defaultLimit
  /// The nodes that are looked at.
  public var selection = Selection.all

  /// Everything, folded where it is too large to be read.
  public init() {}
}

extension Folding {
  /// A limit as text: a number, or `all` or 0 for none; nil for anything else.
  package static func limit(_ text: String) -> Int?? {
    if text == "all" || text == "0" { return .some(nil) }
    guard let number = count(text) else { return nil }
    return .some(number)
  }

  /// A number of edges or groups: digits alone; nil for anything else.
  package static func count(_ text: String) -> Int? {
    text.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(text) : nil
  }

  /// Names that are separated by commas; those between the brackets of a member do not count.
  package static func names(_ text: String) -> [String] {
    var names: [String] = []
    var name = ""
    var isInside = false
    for character in text + "," {
      switch character {
      case "," where !isInside:
        let words = name.split(separator: " ")
        if !words.isEmpty { names.append(words.joined()) }
        name = ""
        continue
      case "[": isInside = true
      case "]": isInside = false
      default: break
      }
      name.append(character)
    }
    return names
  }
}

/// Why a part of a graph cannot be shown.
public enum FoldingError: Error, Equatable {
  /// No node has the name.
  case unknownNode(String, near: String?)
  /// No group has the name; the graph has the known ones.
  case unknownGroup(String, near: String?, known: [String])
  /// No path leads from one node to the other, nor back.
  case noPath(from: String, to: String)

  /// What is wrong, in one line.
  public var message: String {
    switch self {
    case .unknownNode(let name, _): "there is no node named '\(name)'"
    case .unknownGroup(let name, _, _): "there is no group named '\(name)'"
    case .noPath(let from, let to): "no path leads from '\(from)' to '\(to)', nor back"
    }
  }

  /// What to do about it.
  public var hint: String {
    switch self {
    case .unknownNode(_, let near?), .unknownGroup(_, let near?, _): "did you mean '\(near)'?"
    case .unknownNode(_, nil):
      "nodes have the names that figures show, such as v3; 'wengert trace' lists them"
    case .unknownGroup(_, nil, let known):
      known.isEmpty
        ? "groups are calls of functions, and there are none here"
        : "known are \(known.prefix(8).joined(separator: ", "))\(known.count > 8 ? ", …" : "")"
    case .noPath: "a path follows edges from parents to children"
    }
  }
}

extension FoldingError: CustomStringConvertible {
  public var description: String { "\(message); \(hint)" }
}
