import Wengert

/// The table of elementals: everything that follows from their declarations.
public struct ElementalTable: Sendable {
  /// One elemental.
  public struct Row: Sendable, Equatable {
    /// The name in JSON.
    public let name: String
    /// How it is written.
    public let notation: String
    /// Other spellings.
    public let aliases: [String]
    /// Where its primal is defined, in words.
    public let domain: String
    /// The partial by each operand as a formula in x, y and the value v.
    public let partials: [String]
    /// Where it jumps, in words; nil where it does not.
    public let kinks: String?
  }

  /// The elementals in the order of their declaration.
  public let rows: [Row]

  /// The table of all elementals.
  public init() {
    rows = Elemental.allCases.map { elemental in
      var query = RowQuery()
      return elemental.accept(&query)
    }
  }

  /// The table in aligned columns.
  public var text: String {
    let head = [["notation", "defined for", "partials", "kinks"]]
    return Columns(head + rows.map(\.cells), textColumns: 4).text
  }

  /// The table in Markdown.
  public var markdown: String {
    let lines = rows.map { row in
      let cells = row.cells.map { $0.isEmpty ? "" : "`\($0)`" }
      return "| \(cells[0]) | \(row.domain) | \(cells[2]) | \(row.kinks ?? "") |\n"
    }
    return "| notation | defined for | partials | kinks |\n| --- | --- | --- | --- |\n"
      + lines.joined()
  }

  /// The table as JSON, schema `wengert-elementals/1`.
  public var json: String {
    var writer = JSONWriter()
    writer.object { root in
      root.key("schema")
      root.value("wengert-elementals/1")
      root.newLine(indent: 2)
      root.key("elementals")
      root.array { list in
        for row in rows {
          list.newLine(indent: 4)
          write(row, &list)
        }
      }
    }
    return writer.text + "\n"
  }

  private func write(_ row: Row, _ list: inout JSONWriter) {
    list.object {
      $0.key("name")
      $0.value(row.name)
      $0.key("notation")
      $0.value(row.notation)
      $0.key("aliases")
      $0.array { list in row.aliases.forEach { list.value($0) } }
      $0.key("domain")
      $0.value(row.domain)
      $0.key("partials")
      $0.array { list in row.partials.forEach { list.value($0) } }
      $0.key("kinks")
      if let kinks = row.kinks { $0.value(kinks) } else { $0.value(Double?.none) }
    }
  }
}

extension ElementalTable.Row {
  fileprivate var cells: [String] {
    [notation, domain, partials.joined(separator: ", "), kinks ?? ""]
  }
}

private struct RowQuery: ElementalVisitor {
  private let x = Formula.symbol("x")
  private let y = Formula.symbol("y")
  private let v = Formula.symbol("v")

  func visit<E: UnaryElemental>(_: E.Type) -> ElementalTable.Row {
    row(
      E.self, .unary(E.elemental, x), domain: E.domain.words(of: "x") ?? "every x",
      partials: [E.partial(x, v)])
  }

  func visit<E: BinaryElemental>(_: E.Type) -> ElementalTable.Row {
    let domain: String
    switch E.domain {
    case .operands(let first, let second):
      let words = [first.words(of: "x"), second.words(of: "y")].compactMap { $0 }
      domain = words.isEmpty ? "every x, y" : words.joined(separator: ", ")
    case .power: domain = "x > 0; x = 0 for y ≥ 0; x < 0 for whole y"
    case .polygamma: domain = "x = 0, 1, …, 60; y ≠ 0, −1, −2, …"
    }
    let (first, second) = E.partials(x, y, v)
    return row(E.self, .binary(E.elemental, x, y), domain: domain, partials: [first, second])
  }

  func visit<E: TernaryElemental>(_: E.Type) -> ElementalTable.Row {
    let z = Formula.symbol("z")
    let (first, second, third) = E.partials(x, y, z, v)
    return row(
      E.self, .ternary(E.elemental, x, y, z), domain: "every x, y, z",
      partials: [first, second, third])
  }

  private func row(
    _ declaration: any ElementalDeclaration.Type, _ call: Formula, domain: String,
    partials: [Formula]
  ) -> ElementalTable.Row {
    ElementalTable.Row(
      name: declaration.elemental.name, notation: call.source,
      aliases: declaration.notation.aliases,
      domain: domain, partials: partials.map(\.source), kinks: declaration.kinks.words)
  }
}

extension Domain {
  fileprivate func words(of name: String) -> String? {
    switch self {
    case .reals: nil
    case .nonzero: "\(name) ≠ 0"
    case .greaterThan(let bound): "\(name) > \(bound.plain)"
    case .atLeast(let bound): "\(name) ≥ \(bound.plain)"
    case .closed(let low, let high): "\(low.plain) ≤ \(name) ≤ \(high.plain)"
    case .open(let low, let high): "\(low.plain) < \(name) < \(high.plain)"
    case .exceptPoles: "\(name) ≠ 0, −1, −2, …"
    }
  }
}

extension Kinks {
  fileprivate var words: String? {
    switch self {
    case .none: nil
    case .point(let kink): "x = \(kink.plain)"
    case .wholeNumbers: "whole x"
    case .equalOperands: "x = y"
    case .origin: "x = y = 0"
    case .cut: "x = 0, y ≤ 0"
    }
  }
}
