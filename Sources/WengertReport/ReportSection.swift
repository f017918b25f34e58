/// A part of a report; its template has the same name.
public enum ReportSection: String, CaseIterable, Sendable {
  /// The head: the function and the point.
  case function
  /// The expression graph and the controls.
  case figure
  /// The evaluation trace.
  case trace
  /// The tangents.
  case forward
  /// The adjoints.
  case reverse
  /// The partials and contributions of the edges.
  case partials
  /// The Jacobian.
  case jacobian
  /// Checks, and central differences against the step.
  case checks
  /// What is not finite, what is not reached, and the strongest path.
  case diagnosis
  /// The cost of sweeps.
  case cost
  /// Symbolic differentiation.
  case symbolic
  /// The function and its derivatives as source text.
  case code

  /// What the section is called in the list of contents; nil for the head.
  var heading: String? {
    switch self {
    case .function: nil
    case .figure: "Expression graph"
    case .trace: "Evaluation trace"
    case .forward: "Forward mode"
    case .reverse: "Reverse mode"
    case .partials: "Edges"
    case .jacobian: "Jacobian"
    case .checks: "Checks"
    case .diagnosis: "Diagnosis"
    case .cost: "Cost"
    case .symbolic: "Symbolic differentiation"
    case .code: "Code"
    }
  }
}
