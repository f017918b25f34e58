import WengertReport

/// What the results of a page share: style sheets, which the first result that needs one brings along, and one script.
struct PageAdditions {
  private var hasTableStyle = false
  private var scripts: [String] = []

  /// Takes in a result as HTML; returns the style sheet that has to stand before it.
  mutating func add(_ result: FenceResult, _ kind: FenceKind) -> String? {
    if let script = result.script {
      scripts.append(script)
      return scripts.count == 1 ? LiveRuntime.inlineStyleSheet : nil
    }
    switch kind {
    // Figures that stand still have their own.
    case .figure, .live: return nil
    case .trace, .equations, .jacobian, .code:
      defer { hasTableStyle = true }
      return hasTableStyle ? nil : DocumentStyle.styleSheet
    }
  }

  /// The script of the page, which stands behind all of its figures; nil where none needs one.
  var script: String? {
    scripts.isEmpty ? nil : "<script>\(LiveRuntime.script(scripts))</script>"
  }
}
