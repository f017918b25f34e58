public import Wengert
public import WengertDrawing

/// What the checks of the derivatives found, in words.
public struct CheckReport: Sendable {
  /// The graph with its names.
  public let equations: Equations
  /// The checks.
  public let checks: [DerivativeCheck]
  /// What is remarkable about the numbers.
  public let diagnosis: Diagnosis
  /// What the alternatives would cost and give; nil where no derivative is seeded.
  public let alternatives: Alternatives?

  /// Checks and diagnosis of a linearization.
  public init(
    _ equations: Equations, _ linearization: Linearization, tangentSeed: [Double],
    adjointSeed: [Double]
  ) {
    self.equations = equations
    checks = linearization.checks()
    let evaluation = Evaluation(
      linearization, tangentSeed: tangentSeed, adjointSeed: adjointSeed)
    diagnosis = Diagnosis(evaluation.tangents, evaluation.adjoints)
    alternatives = Alternatives(evaluation)
  }

  /// Whether no check failed and every number is finite.
  public var isSound: Bool {
    diagnosis.firstNonFinite == nil
      && !checks.contains(where: \.hasFailed)
  }

  /// A line for each check, then the diagnosis.
  public func text(_ format: NumberFormat) -> String {
    let rows = checks.map { check in
      switch check.result {
      case .passed(let difference):
        [
          "passed", check.subject.words,
          "relative difference \(NumberFormat(digits: 2).ascii(difference))",
        ]
      case .failed(let difference):
        [
          "FAILED", check.subject.words,
          "relative difference \(NumberFormat(digits: 2).ascii(difference))",
        ]
      case .skipped(let reason): ["skipped", check.subject.words, reason]
      }
    }
    let findings = [firstNonFinite(format), unreached(), strongestPath(format)].compactMap { $0 }
    let lines = findings + (alternatives?.lines(format) ?? [])
    return Columns(rows, textColumns: 3).text + lines.map { $0 + "\n" }.joined()
  }

  // MARK: Diagnosis

  private func firstNonFinite(_ format: NumberFormat) -> String? {
    guard let finding = diagnosis.firstNonFinite else { return nil }
    let name = self.name(finding.node)
    let place = finding.edge.map { " at \(self.name($0.parent)) -> \(self.name($0.child))" } ?? ""
    return "first number that is not finite: \(finding.quantity.rawValue) of \(name) is"
      + " \(format.ascii(finding.value)), \(words(finding.reason, format))\(place)"
  }

  func words(_ reason: Diagnosis.Reason, _ format: NumberFormat) -> String {
    switch reason {
    case .given: return "as it was given"
    case .elemental(let elemental, let operands):
      return "from \(Formula.apply(elemental, operands.map(Formula.number)).source)"
    case .product(let derivative, let partial):
      return "from \(format.ascii(derivative)) * \(format.ascii(partial))"
    case .sum: return "from a sum that overflows or of infinities"
    }
  }

  private func unreached() -> String? {
    guard !diagnosis.unreached.isEmpty else { return nil }
    let names = diagnosis.unreached.map(name)
    let shown = names.prefix(12).joined(separator: ", ")
    return "adjoints zero by structure: \(shown)"
      + (names.count > 12 ? " and \(names.count - 12) more" : "")
  }

  private func strongestPath(_ format: NumberFormat) -> String? {
    // Products with infinities say nothing about growth.
    guard let path = diagnosis.strongestPath, diagnosis.firstNonFinite == nil else { return nil }
    let names = path.nodes.map(name)
    let shown =
      names.count <= 12
      ? names : names.prefix(6) + ["... \(names.count - 11) more ..."] + names.suffix(5)
    return "strongest path: \(shown.joined(separator: " -> ")), partials multiply to"
      + " \(format.ascii(path.factor))"
  }

  private func name(_ node: NodeID) -> String {
    if case .input(let position) = equations.graph[node] {
      return equations.graph.inputs[position].name
    }
    return equations.naming.symbols[node].name
  }
}

extension DerivativeCheck.Subject {
  fileprivate var words: String {
    switch self {
    case .transpose: "<J u, w> = <u, J' w>"
    case .jacobian: "forward Jacobian = reverse Jacobian"
    case .differences: "J u = central differences"
    case .symmetry: "Hessian = its transpose"
    }
  }
}
