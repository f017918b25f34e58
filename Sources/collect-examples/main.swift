// Usage: collect-examples page PATH FILE OUT.swift
//        collect-examples list OUT.swift PATH…
// Makes Swift source of the examples of a page of Markdown, or of the doc comments of a file in Swift, and the list of
// all such pages. PATH is the page's name: its path in the package.

import Foundation

/// Ends with a message.
func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data("\(message)\n".utf8))
  exit(1)
}

let arguments = CommandLine.arguments
switch arguments.dropFirst().first {
case "page" where arguments.count == 5:
  do {
    let text = try String(contentsOf: URL(filePath: arguments[3]), encoding: .utf8)
    let source = try ExamplePage(path: arguments[2], file: arguments[3], text: text).source
    try Data(source.utf8).write(to: URL(filePath: arguments[4]))
  } catch let error as ExampleError {
    // The form of the compiler's messages.
    fail("\(arguments[3]):\(error.line):1: error: \(error.message)")
  }
case "list" where arguments.count >= 3:
  try Data(ExamplePage.list(of: Array(arguments[3...])).utf8)
    .write(to: URL(filePath: arguments[2]))
default:
  fail("usage: collect-examples page PATH FILE OUT.swift | list OUT.swift PATH…")
}
