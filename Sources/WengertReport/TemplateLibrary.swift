import Mustache
import Wengert
package import WengertTemplates

/// Why a page could not be made.
public enum ReportError: Error, Equatable, CustomStringConvertible {
  /// A template is not well formed.
  case malformedTemplate(file: String, line: Int, column: Int, what: String)
  /// A template asks for a name that a report does not have, at least not there.
  case unknownName(String, file: String, line: Int, column: Int, hint: String?)
  /// A template includes another one that does not exist.
  case unknownPartial(String, file: String, line: Int, column: Int, hint: String?)
  /// A template includes itself, by way of the others in the list, which begins and ends with it.
  case includesItself([String], file: String, line: Int, column: Int)
  /// A template changes the delimiters of its tags or makes up the name of another template, so that nobody can say
  /// beforehand what it asks for.
  case unsupportedTag(String, file: String, line: Int, column: Int)
  /// A file is neither a template of the report nor included by one.
  case unusedTemplate(file: String, hint: String?)

  public var description: String {
    switch self {
    case .malformedTemplate(let file, let line, let column, let what):
      "\(file):\(line):\(column): error: \(what)"
    case .unknownName(let name, let file, let line, let column, let hint):
      "\(file):\(line):\(column): error: there is no '\(name)' here" + help(hint)
    case .unknownPartial(let name, let file, let line, let column, let hint):
      "\(file):\(line):\(column): error: there is no template '\(name)' to include" + help(hint)
    case .includesItself(let chain, let file, let line, let column):
      "\(file):\(line):\(column): error: the template '\(chain[0])' includes itself"
        + help(chain.count > 2 ? chain.joined(separator: " includes ") : nil)
    case .unsupportedTag(let tag, let file, let line, let column):
      "\(file):\(line):\(column): error: templates of a report have no tags such as '\(tag)'"
        + help("delimiters stay as they are, and the names of included templates are written out")
    case .unusedTemplate(let file, let hint):
      "\(file): error: no template includes this file" + help(hint)
    }
  }

  private func help(_ hint: String?) -> String { hint.map { "\n  = help: \($0)" } ?? "" }
}

/// What templates are for: each page has its own, and names of its own that they can ask for.
package enum TemplateFamily {
  /// The report of a function.
  case report
  /// The pages of a site; their files have names that begin with `site`.
  case site

  /// The names that its templates may use, at whatever place.
  package var names: Set<String> {
    switch self {
    case .report: TemplateNames.report
    case .site: TemplateNames.site
    }
  }

  /// Whether a file belongs to it.
  func includes(_ file: String) -> Bool { file.hasPrefix("site") == (self == .site) }
}

