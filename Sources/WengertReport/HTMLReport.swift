import Wengert
import WengertDrawing
public import WengertTemplates

extension ReportModel {
  /// The page: self-contained HTML.
  ///
  /// - Parameters:
  ///   - templates: the words and the shape of the page.
  ///   - sections: its parts, in their order.
  /// - Throws: ``ReportError`` where a template is wrong; nothing that a template asks for is silently left
  ///   out.
  public func html(
    _ templates: Templates = .embedded, sections: [ReportSection] = ReportSection.allCases
  ) throws(ReportError) -> String {
    let library = try TemplateLibrary(templates)
    let sections = sections.filter(hasContent)
    var context = MarkSeparation.separated(context)
    context["contents"] = sections.compactMap { section in
      section.heading.map { ["id": section.rawValue, "heading": $0] }
    }
    var parts: [String] = []
    for section in sections {
      parts.append(try library.render(section.rawValue, context))
    }
    context["title"] = (context["title"] as? String)?.shown
    return try library.render("report", context.merging(page(parts, templates)) { $1 })
  }

  /// Whether there is anything to say in a section.
  private func hasContent(_ section: ReportSection) -> Bool {
    switch section {
    case .function, .figure, .trace, .forward, .reverse: true
    case .partials: !partials.isEmpty
    case .jacobian: !rows.isEmpty
    case .checks: checks != nil || differences != nil
    case .diagnosis: findings != nil
    case .cost: cost != nil
    case .symbolic: symbolic != nil
    case .code: !listings.isEmpty || listingNote != nil
    }
  }

  /// The names of the page around the sections.
  ///
  /// The policy allows the style sheet and the script by their digests and nothing else.
  private func page(_ sections: [String], _ templates: Templates) -> [String: Any] {
    let css =
      [Theme.pageStyleSheet, templates["live.css"] ?? "", templates["report.css"] ?? ""]
      .joined(separator: "\n")
    let style = "\n\(css)"
    let start = live?.script ?? "const linearize=null,kinks=null,domains=null,page=null;\n"
    let call = LiveRuntime.call(root: "document", prefix: "", start)
    let script = LiveRuntime.script([call], templates)
    return [
      "css": css,
      "style": "<style>\(style)</style>",
      "script": "<script>\(script)</script>",
      "policy": "default-src 'none'; script-src '\(digest(script))'; style-src '\(digest(style))'; "
        + "img-src data:; font-src data:; base-uri 'none'; form-action 'none'",
      "sections": sections.joined(separator: "\n"),
    ]
  }

  private func digest(_ text: String) -> String { "sha256-\(SHA256(text.utf8).base64)" }
}
