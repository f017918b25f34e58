import Wengert
import WengertCode

/// The function in programming languages.
extension ReportBuilder {
  /// The most nodes whose code is printed.
  private static let listingLimit = 300

  func listings() -> [ReportModel.Listing] {
    guard graph.count <= ReportBuilder.listingLimit else { return [] }
    let name = graph.outputs.count == 1 ? graph.outputs[0].name : source.name
    return Language.all.compactMap { language in
      let derivatives: [Derivative] = [.primal, .forward, .reverse]
      // Only Jacobians can be too large, and this is none.
      guard
        let code = try? SourceCode(
          equations, name: name, language: language, derivatives: derivatives)
      else { return nil }
      return ReportModel.Listing(
        language: language.name, title: title(of: language), text: code.text)
    }
  }

  func listingNote() -> String? {
    graph.count > ReportBuilder.listingLimit
      ? "The code of \(graph.count) nodes is not printed here; `wengert generate` writes it." : nil
  }

  private func title(of language: Language) -> String {
    switch language.name {
    case "javascript": "JavaScript"
    case let name: name.prefix(1).uppercased() + name.dropFirst()
    }
  }
}