/// Parsed templates that fail loudly.
package struct TemplateLibrary {
  private let templates: Templates
  private let family: TemplateFamily
  private let library: MustacheLibrary
  private let tags: [TemplateTag]

  /// Parses all templates of a family and checks every tag in them.
  ///
  /// - Throws: ``ReportError`` for the first mistake, by file and place.
  package init(_ templates: Templates, family: TemplateFamily = .report) throws(ReportError) {
    self.family = family
    let files = templates.files.filter { family.includes($0.key) }
    var parsed: [String: MustacheTemplate] = [:]
    for (file, text) in files.sorted(by: { $0.key < $1.key }) {
      guard let name = TemplateLibrary.name(file) else { continue }
      parsed[name] = try TemplateLibrary.parsed(text, file: templates.path(of: file))
    }
    tags = files.keys.sorted().filter { TemplateLibrary.name($0) != nil }
      .flatMap { file in
        TemplateTag.all(
          in: templates[file] ?? "", template: TemplateLibrary.name(file) ?? file,
          file: templates.path(of: file))
      }
    self.templates = templates
    library = MustacheLibrary(templates: parsed)
    for tag in tags { try check(tag, Array(parsed.keys)) }
    try refuseCircles()
    try checkUse()
  }

  /// The page or section of that name, in which nothing drives a terminal or reorders what stands around it.
  package func render(_ name: String, _ context: [String: Any]) throws(ReportError) -> String {
    let root = StrictRoot(context)
    guard let page = library.render(root, withTemplate: name) else {
      preconditionFailure("the templates of the package are always there")
    }
    // The name exists, but not at the place where it is asked for.
    if let missing = root.missing.first {
      let files = files(usedBy: name)
      let tag = tags.first { $0.name == missing && $0.kind == .value && files.contains($0.file) }
      throw .unknownName(
        missing, file: tag?.file ?? templates.path(of: "\(name).mustache"), line: tag?.line ?? 1,
        column: tag?.column ?? 1, hint: "it stands only within the list that it belongs to")
    }
    return page.shownLines
  }

  /// The paths of a template and of those that it includes.
  private func files(usedBy name: String) -> Set<String> {
    var found: Set<String> = []
    var open = [name]
    while let next = open.popLast() {
      let path = templates.path(of: "\(next).mustache")
      guard found.insert(path).inserted else { continue }
      open += tags.filter { $0.kind == .partial && $0.file == path }.map(\.name)
    }
    return found
  }

  private static func name(_ file: String) -> String? {
    file.hasSuffix(".mustache") ? String(file.dropLast(".mustache".count)) : nil
  }

  /// How deep sections may stand inside each other: the parser and the renderer recurse.
  private static let nestingLimit = 100

  private static func parsed(_ text: String, file: String) throws(ReportError) -> MustacheTemplate {
    guard TemplateTag.depth(of: text) <= nestingLimit else {
      throw .malformedTemplate(
        file: file, line: 1, column: 1,
        what: "sections stand inside each other more than \(nestingLimit) deep")
    }
    do {
      return try MustacheTemplate(string: text)
    } catch let error as MustacheTemplate.ParserError {
      throw .malformedTemplate(
        file: file, line: error.context.lineNumber, column: error.context.columnNumber,
        what: words("\(error.error)"))
    } catch {
      throw .malformedTemplate(file: file, line: 1, column: 1, what: "\(error)")
    }
  }

  /// What the parser found wrong, in words.
  private static func words(_ error: String) -> String {
    switch error {
    case "expectedSectionEnd": "a section is not closed: its {{/name}} is missing"
    case "sectionCloseNameIncorrect": "this {{/name}} closes no section, or not the innermost one"
    case "unfinishedName", "overflow": "the tag is not closed: its }} is missing"
    default: "this is not well formed (\(error))"
    }
  }

  private func check(_ tag: TemplateTag, _ partials: [String]) throws(ReportError) {
    switch tag.kind {
    case .partial where !partials.contains(tag.name):
      throw .unknownPartial(
        tag.name, file: tag.file, line: tag.line, column: tag.column,
        hint: NearNames.hint(tag.name, partials))
    case .value where !family.names.contains(tag.name):
      throw .unknownName(
        tag.name, file: tag.file, line: tag.line, column: tag.column,
        hint: NearNames.hint(tag.name, Array(family.names)))
    case .unsupported:
      throw .unsupportedTag(tag.name, file: tag.file, line: tag.line, column: tag.column)
    case .partial, .value: return
    }
  }

  /// Refuses templates that include themselves: the lists of a report have no lists like them inside, so that would
  /// never end.
  private func refuseCircles() throws(ReportError) {
    var finished: Set<String> = []
    for root in Set(tags.map(\.template)).sorted() where !finished.contains(root) {
      var chain = [(name: root, tags: partials(of: root))]
      while let (name, rest) = chain.popLast() {
        var open = rest
        guard let tag = open.popFirst() else {
          finished.insert(name)
          continue
        }
        chain.append((name, open))
        if let start = chain.firstIndex(where: { $0.name == tag.name }) {
          throw .includesItself(
            chain[start...].map(\.name) + [tag.name], file: tag.file, line: tag.line,
            column: tag.column)
        }
        if !finished.contains(tag.name) { chain.append((tag.name, partials(of: tag.name))) }
      }
    }
  }

  private func partials(of template: String) -> ArraySlice<TemplateTag> {
    tags.filter { $0.kind == .partial && $0.template == template }[...]
  }

  /// Refuses files that nothing uses: usually their names are misspelled.
  private func checkUse() throws(ReportError) {
    let included = Set(tags.filter { $0.kind == .partial }.map(\.name))
    for file in templates.added where family.includes(file) {
      if let name = TemplateLibrary.name(file), included.contains(name) { continue }
      throw .unusedTemplate(
        file: templates.path(of: file),
        hint: NearNames.hint(file, Array(Templates.embedded.files.keys)))
    }
  }
}

/// A tag of a template that names a value or another template.
struct TemplateTag {
  enum Kind {
    case value, partial
    /// What makes it impossible to say which values and templates are asked for.
    case unsupported
  }

