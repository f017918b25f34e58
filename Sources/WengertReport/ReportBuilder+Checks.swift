import Wengert
import WengertDrawing

/// Checks, diagnosis, costs and the alternatives.
extension ReportBuilder {
  /// The most nodes whose report compares derivatives with each other: it takes many sweeps.
  static let checkLimit = 20_000

  // MARK: Checks

  func checks() -> ReportModel.Checks? {
    guard let evaluation, graph.count <= ReportBuilder.checkLimit, !graph.inputs.isEmpty else {
      return nil
    }
    let (tangents, adjoints) = (evaluation.tangents, evaluation.adjoints)
    let digits = NumberFormat(digits: 2)
    let rows = evaluation.linearization.checks().map { check in
      let words = check.result.words(digits)
      return ReportModel.CheckRow(
        subject: subject(check.subject), verdict: words.verdict, remark: words.remark,
        hasFailed: check.hasFailed)
    }
    return ReportModel.Checks(
      forward: value("i0", DotProduct.value(tangents.outputs, adjoints.seed)),
      reverse: value("i1", DotProduct.value(tangents.seed, adjoints.inputs)), rows: rows)
  }

  private func subject(_ subject: DerivativeCheck.Subject) -> String {
    func product(_ left: String, _ right: String) -> String {
      "<mrow><mo stretchy=\"false\">⟨</mo>\(left)<mo separator=\"true\">,</mo>\(right)"
        + "<mo stretchy=\"false\">⟩</mo></mrow>"
    }
    let (j, u, w) = ("<mi>J</mi>", "<mi>u</mi>", "<mi>w</mi>")
    let transposed = "<msup>\(j)<mi mathvariant=\"normal\">T</mi></msup>"
    switch subject {
    case .transpose:
      let left = product("<mrow>\(j)\(u)</mrow>", w)
      let right = product(u, "<mrow>\(transposed)\(w)</mrow>")
      return "\(math.inline("<mrow>\(left)<mo>=</mo>\(right)</mrow>")) for random vectors"
    case .jacobian: return "the Jacobian by forward passes is that by reverse passes"
    case .differences:
      return "\(math.inline("<mrow>\(j)\(u)</mrow>")) is what central differences give"
    case .symmetry: return "the Hessian of a combination of outputs is symmetric"
    }
  }

  // MARK: Differences

  func differences() -> ReportModel.Differences? {
    guard let alternatives else { return nil }
    let digits = NumberFormat(digits: 2)
    let errors = DifferenceErrors(alternatives)
    return ReportModel.Differences(
      derivative: derivative(alternatives), plot: ErrorPlot(errors).svg,
      best: errors.best.map { best in
        (value("m0", best.error, digits), value("m1", best.step, digits))
      },
      steps: errors.steps.enumerated().map { position, step in
        (digits.string(step.step), value("h\(position)", step.error, digits))
      })
  }

  private func value(_ key: String, _ value: Double?, _ format: NumberFormat) -> ReportModel.Value {
    ReportModel.Value(key: key, text: format.string(value))
  }

  // MARK: Symbolic differentiation

  func symbolic() -> ReportModel.Symbolic? {
    guard let alternatives else { return nil }
    return ReportModel.Symbolic(
      derivative: derivative(alternatives),
      symbolicOperations: format.string(alternatives.swell.derivativeOperations),
      functionOperations: format.string(alternatives.swell.functionOperations),
      sharedOperations: "\(alternatives.swell.sharedOperations)",
      graphOperations: "\(alternatives.graphOperations)")
  }

  private func derivative(_ alternatives: Alternatives) -> String {
    math.inline(math.partial(Symbol(alternatives.output), by: Symbol(alternatives.input)))
  }

  // MARK: Cost

