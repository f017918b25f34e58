public import WengertCode
public import WengertDrawing
public import WengertNotation

/// Why a fence of a document has no figure.
public struct DocumentError: Error, Equatable {
  /// What is wrong.
  public enum Problem: Error, Equatable {
    /// The fence has no marker at its end.
    case unclosedFence(marker: String)
    /// Something stands after the language without braces.
    case bareAttributes
    /// The braces around the attributes are not closed.
    case unclosedBrace
    /// A quoted value has no second quote.
    case unclosedQuote
    /// Something else should stand there.
    case expected(String)
    /// There is no such attribute.
    case unknownAttribute(String, near: String?)
    /// An attribute is given twice.
    case repeatedAttribute(String)
    /// An attribute has no such value.
    case unknownValue(String, attribute: String, known: [String])
    /// An id has characters that an id cannot have.
    case malformedIdentifier(String)
    /// An id begins like those that are generated.
    case reservedIdentifier(String)
    /// Two figures have the same id.
    case repeatedIdentifier(String, line: Int)
    /// An attribute means nothing for the kind of the fence.
    case attributeOfOtherKind(FenceAttributes.Name, FenceKind)
    /// The kind of the fence needs an attribute, which has such values.
    case missingAttribute(FenceAttributes.Name, known: [String])
    /// A path that no document may name.
    case malformedPath(String)
    /// The fence names a file and holds a function as well.
    case bodyBesideFile
    /// The file that the fence names is not read.
    case file(FenceFileError)
    /// The fence holds no program, or one that has no value.
    case notation(NotationError.Problem)
    /// The figure cannot show what is asked for.
    case folding(FoldingError)
    /// The figure could not be laid out.
    case layout(LayoutError)
    /// The figure is too large for TeX.
    case tikz(TikZError)
    /// There is no code of the function.
    case code(CodeError)
    /// More inputs or outputs than a page shows.
    case jacobianTooLarge(limit: Int)
    /// The kind does not exist in the form that the front end needs.
    case notAvailable(FenceKind)
  }

  /// What is wrong.
  public let problem: Problem
  /// Where.
  public let range: SourceRange
  /// The part of the document that ``range`` counts in.
  public let source: SourceText
}

extension DocumentError: CustomStringConvertible {
  /// `file:line:column: error: …` with the document's line, a caret and what to do.
  public var description: String { diagnostic.description }

  /// The error as a message.
  public var diagnostic: Diagnostic {
    Diagnostic(source: source, range: range, message: problem.message, hint: problem.hint)
  }
}

extension DocumentError.Problem {
  /// What is wrong, in one line.
  public var message: String {
    switch self {
    case .unclosedFence: "this fence is never closed"
    case .bareAttributes: "attributes stand in braces"
    case .unclosedBrace: "this brace is never closed"
    case .unclosedQuote: "this quote is never closed"
    case .expected(let what): "expected \(what)"
    case .unknownAttribute(let name, _): "unknown attribute '\(name)'"
    case .repeatedAttribute(let name): "'\(name)' is given twice"
    case .unknownValue(let value, let attribute, _): "'\(value)' is not a value of '\(attribute)'"
    case .malformedIdentifier(let id): "'\(id)' is not an id"
    case .reservedIdentifier: "ids that begin with '\(PlaceName.reservedPrefix)' are reserved"
    case .repeatedIdentifier(let id, let line): "the id '\(id)' is already taken on line \(line)"
    case .attributeOfOtherKind(let name, let kind):
      "'\(name.rawValue)' means nothing for '\(kind.rawValue)'"
    case .missingAttribute(let name, _): "the attribute '\(name.rawValue)' is missing"
    case .malformedPath: "this is not a path that a document may name"
    case .bodyBesideFile: "this fence names a file and holds a function as well"
    case .file(let error): error.message
    case .notation(let problem): problem.message
    case .folding(let error): error.message
    case .layout(let error): "\(error)"
    case .tikz(let error): "\(error)"
    case .code(let error): "\(error)"
    case .jacobianTooLarge(let limit):
      "a Jacobian of more than \(limit) inputs or outputs is too large for a page"
    case .notAvailable(let kind): "'\(kind.rawValue)' is not available in this form"
    }
  }

  /// What to do about it.
  public var hint: String? {
    switch self {
    case .unclosedFence(let marker):
      "close it with a line of \(marker), in the same list item or quote"
    case .bareAttributes: "write {name=value …}"
    case .unclosedBrace: "add '}' on the same line"
    case .unclosedQuote: "a quote inside the value is written with a backslash before it"
    case .expected: "attributes are written name=value or name=\"value\", with blanks between them"
    case .unknownAttribute(_, let near):
      near.map { "did you mean '\($0)'?" }
        ?? "known are \(FenceAttributes.Name.allCases.map(\.rawValue).joined(separator: ", "))"
    case .repeatedAttribute: nil
    case .unknownValue(_, _, let known): "known are \(known.joined(separator: ", "))"
    case .malformedIdentifier: "an id is a letter, then letters, digits and any of - _ . :"
    case .reservedIdentifier, .repeatedIdentifier: "give it another id"
    case .attributeOfOtherKind(_, let kind):
      "known are "
        + FenceAttributes.Name.allCases.filter { $0.applies(to: kind) }.map(\.rawValue)
        .joined(separator: ", ")
    case .missingAttribute(let name, let known):
      "write \(name.rawValue)=…; known are \(known.joined(separator: ", "))"
    case .malformedPath:
      "name a file that ends in .expr, in the document's folder or in one inside it, with '/' between folders"
    case .bodyBesideFile: "write the function in one of the two places"
    case .file(.missing), .file(.notAFile): "paths begin at the document's folder"
    case .file: nil
    case .notation(.missingValues(let names)):
      "add \(names.map { "\($0) = …" }.joined(separator: ", ")) to the 'at' line or attribute"
    case .notation(.seedWithoutPoint), .notation(.noPoint):
      "add a line 'at x = …', or the attribute at=\"x=…\""
    case .notation(let problem): problem.hint
    case .folding(let error): error.hint
    case .jacobianTooLarge: "'wengert jacobian' prints it"
    case .layout, .tikz, .code, .notAvailable: nil
    }
  }
}
