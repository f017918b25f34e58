import Foundation

/// The files by which Ninja, or an engine that reads its files, builds a site.
///
/// Each different figure is an edge with one input, its request, so any machine can make it. The site is one edge behind
/// all of them, and the file of rules makes itself again when a document changes.
struct NinjaBuild {
  /// The file of rules.
  let file: String
  /// The program.
  let tool: String
  /// What made the file, after the program: makes it again.
  let arguments: [String]
  /// What makes the site, after the program.
  let siteArguments: [String]
  /// What chooses the layout and its limits.
  let layoutArguments: [String]
  /// The files of the site.
  let outputs: [String]
  /// The different figures.
  let requests: [KeyedRequest]
  let layout: LayoutChoice
  let cache: FigureCache

  /// Where the command for the file of rules says what it read.
  var depfile: String { "\(folder)/rules.d" }
  /// Where the command for the site does.
  private var siteDepfile: String { "\(folder)/site.d" }
  /// What belongs to the file of rules.
  private var folder: String { "\(file).parts" }

  private func path(of request: KeyedRequest) -> String { "\(folder)/\(request.key.digits)" }

  /// The rules.
  func text() throws -> String {
    var ninja = NinjaFile()
    let render = try NinjaFile.command([tool, "render-request"] + layoutArguments)
    ninja.add(
      NinjaFile.Rule(
        name: "figure", command: "\(render) -o $out $in", description: "FIGURE $in"))
    if !outputs.isEmpty {
      ninja.add(
        NinjaFile.Rule(
          name: "site",
          command: try NinjaFile.command([tool] + siteArguments + ["--depfile", siteDepfile]),
          description: "SITE", depfile: siteDepfile))
    }
    ninja.add(
      NinjaFile.Rule(
        name: "rules", command: try NinjaFile.command([tool] + arguments),
        description: "RULES $out", depfile: depfile, isGenerator: true))
    for request in requests {
      try ninja.add(
        NinjaFile.Edge(
          rule: "figure", outputs: [cache.path(of: request.key)], inputs: [path(of: request)],
          implicit: [tool]))
    }
    if !outputs.isEmpty {
      try ninja.add(
        NinjaFile.Edge(
          rule: "site", outputs: outputs,
          implicit: [tool] + requests.map { cache.path(of: $0.key) }))
    }
    try ninja.add(NinjaFile.Edge(rule: "rules", outputs: [file], implicit: [tool]))
    return ninja.text
  }

  /// Writes the requests and the rules, and removes requests that no document makes any more.
  func write() throws {
    let text = try text()
    for request in requests {
      try Files.write(to: path(of: request)) { try $0(RequestFile(request, layout).bytes) }
    }
    try Files.write(text, to: file)
    let used = Set(requests.map(\.key.digits))
    PartFile.removeAbandoned(under: folder)
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    where CacheKey(digits: name) != nil && !used.contains(name) {
      try? FileManager.default.removeItem(atPath: "\(folder)/\(name)")
    }
  }
}
