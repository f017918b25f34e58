import Wengert
import WengertNotation

extension Step {
  /// Texts of different lengths read and built.
  static func reading(_ rounds: Int, _ sampler: Sampler) throws -> [Step] {
    try [10_000, 100_000, 1_000_000].map { lines in
      let source = SourceText(LongText.lines(lines), name: "text")
      _ = try Program(source)
      let name = "read a text of \(lines) lines and build its graph"
      return measured(
        name, unit: "ns a line", scale: Double(lines), rounds: min(rounds, 3),
        by: Sampler(seconds: 0)
      ) {
        guard let program = try? Program(source) else { return }
        consume(Double(program.graph.count))
      }
    }
  }
}

/// Evaluation traces of any length.
enum LongText {
  /// So many lines of mixed elementals that stay finite, each of which reads the one before.
  static func lines(_ count: Int) -> String {
    var text = "input x1, x2\nv1 = x1*x2\n"
    for line in 2..<count - 2 {
      let last = "v\(line - 1)"
      switch line % 4 {
      case 0: text += "v\(line) = sin(\(last)) + x1\n"
      case 1: text += "v\(line) = \(last)*x2\n"
      case 2: text += "v\(line) = exp(-\(last)^2)\n"
      default: text += "v\(line) = \(last) - 0.5*x1\n"
      }
    }
    return text + "output f = v\(count - 3)\nat x1 = 0.5, x2 = 0.75\n"
  }
}
