import Foundation

// Runs the examples of the page that WENGERT_PAGE names, in the folder where it is started, or lists all pages. The page
// is no argument, because an example may start its own program with arguments of its own.

guard let name = ProcessInfo.processInfo.environment["WENGERT_PAGE"] else {
  Swift.print(examplePages.keys.sorted().joined(separator: "\n"))
  exit(0)
}
guard let page = examplePages[name] else {
  FileHandle.standardError.write(Data("error: no page '\(name)' has examples\n".utf8))
  exit(64)
}
do {
  try await page()
} catch {
  FileHandle.standardError.write(Data("\(name): error: \(error)\n".utf8))
  exit(1)
}
exit(Printed.isRight ? 0 : 1)
