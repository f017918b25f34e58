import Wengert

/// Names from outside as names that every language accepts.
enum Identifier {
  /// The name in ASCII letters, digits and underscores, which do not come first.
  ///
  /// Greek letters are spelled out; any other run of characters becomes one underscore. Nothing may remain, or a
  /// digit may come first.
  static func safe(_ name: String) -> String {
    var result = ""
    var isBroken = false
    for scalar in name.unicodeScalars {
      let isPlain = isASCIILetter(scalar) || ("0"..."9").contains(scalar) || scalar == "_"
      guard let part = isPlain ? String(scalar) : greek(scalar) else {
        isBroken = true
        continue
      }
      if isBroken, !result.isEmpty { result += "_" }
      isBroken = false
      result += part
    }
    if isBroken, !result.isEmpty { result += "_" }
    return String(result.drop { $0 == "_" })
  }

  /// The name of a function: safe, and none of the names that are taken.
  static func function(_ name: String, avoiding taken: Set<String>) -> String {
    var result = safe(name)
    if result.first?.isLetter != true { result = result.isEmpty ? "f" : "f_" + result }
    while taken.contains(result) { result += "_" }
    return result
  }

  private static func isASCIILetter(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar)
  }

  /// `sigma` for σ, `Sigma` for Σ; nil for what is no letter of Greek.
  private static func greek(_ scalar: Unicode.Scalar) -> String? {
    guard (0x370...0x3FF).contains(scalar.value), scalar.properties.isAlphabetic,
      let words = scalar.properties.name?.split(separator: " "), words.count >= 4,
      words[2] == "LETTER", words[3].allSatisfy({ $0.isASCII && $0.isLetter })
    else { return nil }
    // Unicode spells λ "LAMDA".
    let name = words[3] == "LAMDA" ? "lambda" : words[3].lowercased()
    return words[1] == "SMALL" ? name : name.prefix(1).uppercased() + name.dropFirst()
  }
}

extension Graph {
  /// The graph again, node by node, under names that are identifiers of the language.
  ///
  /// Its equations are code but for the spelling of the elementals: a symbol names one node and nothing else.
  /// A node keeps the symbol that it has in figures (`v3`, or what the author called it) where that is an
  /// identifier; constants have no name and are no more than their number.
  func renamed(for language: Language) -> Graph {
    var locals = Locals(avoiding: language.taken.union(Vector.allCases.map(language.name(of:))))
    let naming = Naming(self)
    var builder = GraphBuilder(sharing: false)
    for node in nodes {
      if case .constant(let value) = self[node] {
        _ = builder.constant(value)
        continue
      }
      let name = locals.next(naming.symbols[node].name, id: naming.ids[node])
      switch self[node] {
      case .input: builder.name(builder.input(name), name)
      case .unary(let elemental, _), .binary(let elemental, _, _), .ternary(let elemental, _, _, _):
        builder.name(builder.apply(elemental, parents(of: node)), name)
      case .constant: continue
      }
    }
    for output in outputs { builder.output(output.name, output.node) }
    return builder.graph
  }
}

/// The names that the locals of one function have already.
private struct Locals {
  private var taken: Set<String>

  init(avoiding taken: Set<String>) { self.taken = taken }

  /// A name that is new, also with the marks of a tangent and an adjoint.
  mutating func next(_ name: String, id: String) -> String {
    let safe = Identifier.safe(name)
    for candidate in [safe, safe + "_"] where candidate.first?.isLetter == true {
      if take(candidate) { return candidate }
    }
    // An identifier of a node is taken only by an author's name, so few steps suffice.
    var candidate = id
    while !take(candidate) { candidate += "_" }
    return candidate
  }

  private mutating func take(_ name: String) -> Bool {
    let names = [.none, .dot, .bar].map { Symbol(name, accent: $0).spelled }
    guard names.allSatisfy({ !taken.contains($0) }) else { return false }
    taken.formUnion(names)
    return true
  }
}
