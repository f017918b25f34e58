import Wengert
import WengertCode
import WengertDrawing

/// The function in a programming language.
struct CodeFragment {
  private let text: String
  private let language: String

  init(_ subject: FenceSubject, _ choice: CodeChoice) throws(FenceError) {
    guard let language = Language(named: choice.language) else {
      throw FenceError(
        .unknownValue(
          choice.language, attribute: FenceAttributes.Name.language.rawValue,
          known: Language.all.map(\.name)), at: .attribute(.language, nil))
    }
    let outputs = subject.graph.outputs
    do throws(CodeError) {
      let code = try SourceCode(
        subject.equations, name: outputs.count == 1 ? outputs[0].name : "f", language: language,
        derivatives: [choice.derivative])
      text = code.text.hasSuffix("\n") ? String(code.text.dropLast()) : code.text
    } catch {
      throw FenceError(.code(error), at: .attribute(.derivative, nil))
    }
    self.language = choice.language
  }

  /// The code as text of a form; nil where that form is for pictures.
  func text(_ form: FenceForm) -> String? {
    switch form {
    case .html:
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      let escaped = lines.map { MarkupWriter.escaped(String($0)) }.joined(separator: "&#10;")
      return
        "<pre class=\"wengert-code\"><code class=\"language-\(language)\">\(escaped)</code></pre>"
    case .markdown: return MarkdownText.code(text, language: language)
    case .latex:
      // pdfTeX stops at the sign.
      let plain = text.replacing("∂", with: "d")
      return "\\begin{verbatim}\n\(plain)\n\\end{verbatim}"
    case .pandoc: return JSONValue.array([Pandoc.code(text, language: language)]).json
    case .svg: return nil
    }
  }
}
