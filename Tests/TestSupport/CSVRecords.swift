/// A reader of CSV by RFC 4180, for tests.
public struct CSVRecords {
  /// The fields of each record.
  public private(set) var records: [[String]] = []

  /// The records of a text, whose lines end in CR and LF.
  public init(_ text: String) {
    var record: [String] = []
    var field = String.UnicodeScalarView()
    var isQuoted = false
    for scalar in text.unicodeScalars {
      switch scalar {
      // A doubled quotation mark leaves the quotes and enters them again.
      case "\"":
        isQuoted.toggle()
        field.append(scalar)
      case "," where !isQuoted:
        record.append(CSVRecords.unquoted(field))
        field.removeAll()
      case "\n" where !isQuoted && field.last == "\r":
        field.removeLast()
        records.append(record + [CSVRecords.unquoted(field)])
        record = []
        field.removeAll()
      default: field.append(scalar)
      }
    }
    if isQuoted || !record.isEmpty || !field.isEmpty {
      records.append(record + [String(field)])
    }
  }

  private static func unquoted(_ field: String.UnicodeScalarView) -> String {
    guard field.count > 1, field.first == "\"", field.last == "\"" else { return String(field) }
    var result = String.UnicodeScalarView()
    var isSecond = false
    for scalar in field.dropFirst().dropLast() {
      isSecond = scalar == "\"" && !isSecond
      if !isSecond { result.append(scalar) }
    }
    return String(result)
  }
}
