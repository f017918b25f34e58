import Mustache
public import WengertTemplates

/// Why a page could not be made.
public enum ReportError: Error, Equatable, CustomStringConvertible {
  /// A template is not well formed.
  case malformedTemplate(file: String, line: Int, column: Int, what: String)
  /// Templates ask for names that a report does not have.
  case unknownNames([String])
  /// A template includes another one that does not exist.
  case unknownPartial(String, file: String)

  public var description: String {
    switch self {
    case .malformedTemplate(let file, let line, let column, let what):
      "\(file):\(line):\(column): error: \(what)"
    case .unknownNames(let names):
      "error: the templates use names that a report does not have: \(names.joined(separator: ", "))"
    case .unknownPartial(let name, let file):
      "\(file): error: there is no template '\(name)' to include"
    }
  }
}

extension ReportModel {
  /// The page: self-contained HTML.
  ///
  /// - Throws: ``ReportError`` where a template is wrong; nothing that a template asks for is silently left
  ///   out.
  public func html(_ templates: Templates = .embedded) throws(ReportError) -> String {
    let library = try TemplateLibrary(templates)
    return try library.render(
      "report", context.merging(["css": templates["report.css"] ?? ""]) { $1 })
  }

  /// The names that templates can use.
  ///
  /// Absent values are false, so that sections over them are empty.
  private var context: [String: Any] {
    [
      "title": title,
      "function": function ?? false,
      "definitions": definitions,
      "hasPoint": point != nil,
      "point": point ?? "",
      "hasNumbers": !trace.isEmpty && tangentSeed != nil,
      "figure": figure ?? false,
      "figureNote": figureNote ?? false,
      "trace": trace.map(context),
      "traceNote": traceNote ?? false,
      "tangentSeed": tangentSeed ?? false,
      "adjointSeed": adjointSeed ?? false,
      "tangents": tangents.map(context),
      "adjoints": adjoints.map(context),
      "hasJacobian": !rows.isEmpty,
      "columns": columns.map { ["head": $0.head, "pass": $0.pass] },
      "rows": rows.map {
        ["head": $0.head, "pass": $0.pass, "entries": $0.entries] as [String: Any]
      },
      "agreement": agreement ?? false,
      "forwardPasses": passes(forwardPasses, "forward"),
      "reversePasses": passes(reversePasses, "reverse"),
      "comparison": comparison.map(context) ?? false,
    ]
  }

  private func context(_ row: TraceRow) -> [String: Any] {
    [
      "id": row.id, "equation": row.equation, "numbers": row.numbers, "primal": row.primal,
      "tangent": row.tangent, "adjoint": row.adjoint, "isTangentSeed": row.isTangentSeed,
      "isAdjointSeed": row.isAdjointSeed,
    ]
  }

  private func context(_ row: SweepRow) -> [String: Any] {
    ["equation": row.equation, "numbers": row.numbers, "result": row.result]
  }

  private func context(_ comparison: Comparison) -> [String: Any] {
    [
      "derivative": comparison.derivative,
      "symbolicOperations": comparison.symbolicOperations,
      "functionOperations": comparison.functionOperations,
      "graphOperations": comparison.graphOperations,
      "best": comparison.best ?? false,
      "steps": comparison.steps.map { ["step": $0.step, "error": $0.error] },
    ]
  }

  private func passes(_ count: Int, _ kind: String) -> String {
    "\(count) \(kind) pass\(count == 1 ? "" : "es")"
  }
}

/// Parsed templates that fail loudly.
private struct TemplateLibrary {
  private let library: MustacheLibrary

  init(_ templates: Templates) throws(ReportError) {
    var parsed: [String: MustacheTemplate] = [:]
    for (file, text) in templates.files where file.hasSuffix(".mustache") {
      let name = String(file.dropLast(".mustache".count))
      do {
        parsed[name] = try MustacheTemplate(string: text)
      } catch let error as MustacheTemplate.ParserError {
        throw .malformedTemplate(
          file: templates.path(of: file), line: error.context.lineNumber,
          column: error.context.columnNumber, what: "\(error.error)")
      } catch {
        throw .malformedTemplate(
          file: templates.path(of: file), line: 1, column: 1, what: "\(error)")
      }
    }
    for (file, text) in templates.files {
      for match in text.matches(of: /\{\{\s*>\s*([^}\s]+)\s*\}\}/)
      where parsed[String(match.1)] == nil {
        throw .unknownPartial(String(match.1), file: templates.path(of: file))
      }
    }
    library = MustacheLibrary(templates: parsed)
  }

  func render(_ name: String, _ context: [String: Any]) throws(ReportError) -> String {
    let root = StrictRoot(context)
    guard let page = library.render(root, withTemplate: name) else {
      throw .unknownPartial(name, file: "\(name).mustache")
    }
    guard root.missing.isEmpty else { throw .unknownNames(root.missing) }
    return page
  }
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
