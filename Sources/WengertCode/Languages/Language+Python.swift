import Wengert

extension Language {
  /// Python 3, with the module `math`.
  ///
  /// Its arithmetic raises where the other languages go on with infinities and NaN: `math.log(0)` a
  /// ValueError, `math.exp(1000)` an OverflowError, a division by zero a ZeroDivisionError.
  public static let python = Language(
    name: "python",
    suffix: "py",
    comment: "#",
    notes: [
      "Raises ValueError, OverflowError or ZeroDivisionError where a value would be infinite or undefined,",
      "also in a branch of an if that is not taken.",
    ],
    indent: "    ",
    importLine: "import math",
    libraryPrefix: "math.",
    spellings: [
      .abs: .builtin("abs"),
      .sign: helper("sign", "x", "1.0 if x > 0.0 else -1.0 if x < 0.0 else x"),
      // min and max of the language let the order of the operands decide about NaN.
      .min: helper("min", "x, y", "x if x < y or x != x else y"),
      .max: helper("max", "x, y", "x if x > y or x != x else y"),
      .polygamma: .missing,
      // math.floor gives an integer, and raises for infinities and NaN.
      .floor: helper(
        "floor", "x", "math.copysign(math.floor(x), x) if math.isfinite(x) else x",
        usesLibrary: true),
      .sigmoid: guarded("sigmoid", "1.0 / (1.0 + math.exp(-x))", overflow: "0.0"),
      .softplus: helper(
        "softplus", "x", "(x if x > 0.0 or x != x else 0.0) + math.log1p(math.exp(-abs(x)))",
        usesLibrary: true),
      .relu: helper("relu", "x", "x if x > 0.0 or x != x else 0.0"),
      .silu: guarded(
        "silu", "-0.0 if x == -math.inf else x / (1.0 + math.exp(-x))", overflow: "-0.0"),
      .gelu: helper(
        "gelu", "x", "-0.0 if x == -math.inf else 0.5 * x * math.erfc(-x / math.sqrt(2.0))",
        usesLibrary: true),
    ].merging(comparisons { helper($0, "x, y", "1.0 if x \($1) y else 0.0") }) { own, _ in own },
    infinity: .library("inf"),
    notANumber: .library("nan"),
    choice: { "\($1) if \($0) != 0.0 else \($2)" },
    constant: { "\($0) = \($1)" },
    variable: { "\($0) = \($1)" },
    assignment: { "\($0) = \($1)" },
    header: { name, arguments, _ in "def \(name)(\(arguments.joined(separator: ", "))):" },
    handOver: { results in
      let lists = results.map { "[\(wrapped($0.elements, indent: "    "))]" }
      return ["return \(lists.joined(separator: ", "))"]
    },
    reserved: ReservedWords.python)

  private static func helper(
    _ name: String, _ parameters: String, _ value: String, usesLibrary: Bool = false
  ) -> Reference {
    let name = "wengert_\(name)"
    return .helper(
      Helper(
        name: name, definition: "def \(name)(\(parameters)):\n    return \(value)\n",
        usesLibrary: usesLibrary))
  }

  /// A helper of x whose exponential may overflow where its value is finite.
  private static func guarded(_ name: String, _ value: String, overflow: String) -> Reference {
    let name = "wengert_\(name)"
    let definition = """
      def \(name)(x):
          try:
              return \(value)
          except OverflowError:
              return \(overflow)

      """
    return .helper(Helper(name: name, definition: definition, usesLibrary: true))
  }
}