  func cost() -> ReportModel.Cost? {
    guard graph.count <= 1_000_000, !graph.inputs.isEmpty, !graph.outputs.isEmpty else {
      return nil
    }
    let evaluation = equations.evaluationCost()
    let ratio = NumberFormat(digits: 3)
    func row(_ name: String, _ cost: SweepCost) -> ReportModel.CostRow {
      func times(_ count: Int, _ base: Int) -> String {
        base == 0 ? "–" : ratio.string(Double(count) / Double(base))
      }
      return ReportModel.CostRow(
        name: name, operations: "\(cost.operations)",
        operationRatio: times(cost.operations, evaluation.operations), live: "\(cost.live)",
        liveRatio: times(cost.live, evaluation.live))
    }
    return ReportModel.Cost(rows: [
      row("One evaluation", evaluation),
      row("Evaluation and a forward sweep", equations.forwardCost()),
      row("Evaluation and a reverse sweep", equations.reverseCost()),
    ])
  }

  // MARK: Diagnosis

  func diagnosis() -> ReportModel.Findings? {
    guard let evaluation else { return nil }
    let diagnosis = Diagnosis(evaluation.tangents, evaluation.adjoints)
    return ReportModel.Findings(
      isSound: diagnosis.firstNonFinite == nil, finite: finding(diagnosis.firstNonFinite),
      unreached: unreached(diagnosis.unreached), path: path(diagnosis))
  }

  private func finding(_ finding: Diagnosis.NonFinite?) -> String {
    guard let finding else { return "Every number is finite." }
    let accent: Symbol.Accent =
      switch finding.quantity {
      case .primal: .none
      case .tangent: .dot
      case .adjoint: .bar
      }
    let subject = "\(name(finding.node, accent)) = \(format.string(finding.value))"
    return "The first number that is not finite is \(subject), \(cause(finding))."
  }

  private func cause(_ finding: Diagnosis.NonFinite) -> String {
    switch finding.reason {
    case .given: return "as it was given"
    case .elemental(_, let operands):
      let parents = graph.parents(of: finding.node)
      let list = zip(parents, operands).map {
        if case .constant = graph[$0] { return format.string($1) }
        return "\(name($0, .none)) = \(format.string($1))"
      }
      return "computed from \(list.joined(separator: ", "))"
    case .product(let derivative, let partial):
      let edge = finding.edge.map { " along \(name($0.parent, .none)) → \(name($0.child, .none))" }
      let product = "\(format.string(derivative)) · \(format.string(partial))"
      return "by the contribution \(product)\(edge ?? "")"
    case .sum: return "a sum that overflows, or of infinities"
    }
  }

  private func unreached(_ nodes: [NodeID]) -> String {
    guard !nodes.isEmpty else { return "Every node reaches a seeded output." }
    let names = nodes.map { name($0, .none) }
    let more = names.count > 12 ? " and \(names.count - 12) more" : ""
    return "No seeded output is reached from \(names.prefix(12).joined(separator: ", "))\(more)."
  }

  private func path(_ diagnosis: Diagnosis) -> String {
    guard let path = diagnosis.strongestPath, diagnosis.firstNonFinite == nil else { return "" }
    let names = path.nodes.map { name($0, .none) }
    let shown =
      names.count <= 12
      ? names : names.prefix(6) + ["… \(names.count - 11) more …"] + names.suffix(5)
    return "The strongest path is \(shown.joined(separator: " → ")); its partials multiply to"
      + " \(format.string(path.factor)) in magnitude."
  }

  func name(_ node: NodeID, _ accent: Symbol.Accent) -> String {
    RichText(equations.naming.symbols[node].with(accent)).plain
  }
}

/// Sums of products in the order of the components, as the page's script adds them.
enum DotProduct {
  static func value(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }
}

extension DerivativeCheck.Result {
  /// The result and what more there is to say.
  fileprivate func words(_ format: NumberFormat) -> (verdict: String, remark: String) {
    switch self {
    case .passed(let difference):
      ("passed", "relative difference \(format.string(difference))")
    case .failed(let difference):
      ("FAILED", "relative difference \(format.string(difference))")
    case .skipped(let reason): ("skipped", reason)
    }
  }
}
