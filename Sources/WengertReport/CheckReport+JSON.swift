import Wengert
import WengertDrawing

extension CheckReport {
  /// Checks, diagnosis and alternatives as JSON, schema `wengert-check/1`.
  public var json: String {
    var writer = JSONWriter()
    writer.object { root in
      root.key("schema")
      root.value("wengert-check/1")
      root.key("isSound")
      root.value(isSound)
      root.newLine(indent: 2)
      root.key("checks")
      root.array { list in
        for check in checks {
          list.newLine(indent: 4)
          write(check, &list)
        }
      }
      root.newLine(indent: 2)
      root.key("firstNonFinite")
      writeFirstNonFinite(&root)
      root.newLine(indent: 2)
      root.key("unreached")
      root.array { list in diagnosis.unreached.forEach { list.value(id($0)) } }
      root.newLine(indent: 2)
      root.key("strongestPath")
      writeStrongestPath(&root)
      root.newLine(indent: 2)
      root.key("alternatives")
      writeAlternatives(&root)
    }
    return writer.text + "\n"
  }

  private func id(_ node: NodeID) -> String { equations.naming.ids[node] }

  private func write(_ check: DerivativeCheck, _ list: inout JSONWriter) {
    list.object {
      $0.key("subject")
      $0.value(check.subject.rawValue)
      $0.key("result")
      switch check.result {
      case .passed(let difference), .failed(let difference):
        $0.value(check.hasFailed ? "failed" : "passed")
        $0.key("difference")
        $0.value(difference)
        $0.key("tolerance")
        $0.value(check.tolerance)
      case .skipped(let reason):
        $0.value("skipped")
        $0.key("reason")
        $0.value(reason)
      }
    }
  }

  private func writeFirstNonFinite(_ root: inout JSONWriter) {
    guard let finding = diagnosis.firstNonFinite else { return root.value(Double?.none) }
    root.object {
      $0.key("quantity")
      $0.value(finding.quantity.rawValue)
      $0.key("node")
      $0.value(id(finding.node))
      $0.key("value")
      $0.value(finding.value)
      $0.key("parent")
      if let edge = finding.edge { $0.value(id(edge.parent)) } else { $0.value(Double?.none) }
      $0.key("child")
      if let edge = finding.edge { $0.value(id(edge.child)) } else { $0.value(Double?.none) }
      $0.key("reason")
      $0.value(words(finding.reason, NumberFormat(digits: 17)))
    }
  }

  private func writeStrongestPath(_ root: inout JSONWriter) {
    guard let path = diagnosis.strongestPath else { return root.value(Double?.none) }
    root.object {
      $0.key("nodes")
      $0.array { list in path.nodes.forEach { list.value(id($0)) } }
      $0.key("factor")
      $0.value(path.factor)
    }
  }

  private func writeAlternatives(_ root: inout JSONWriter) {
    guard let alternatives else { return root.value(Double?.none) }
    root.object {
      $0.key("output")
      $0.value(alternatives.output)
      $0.key("input")
      $0.value(alternatives.input)
      $0.key("symbolicOperations")
      $0.value(alternatives.swell.derivativeOperations)
      $0.key("graphOperations")
      $0.value(alternatives.graphOperations)
      $0.key("differences")
      $0.array { list in
        for (step, error) in alternatives.differenceErrors {
          list.object {
            $0.key("step")
            $0.value(step)
            $0.key("error")
            $0.value(error)
          }
        }
      }
    }
  }
}

extension DerivativeCheck {
  /// Whether the two sides differ.
  var hasFailed: Bool { if case .failed = result { true } else { false } }
}
