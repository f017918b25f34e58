import WengertDrawing
public import WengertTemplates

/// What all live figures of a page share: the script that runs them and their style sheet.
///
/// The script defines one function, which is called for each figure with its element, its prefix and its code. What
/// a figure adds comes from ``LiveFigure``.
public enum LiveRuntime {
  /// The parts of the script; what comes later may use at once what stands before.
  private static let parts = [
    "numbers", "theme", "sweeps", "steps", "tables", "figure", "folds", "badges", "findings",
    "player", "controls", "explanations", "address", "report",
  ]

  /// The function that runs a figure; a name of its own in a script around it.
  ///
  /// An element that runs already is left alone: pages that join others can have one twice.
  public static func definition(_ templates: Templates = .embedded) -> String {
    let body = parts.map { bareScript(templates["\($0).js"] ?? "") }.joined()
    return "const wengert=(root,prefix,code)=>{\nif(!root||root.wengert)return;\n"
      + "const{linearize,kinks,domains,page}=code();\n\(body)};\n"
  }

  /// What stands in the one script element of a page: the function, and what each of its figures adds.
  public static func script(_ figures: [String], _ templates: Templates = .embedded) -> String {
    "\n(()=>{\"use strict\";\n\(definition(templates))\(figures.joined())})();\n"
  }

  /// The rules of live figures without the colours, which the page has.
  public static func styleSheet(_ templates: Templates = .embedded) -> String {
    templates["live.css"] ?? ""
  }

  /// Colours and rules on one line, for a page that has none of them: light or dark as the page is, and else as the reader prefers.
  public static var inlineStyleSheet: String {
    Theme.inlineStyleSheet + bareStyleSheet(styleSheet())
  }

  /// Runs a figure.
  ///
  /// - Parameters:
  ///   - root: an expression for the element that it stands in.
  ///   - prefix: what all of its ids begin with.
  ///   - code: declares `linearize`, `kinks`, `domains` and `page`.
  static func call(root: String, prefix: String, _ code: String) -> String {
    "wengert(\(root),\(ScriptText.string(prefix)),()=>{\n\(code)"
      + "return{linearize,kinks,domains,page};\n});\n"
  }

  /// A script without comments on lines of their own and without indentation: those are for who reads the template.
  private static func bareScript(_ script: String) -> String {
    script.split(separator: "\n").reduce(into: "") { text, line in
      let content = line.drop { $0 == " " }
      if !content.isEmpty, !content.hasPrefix("//") { text += content + "\n" }
    }
  }

  /// A style sheet on one line; its comments stand on lines of their own.
  private static func bareStyleSheet(_ rules: String) -> String {
    rules.split(separator: "\n").reduce(into: "") { text, line in
      let content = line.drop { $0 == " " }
      if !content.hasPrefix("/*") { text += content }
    }
  }
}
