import Foundation
import TestSupport
import Wengert
import WengertCode
import WengertNotation

extension Sample {
  /// The files of `examples/`.
  static let examples = {
    let folder = Tool.root.appending(path: "examples")
    let files = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return files.filter { $0.hasSuffix(".expr") }.sorted().compactMap { file -> Sample? in
      guard let text = try? String(contentsOf: folder.appending(path: file), encoding: .utf8),
        let program = try? Program(SourceText(text, name: file), options: Program.Options()),
        let point = try? program.linearized()?.point
      else { return nil }
      return Sample(file, program.graph, points: [point], tolerance: .ulps(4))
    }
  }()

  /// Shapes of graphs that are easily forgotten.
  static let special = [
    sample("outputIsInput") { builder in
      let x = builder.input("x")
      _ = builder.input("unread")
      builder.output("f", x)
    },
    sample("outputIsConstant") { builder in
      _ = builder.input("x")
      builder.output("f", builder.constant(2.5))
      builder.output("g", builder.apply(.sin, builder.constant(0.5)))
    },
    sample("twoOutputsOneNode") { builder in
      let x = builder.input("x")
      let node = builder.apply(.mul, x, builder.apply(.exp, x))
      builder.output("f", node)
      builder.output("g", node)
      builder.output("h", x)
    },
    sample("noInputs") { builder in
      builder.output("f", builder.apply(.log, builder.constant(3)))
    },
    sample("noOutputs") { builder in _ = builder.apply(.sin, builder.input("x")) },
    sample("nothing") { _ in },
    sample("deadNodes") { builder in
      let (x, y) = (builder.input("x"), builder.input("y"))
      _ = builder.apply(.log, y)
      builder.output("f", builder.apply(.sin, x))
    },
    sample("derivativeThatIsZero") { builder in
      let (x, y) = (builder.input("x"), builder.input("y"))
      let step = builder.apply(.sign, builder.apply(.exp, x))
      builder.output("f", builder.apply(.sqrt, step))
      builder.output("g", builder.apply(.mul, step, y))
    },
    sample("negativeOperands") { builder in
      let x = builder.input("x")
      let minus = builder.constant(-2)
      let a = builder.apply(.sub, minus, builder.apply(.neg, builder.apply(.neg, x)))
      let b = builder.apply(.mul, builder.apply(.neg, a), minus)
      let c = builder.apply(.sub, builder.apply(.div, minus, b), builder.constant(-0.0))
      builder.output("f", builder.apply(.neg, builder.apply(.sub, minus, c)))
    },
    sample("constantsOfEveryKind") { builder in
      let x = builder.input("x")
      // Strings, since Swift's compiler rounds the last four twice on x86-64.
      let numbers = [
        "inf", "-inf", "nan", "-0", "0.1", "-1e-7", "1e22", "1e23", "1.7976931348623157e308",
        "5e-324",
        "2.2250738585072014e-308", "123456789012345680", "227.7934614521876",
        "0.000985775000559163", "24.26663783368131", "3.520885629286856",
      ].compactMap { Double($0) }
      for (index, number) in numbers.enumerated() {
        builder.output("f\(index)", builder.apply(.mul, x, builder.constant(number)))
        builder.output("g\(index)", builder.constant(number))
      }
    },
    sample("manyChildren") { builder in
      let x = builder.input("x")
      var sum = x
      for index in 0..<200 {
        let term = builder.apply(.div, x, builder.constant(Double(index) - 40.5))
        sum = builder.apply(index.isMultiple(of: 3) ? .sub : .add, sum, term)
      }
      builder.output("f", sum)
    },
  ]

  /// Functions and nodes under names that are words of a language, names of ours, or no names at all.
  static let hostile = {
    var builder = GraphBuilder()
    var nodes = hostileNames.map { builder.input($0) }
    for (index, name) in hostileNames.enumerated() {
      nodes.append(builder.apply(.sin, builder.apply(.add, nodes[nodes.count - 1], nodes[index])))
      builder.name(nodes[nodes.count - 1], name + "_")
      builder.name(nodes[index], name)
    }
    for name in hostileNames { builder.output(name, nodes[nodes.count - 1]) }
    let point = hostileNames.indices.map { 0.75 + 0.125 * Double($0) }
    let graph = builder.graph
    return functionNames.map { name in
      Sample(
        "\(name.debugDescription)", name: name, small(name), points: [[0.75]], tolerance: .ulps(4))
    } + [Sample("hostileLocals", graph, points: [point], tolerance: .ulpsOfLargest(16))]
  }()

  /// The hostile names that lead to different functions, since all are linked into one program.
  private static let functionNames = {
    var seen: Set<String> = []
    return (["f"] + hostileNames).filter { name in
      let equations = Equations(small(name))
      let functions = Language.all.flatMap { language in
        let code = try? SourceCode(
          equations, name: name, language: language, derivatives: Derivative.allCases)
        return (code?.functions ?? []).map { "\(language.name) \($0)" }
      }
      guard seen.isDisjoint(with: functions) else { return false }
      seen.formUnion(functions)
      return true
    }
  }()

  private static func small(_ name: String) -> Graph {
    var builder = GraphBuilder()
    let x = builder.input(name)
    let node = builder.apply(.exp, builder.apply(.abs, x))
    builder.name(x, name)
    builder.name(node, name + "'")
    builder.output(name, node)
    return builder.graph
  }

  static let hostileNames = [
    "x", "y", "double", "lambda", "f_reverse", "v3", "math", "λ", "σ_max", "x'", "x_", "v3_bar",
    "v3_dot", "Math", "sin", "exp", "main", "self", "class", "abs", "print", "xTangent",
    "y_adjoint",
    "wengert_sign", "values", "jacobian", "p1", "v3_dot1", "w[1,2]", "2x", "__init__", "_Bool",
    "\"; exit(1); \"", "*/ exit(2); /*",
    "a\nexit(1)\n", "b\u{2028}exit(1)", "c\\", "d??/", "e\u{202E}f", "coding=latin-1", "</script>",
    "${x}", "Ð ð Þ þ ß ÿ", "a & b ~ ^ ` | #", "%s%n", "🙂", "", "é", "{", "\0", "\\u000Ag",
  ]

  private static func sample(_ title: String, _ record: (inout GraphBuilder) -> Void) -> Sample {
    var builder = GraphBuilder()
    record(&builder)
    let point = builder.graph.inputs.indices.map { 0.75 + Double($0) }
    return Sample(title, builder.graph, points: [point], tolerance: .ulps(4))
  }
}
