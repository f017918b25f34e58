package import Wengert

/// Where kinks and the ends of domains are in a graph, as JavaScript functions of its primals.
///
/// `kinks` has, for the number of each node that can stand at a kink, a function that says whether it does; `domains` has for
/// each node whose elemental is not defined everywhere one that says whether its operands are in the domain. Operands are
/// finite numbers there.
package struct RemarkCode: Sendable {
  /// The definition of both.
  package let text: String

  /// The code of a graph.
  ///
  /// - Complexity: O(nodes).
  package init(_ equations: Equations) {
    let graph = equations.graph
    var kinks: [String] = []
    var domains: [String] = []
    for node in graph.nodes {
      guard let elemental = graph[node].elemental else { continue }
      let operands = graph.parents(of: node).map { "v[\($0.index)]" }
      var query = RemarkQuery(operands: operands)
      let remarks = elemental.accept(&query)
      if let kink = remarks.kink, !equations.isConstant(node) {
        kinks.append("\(node.index):(v)=>\(kink)")
      }
      if let domain = remarks.domain { domains.append("\(node.index):(v)=>\(domain)") }
    }
    text = RemarkCode.object("kinks", kinks) + RemarkCode.object("domains", domains)
  }

  private static func object(_ name: String, _ entries: [String]) -> String {
    "const \(name)={\(entries.joined(separator: ",\n"))};\n"
  }
}

private struct RemarkQuery: ElementalVisitor {
  let operands: [String]

  func visit<E: UnaryElemental>(_: E.Type) -> (kink: String?, domain: String?) {
    (E.kinks.condition(operands), E.domain.condition(operands[0]))
  }

  func visit<E: BinaryElemental>(_: E.Type) -> (kink: String?, domain: String?) {
    (E.kinks.condition(operands), E.domain.condition(operands[0], operands[1]))
  }

  func visit<E: TernaryElemental>(_: E.Type) -> (kink: String?, domain: String?) {
    (E.kinks.condition(operands), nil)
  }
}

extension Kinks {
  fileprivate func condition(_ operands: [String]) -> String? {
    switch self {
    case .none: nil
    case .point(let kink): "\(operands[0])===\(kink)"
    case .wholeNumbers: "Number.isInteger(\(operands[0]))"
    case .equalOperands: "\(operands[0])===\(operands[1])"
    case .origin: "\(operands[0])===0&&\(operands[1])===0"
    case .cut: "\(operands[0])===0&&\(operands[1])<=0"
    }
  }
}

extension Domain {
  fileprivate func condition(_ x: String) -> String? {
    switch self {
    case .reals: nil
    case .nonzero: "\(x)!==0"
    case .greaterThan(let bound): "\(x)>\(bound)"
    case .atLeast(let bound): "\(x)>=\(bound)"
    case .closed(let low, let high): "\(low)<=\(x)&&\(x)<=\(high)"
    case .open(let low, let high): "\(low)<\(x)&&\(x)<\(high)"
    case .exceptPoles: "(\(x)>0||!Number.isInteger(\(x)))"
    }
  }
}

extension BinaryDomain {
  fileprivate func condition(_ x: String, _ y: String) -> String? {
    switch self {
    case .operands(let first, let second):
      let conditions = [first.condition(x), second.condition(y)].compactMap { $0 }
      return conditions.isEmpty ? nil : conditions.joined(separator: "&&")
    case .power: return "(\(x)>0||(\(x)===0?\(y)>=0:Number.isInteger(\(y))))"
    case .polygamma:
      return "0<=\(x)&&\(x)<=60&&Number.isInteger(\(x))&&(\(y)>0||!Number.isInteger(\(y)))"
    }
  }
}
