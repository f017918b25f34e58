/// Parts of pandoc's document tree as JSON.
enum Pandoc {
  static func node(_ type: String, _ content: JSONValue? = nil) -> JSONValue {
    var members = [JSONValue.Member(key: "t", value: .string(type))]
    if let content { members.append(JSONValue.Member(key: "c", value: content)) }
    return .object(members)
  }

  /// An identifier, classes and other attributes.
  static func attributes(
    id: String? = nil, classes: [String] = [], _ others: [(String, String)] = []
  ) -> JSONValue {
    .array([
      .string(id ?? ""), .array(classes.map { .string($0) }),
      .array(others.map { .array([.string($0), .string($1)]) }),
    ])
  }

  /// Words and the spaces between them.
  static func inlines(_ text: String) -> [JSONValue] {
    let words = text.split { $0 == " " || $0 == "\n" || $0 == "\t" }
    return Array(
      words.map { [node("Str", .string(String($0)))] }.joined(separator: [node("Space")]))
  }

  static func plain(_ inlines: [JSONValue]) -> JSONValue { node("Plain", .array(inlines)) }

  static func paragraph(_ inlines: [JSONValue]) -> JSONValue { node("Para", .array(inlines)) }

  static func math(_ latex: String, isDisplay: Bool = false) -> JSONValue {
    node(
      "Math", .array([node(isDisplay ? "DisplayMath" : "InlineMath"), .string(latex)]))
  }

  /// Text that only writers of a format take, and take as it is.
  static func raw(_ format: String, _ text: String, isInline: Bool = false) -> JSONValue {
    node(isInline ? "RawInline" : "RawBlock", .array([.string(format), .string(text)]))
  }

  static func code(_ text: String, language: String) -> JSONValue {
    node("CodeBlock", .array([attributes(classes: [language]), .string(text)]))
  }

  /// A caption of a table or a figure.
  static func caption(_ text: String?) -> JSONValue {
    .array([.null, .array(text.map { [plain(inlines($0))] } ?? [])])
  }

  /// A table; each cell is a list of inlines.
  static func table(
    _ head: [[JSONValue]], _ rows: [[[JSONValue]]], isNumeric: [Bool]
  ) -> JSONValue {
    func row(_ cells: [[JSONValue]]) -> JSONValue {
      .array([
        attributes(),
        .array(
          cells.map { cell in
            .array([
              attributes(), node("AlignDefault"), .number("1"), .number("1"),
              .array(cell.isEmpty ? [] : [plain(cell)]),
            ])
          }),
      ])
    }
    let columns = isNumeric.map { isNumeric -> JSONValue in
      .array([node(isNumeric ? "AlignRight" : "AlignLeft"), node("ColWidthDefault")])
    }
    return node(
      "Table",
      .array([
        attributes(), caption(nil), .array(columns),
        .array([attributes(), .array([row(head)])]),
        .array([
          .array([attributes(), .number("1"), .array([]), .array(rows.map(row))])
        ]),
        .array([attributes(), .array([])]),
      ]))
  }
}
