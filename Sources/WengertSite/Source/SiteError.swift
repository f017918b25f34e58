public import WengertDocuments
public import WengertNotation

/// Why a site cannot be built, or a part of it.
public enum SiteError: Error, Equatable {
  /// A fence has no result.
  case fence(DocumentError)
  /// Something else is wrong at a place of a file.
  case place(Diagnostic)

  /// The error as a message.
  public var diagnostic: Diagnostic {
    switch self {
    case .fence(let error): error.diagnostic
    case .place(let diagnostic): diagnostic
    }
  }

  /// An error at a place of a text; nil is all of it.
  static func at(
    _ range: SourceRange?, of source: SourceText, _ message: String, hint: String? = nil
  ) -> SiteError {
    .place(Diagnostic(source: source, range: range, message: message, hint: hint))
  }
}

extension SiteError: CustomStringConvertible {
  /// `file:line:column: error: …` with the line, a caret and what to do.
  public var description: String { diagnostic.description }
}
