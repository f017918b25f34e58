public import WengertDrawing

/// What a fence becomes.
public enum FenceKind: String, CaseIterable, Sendable {
  /// The expression graph.
  case figure
  /// The evaluation trace as a table.
  case trace
  /// The numbered equations of the trace and of both sweeps.
  case equations
  /// The Jacobian as a table.
  case jacobian
  /// A figure whose inputs can be moved and whose sweeps can be stepped through.
  case live
  /// The function in a programming language.
  case code
}

/// In which form.
public enum FenceForm: Sendable, Hashable {
  /// HTML on one line, figures as SVG in it, light or dark by the reader's preference.
  case html
  /// A picture as a file of its own.
  case svg(Theme)
  /// Markdown as GitHub reads it: tables, mathematics between `$$`, fenced code.
  case markdown
  /// The same without mathematics, for readers that show none.
  case plain
  /// Text for LaTeX with the packages amsmath and, for figures, tikz.
  case latex
  /// Blocks of pandoc as JSON, for what is no picture.
  case pandoc
}