  let kind: Kind
  let name: String
  /// The template that it stands in.
  let template: String
  let file: String
  let line, column: Int

  /// The tags of a text in their order.
  static func all(in text: String, template: String, file: String) -> [TemplateTag] {
    var tags: [TemplateTag] = []
    var (line, lineStart, position) = (1, text.startIndex, text.startIndex)
    while let opening = text[position...].firstRange(of: "{{") {
      for index in text[position..<opening.lowerBound].indices where text[index].isNewline {
        (line, lineStart) = (line + 1, text.index(after: index))
      }
      let column = text.distance(from: lineStart, to: opening.lowerBound) + 1
      let end = text[opening.upperBound...].firstRange(of: "}}")?.lowerBound ?? text.endIndex
      let content = text[opening.upperBound..<end].drop { $0 == "{" || $0.isWhitespace }
      func add(_ kind: Kind, _ name: some StringProtocol) {
        tags.append(
          TemplateTag(
            kind: kind, name: String(name), template: template, file: file, line: line,
            column: column))
      }
      let name = content.drop { "#^>&<".contains($0) }.trimmingPrefix { $0.isWhitespace }
        .prefix { !$0.isWhitespace && $0 != "}" }
      switch content.first {
      case ">", "<": add(name.hasPrefix("*") ? .unsupported : .partial, name)
      case "=": add(.unsupported, "{{=")
      case "!", "/", "$", "%", nil: break
      // A dot is the item of a list; parts of a path are looked up one in the other.
      default:
        if name != ".", !name.contains("(") {
          for part in name.split(separator: ".") { add(.value, part) }
        }
      }
      position = opening.upperBound
    }
    return tags
  }

  /// How deep the sections of a text stand inside each other.
  static func depth(of text: String) -> Int {
    var (depth, deepest) = (0, 0)
    for opening in text.ranges(of: "{{") {
      switch text[opening.upperBound...].first {
      case "#", "^", "<", "$": depth += 1
      case "/": depth -= 1
      default: continue
      }
      deepest = max(deepest, depth)
    }
    return deepest
  }
}

/// The names that templates may use, at whatever place.
enum TemplateNames {
  static let report: Set<String> = [
    "title", "function", "definitions", "hasPoint", "point", "results", "hasNumbers", "figure",
    "figureNote", "trace", "traceNote", "tangentSeed", "adjointSeed", "tangents", "adjoints",
    "partials", "hasJacobian", "columns", "rows", "agreement", "forwardPasses", "reversePasses",
    "inputCount", "outputCount", "checks", "differences", "symbolic", "cost", "findings",
    "listings", "listingNote", "live", "contents", "css", "style", "script", "policy", "sections",
    "key", "text", "id", "equation", "numbers", "primal", "tangent", "adjoint", "isTangentSeed",
    "isAdjointSeed", "seedKey", "result", "operand", "partial", "head", "pass", "entries",
    "forwardProduct", "reverseProduct", "list", "subject", "verdict", "remark", "hasFailed",
    "derivative", "plot", "best", "error", "step", "steps", "symbolicOperations",
    "functionOperations", "sharedOperations", "graphOperations", "sweeps", "name", "operations",
    "operationRatio", "memory", "memoryRatio", "isSound", "finite", "unreached", "path", "language",
    "heading", "note", "inputControls", "outputControls", "index", "symbol",
    "seedSymbol", "value", "seed", "isUnit", "hasGroups", "isLong", "spoken",
    "prefix", "widget", "hasTheme",
  ]

  static let site: Set<String> = [
    "language", "policy", "title", "heading", "siteTitle", "home", "isHome", "description",
    "canonical",
    "feed", "style", "script", "themeScript", "navigation", "address", "isCurrent", "contents",
    "hasContents", "id",
    "isDeep", "content", "previous", "next", "author", "date", "search", "isSearch", "pages",
    "summary",
  ]
}

/// The outermost context: it is asked last, so what it cannot answer does not exist.
private final class StrictRoot: MustacheParent {
  private let values: [String: Any]
  private(set) var missing: [String] = []

  init(_ values: [String: Any]) { self.values = values }

  func child(named name: String) -> Any? {
    if let value = values[name] { return value }
    if !missing.contains(name) { missing.append(name) }
    return nil
  }
}
