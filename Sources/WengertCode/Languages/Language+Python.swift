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
      "Raises ValueError, OverflowError or ZeroDivisionError where a value would be infinite or undefined.",
      "Only what belongs to a branch of an if goes on with infinities and NaN.",
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
      .polygamma: .helper(Polygamma.python),
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
    guardedSpellings: guardedSpellings,
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
    parts: PartSyntax(
      header: { name, arguments, changed in
        "def \(name)(\((arguments + changed).joined(separator: ", "))):"
      },
      call: { name, arguments, changed in
        "\(name)(\((arguments + changed).joined(separator: ", ")))"
      },
      opening: { results, values in
        (results + [values]).map { "\($0.name) = [0.0] * \($0.count)" }
      },
      closing: { results, _ in ["return \(results.joined(separator: ", "))"] }),
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

  /// Functions that go on with infinities and NaN, as IEEE 754 says, where those of the language raise errors.
  ///
  /// Both branches of an if are computed, so what belongs to one must not raise an error where the other is taken.
  private static let guardedSpellings: [Elemental: Reference] = [
    .div: helper(
      "div", "x, y",
      "x / y if y != 0.0 else math.copysign(math.inf, x) * math.copysign(1.0, y) if x < 0.0 or x > 0.0 else math.nan",
      usesLibrary: true),
    .pow: Reference.helper(
      Helper(
        name: "wengert_pow",
        definition: """
          def wengert_pow(x, y):
              try:
                  return math.pow(x, y)
              except (ValueError, OverflowError):
                  if x < 0.0 and y != math.floor(y):
                      return math.nan
                  return math.copysign(math.inf, x) if y % 2.0 == 1.0 else math.inf

          """, usesLibrary: true)),
    .exp: attempt("exp", overflow: "math.inf"),
    .exp2: attempt("exp2", overflow: "math.inf"),
    .expm1: attempt("expm1", overflow: "math.inf"),
    .cosh: attempt("cosh", overflow: "math.inf"),
    .sinh: attempt("sinh", overflow: "math.copysign(math.inf, x)"),
    .hypot: Reference.helper(
      Helper(
        name: "wengert_hypot",
        definition: """
          def wengert_hypot(x, y):
              try:
                  return math.hypot(x, y)
              except OverflowError:
                  return math.inf

          """, usesLibrary: true)),
    .sqrt: inDomain("sqrt", "x >= 0.0"),
    .log: inDomain("log", "x > 0.0", otherwise: "-math.inf if x == 0.0 else math.nan"),
    .log2: inDomain("log2", "x > 0.0", otherwise: "-math.inf if x == 0.0 else math.nan"),
    .log10: inDomain("log10", "x > 0.0", otherwise: "-math.inf if x == 0.0 else math.nan"),
    .log1p: inDomain("log1p", "x > -1.0", otherwise: "-math.inf if x == -1.0 else math.nan"),
    .sin: inDomain("sin", "math.isfinite(x)"),
    .cos: inDomain("cos", "math.isfinite(x)"),
    .tan: inDomain("tan", "math.isfinite(x)"),
    .asin: inDomain("asin", "-1.0 <= x <= 1.0"),
    .acos: inDomain("acos", "-1.0 <= x <= 1.0"),
    .acosh: inDomain("acosh", "x >= 1.0"),
    .atanh: inDomain(
      "atanh", "-1.0 < x < 1.0",
      otherwise: "math.copysign(math.inf, x) if abs(x) == 1.0 else math.nan"),
    .gamma: attempt(
      "gamma", overflow: "math.inf",
      undefined: "math.copysign(math.inf, x) if x == 0.0 else math.nan"),
    .lgamma: attempt("lgamma", overflow: "math.inf", undefined: "math.inf"),
    .polygamma: Reference.helper(
      Helper(
        name: "wengert_polygamma_or_nan",
        definition: """
          def wengert_polygamma_or_nan(order, x):
              try:
                  return wengert_polygamma(order, x)
              except (ValueError, OverflowError):
                  return math.nan

          """, usesLibrary: true, callees: [Polygamma.python])),
  ]

  /// A function of the library where a condition on x holds.
  private static func inDomain(
    _ name: String, _ condition: String, otherwise: String = "math.nan"
  ) -> Reference {
    helper(name, "x", "math.\(name)(x) if \(condition) else \(otherwise)", usesLibrary: true)
  }

  /// A function of the library, and what stands for the errors that it raises.
  private static func attempt(
    _ name: String, overflow: String, undefined: String = "math.nan"
  ) -> Reference {
    let definition = """
      def wengert_\(name)(x):
          try:
              return math.\(name)(x)
          except OverflowError:
              return \(overflow)
          except ValueError:
              return \(undefined)

      """
    return .helper(Helper(name: "wengert_\(name)", definition: definition, usesLibrary: true))
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
