import Wengert

extension Language {
  /// ECMAScript 2015 and later, without modules.
  public static let javascript = Language(
    name: "javascript",
    suffix: "js",
    comment: "//",
    libraryPrefix: "Math.",
    spellings: [
      // Math.pow(±1, y) is NaN for an infinite or undefined y, where IEEE 754 has 1.
      .pow: helper(
        "pow", "x, y",
        "x === 1 || (x === -1 && (y === Infinity || y === -Infinity)) ? 1 : Math.pow(x, y)"),
      // Math.min and Math.max tell −0 from 0.
      .min: helper("min", "x, y", "x < y || x !== x ? x : y"),
      .max: helper("max", "x, y", "x > y || x !== x ? x : y"),
      .exp2: helper("exp2", "x", "Math.pow(2, x)"),
      .erf: .helper(JavaScriptFunctions.erf),
      .erfc: .helper(JavaScriptFunctions.erfc),
      .gamma: .helper(JavaScriptFunctions.gamma),
      .lgamma: .helper(JavaScriptFunctions.lgamma),
      .gelu: .helper(JavaScriptFunctions.gelu),
      .polygamma: .helper(Polygamma.javascript),
      .sigmoid: helper("sigmoid", "x", "1 / (1 + Math.exp(-x))"),
      .softplus: helper(
        "softplus", "x", "(x > 0 || x !== x ? x : 0) + Math.log1p(Math.exp(-Math.abs(x)))"),
      .relu: helper("relu", "x", "x > 0 || x !== x ? x : 0"),
      .silu: helper("silu", "x", "x === -Infinity ? -0 : x / (1 + Math.exp(-x))"),
    ].merging(
      comparisons { name, sign in
        // Without conversions: === and !==.
        let strict = sign == "==" || sign == "!=" ? sign + "=" : sign
        return helper(name, "x, y", "x \(strict) y ? 1 : 0")
      }
    ) { own, _ in own },
    infinity: .builtin("Infinity"),
    notANumber: .builtin("NaN"),
    usesCamelCase: true,
    choice: { "\($0) !== 0 ? \($1) : \($2)" },
    constant: { "const \($0) = \($1);" },
    variable: { "let \($0) = \($1);" },
    assignment: { "\($0) = \($1);" },
    header: { name, arguments, _ in
      "function \(name)(\(arguments.joined(separator: ", "))) {"
    },
    handOver: { results in
      let lists = results.map { "[\(wrapped($0.elements))]" }
      return ["return \(lists.count == 1 ? lists[0] : "[\(lists.joined(separator: ", "))]");"]
    },
    ending: "}",
    parts: PartSyntax(
      header: { name, arguments, changed in
        "function \(name)(\((arguments + changed).joined(separator: ", "))) {"
      },
      call: { name, arguments, changed in
        "\(name)(\((arguments + changed).joined(separator: ", ")));"
      },
      opening: { results, values in
        results.map { "const \($0.name) = new Array(\($0.count)).fill(0);" }
          + ["const \(values.name) = new Float64Array(\(values.count));"]
      },
      closing: { results, _ in
        [
          "return \(results.count == 1 ? results[0] : "[\(results.joined(separator: ", "))]");"
        ]
      }),
    reserved: ReservedWords.javascript)

  private static func helper(_ name: String, _ parameters: String, _ value: String) -> Reference {
    let name = "wengert_\(name)"
    return .helper(
      Helper(name: name, definition: "function \(name)(\(parameters)) { return \(value); }"))
  }
}
