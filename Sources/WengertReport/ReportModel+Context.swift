/// The names that templates can use.
extension ReportModel {
  /// The names and their values.
  ///
  /// Absent values are false, so that sections over them are empty.
  var context: [String: Any] {
    var names: [String: Any] = [
      "title": title,
      "function": function ?? false,
      "definitions": definitions,
      "hasPoint": point != nil,
      "point": point ?? "",
      "results": results ?? false,
      "hasNumbers": !trace.isEmpty && tangentSeed != nil,
      "figure": figure ?? false,
      "prefix": "",
      "hasTheme": true,
      "figureNote": figureNote ?? false,
      "isLong": isLong,
      "trace": trace.map(Self.context),
      "traceNote": traceNote ?? false,
      "tangentSeed": tangentSeed ?? false,
      "adjointSeed": adjointSeed ?? false,
      "tangents": tangents.map(Self.context),
      "adjoints": adjoints.map(Self.context),
      "partials": partials.map(Self.context),
      "hasJacobian": !rows.isEmpty,
      "columns": columns.map { ["head": $0.head, "pass": $0.pass] },
      "rows": rows.map {
        ["head": $0.head, "pass": $0.pass, "entries": $0.entries.map(Self.context)] as [String: Any]
      },
      "agreement": agreement ?? false,
      "forwardPasses": passes(forwardPasses, "forward"),
      "reversePasses": passes(reversePasses, "reverse"),
      "inputCount": count(forwardPasses, "input"),
      "outputCount": count(reversePasses, "output"),
    ]
    names["checks"] = checks.map(Self.context) ?? false
    names["differences"] = differences.map(Self.context) ?? false
    names["symbolic"] = symbolic.map(Self.context) ?? false
    names["cost"] = cost.map { ["sweeps": $0.rows.map(Self.context)] } ?? false
    names["findings"] = findings.map(Self.context) ?? false
    names["listings"] = listings.map {
      ["language": $0.language, "heading": $0.title, "text": $0.text]
    }
    names["listingNote"] = listingNote ?? false
    names["live"] = live.map(Self.context) ?? false
    return names
  }

  static func context(_ value: Value) -> [String: Any] { ["key": value.key, "text": value.text] }

  static func context(_ row: TraceRow) -> [String: Any] {
    [
      "id": row.id, "spoken": row.spoken ?? false, "equation": row.equation, "numbers": row.numbers,
      "primal": context(row.primal), "tangent": context(row.tangent),
      "adjoint": context(row.adjoint), "isTangentSeed": row.isTangentSeed,
      "isAdjointSeed": row.isAdjointSeed,
    ]
  }

  static func context(_ row: SweepRow) -> [String: Any] {
    [
      "id": row.id, "spoken": row.spoken ?? false, "equation": row.equation, "numbers": row.numbers,
      "seedKey": row.seedKey ?? false, "result": context(row.result),
    ]
  }

  static func context(_ row: PartialRow) -> [String: Any] {
    [
      "id": row.id, "spoken": row.spoken ?? false, "equation": row.equation,
      "operand": row.operand ?? false,
      "numbers": row.numbers, "partial": context(row.partial), "tangent": context(row.tangent),
      "adjoint": context(row.adjoint),
    ]
  }

  static func context(_ checks: Checks) -> [String: Any] {
    [
      "forwardProduct": context(checks.forward), "reverseProduct": context(checks.reverse),
      "list": checks.rows.map {
        [
          "subject": $0.subject, "verdict": $0.verdict, "remark": $0.remark,
          "hasFailed": $0.hasFailed,
        ] as [String: Any]
      },
    ]
  }

  static func context(_ differences: Differences) -> [String: Any] {
    [
      "derivative": differences.derivative, "plot": differences.plot,
      "best": differences.best.map {
        ["error": context($0.error), "step": context($0.step)]
      } ?? false,
      "steps": differences.steps.map {
        ["step": $0.step, "error": context($0.error)] as [String: Any]
      },
    ]
  }

  static func context(_ symbolic: Symbolic) -> [String: Any] {
    [
      "derivative": symbolic.derivative, "symbolicOperations": symbolic.symbolicOperations,
      "functionOperations": symbolic.functionOperations,
      "sharedOperations": symbolic.sharedOperations, "graphOperations": symbolic.graphOperations,
    ]
  }

  static func context(_ row: CostRow) -> [String: Any] {
    [
      "name": row.name, "operations": row.operations, "operationRatio": row.operationRatio,
      "memory": row.live, "memoryRatio": row.liveRatio,
    ]
  }

  static func context(_ findings: Findings) -> [String: Any] {
    [
      "isSound": findings.isSound, "finite": findings.finite, "unreached": findings.unreached,
      "path": findings.path,
    ]
  }

  static func context(_ live: LivePage) -> [String: Any] {
    [
      "note": live.note ?? false,
      "hasGroups": live.hasGroups,
      "inputControls": live.inputs.map {
        [
          "index": $0.index, "symbol": $0.symbol, "seedSymbol": $0.seedSymbol, "name": $0.name,
          "value": $0.value, "seed": $0.seed, "isUnit": $0.isUnit,
        ] as [String: Any]
      },
      "outputControls": live.outputs.map {
        [
          "index": $0.index, "symbol": $0.symbol, "seedSymbol": $0.seedSymbol, "name": $0.name,
          "value": context($0.value), "seed": $0.seed, "isUnit": $0.isUnit,
        ] as [String: Any]
      },
    ]
  }

  private func passes(_ count: Int, _ kind: String) -> String {
    "\(count) \(kind) pass\(count == 1 ? "" : "es")"
  }

  private func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}
