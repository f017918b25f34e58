// Usage: embed-templates OUT.swift FILE…
// Writes a dictionary from file names to texts as Swift string literals.

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A raw string literal with enough number signs that nothing in the text ends or escapes it.
func literal(_ text: String) -> String {
  var signs = "#"
  while text.contains("\"\"\"" + signs) || text.contains("\\" + signs) { signs += "#" }
  return "\(signs)\"\"\"\n\(text)\n\"\"\"\(signs)"
}

let paths = CommandLine.arguments.dropFirst(2)
var source = "enum EmbeddedTemplates {\n  static let all: [String: String] = [\n"
for path in paths {
  let text = try String(contentsOf: URL(filePath: path), encoding: .utf8)
  source += "    \(String(reflecting: path.split(separator: "/").last.map(String.init) ?? path)): "
  source += literal(text) + ",\n"
}
source += paths.isEmpty ? "    :\n  ]\n}\n" : "  ]\n}\n"
try Data(source.utf8).write(to: URL(filePath: CommandLine.arguments[1]))
