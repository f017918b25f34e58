import Wengert

extension Language {
  /// C11 and later.
  public static let c = Language(
    name: "c",
    suffix: "c",
    comment: "//",
    importLine: "#include <math.h>",
    spellings: [
      .abs: .library("fabs"),
      .sign: helper("sign", "double x", "x > 0.0 ? 1.0 : x < 0.0 ? -1.0 : x"),
      // fmin and fmax of the library prefer numbers to NaN.
      .min: helper("min", "double x, double y", "x < y || x != x ? x : y"),
      .max: helper("max", "double x, double y", "x > y || x != x ? x : y"),
      .gamma: .library("tgamma"),
      .polygamma: .helper(Polygamma.c),
      .sigmoid: helper("sigmoid", "double x", "1.0 / (1.0 + exp(-x))", usesLibrary: true),
      .softplus: helper(
        "softplus", "double x", "(x > 0.0 || x != x ? x : 0.0) + log1p(exp(-fabs(x)))",
        usesLibrary: true),
      .relu: helper("relu", "double x", "x > 0.0 || x != x ? x : 0.0"),
      .silu: helper(
        "silu", "double x", "x == -INFINITY ? -0.0 : x / (1.0 + exp(-x))", usesLibrary: true),
      .gelu: helper(
        "gelu", "double x", "x == -INFINITY ? -0.0 : 0.5 * x * erfc(-x / sqrt(2.0))",
        usesLibrary: true),
    ].merging(comparisons { helper($0, "double x, double y", "x \($1) y ? 1.0 : 0.0") }) { own, _ in
      own
    },
    infinity: .library("INFINITY"),
    notANumber: .library("NAN"),
    choice: { "\($0) != 0.0 ? \($1) : \($2)" },
    constant: { "const double \($0) = \($1);" },
    variable: { "double \($0) = \($1);" },
    assignment: { "\($0) = \($1);" },
    unused: { "(void)\($0);" },
    header: { name, arguments, results in
      let parameters = arguments.map { "const double *\($0)" } + results.map { "double *\($0)" }
      return "void \(name)(\(parameters.joined(separator: ", "))) {"
    },
    // Written last, so that a result may share its memory with an argument.
    handOver: { results in
      results.flatMap { vector in
        vector.elements.enumerated().map { "\(vector.name)[\($0)] = \($1);" }
      }
    },
    ending: "}",
    parts: PartSyntax(
      // A compiler that puts the parts, each called once, back into one function may not come to an end.
      importLine: """
        #include <stdlib.h>

        #ifdef __GNUC__
        #define WENGERT_PART __attribute__((noinline)) static
        #else
        #define WENGERT_PART static
        #endif
        """,
      header: { name, arguments, changed in
        let parameters = arguments.map { "const double *\($0)" } + changed.map { "double *\($0)" }
        return "WENGERT_PART void \(name)(\(parameters.joined(separator: ", "))) {"
      },
      call: { name, arguments, changed in
        "\(name)(\((arguments + changed).joined(separator: ", ")));"
      },
      // The stack may be too small for the values, and a static array would be shared between threads.
      opening: { results, values in
        ["double *\(values.name) = malloc(\(values.count) * sizeof *\(values.name));"]
          + ["if (!\(values.name)) {  // no memory, so no number"]
          + results.filter { $0.count > 0 }.map {
            "  for (int i = 0; i < \($0.count); i++) \($0.name)[i] = NAN;"
          } + ["  return;", "}"]
      },
      closing: { _, values in ["free(\(values));"] }),
    reserved: ReservedWords.c)

  private static func helper(
    _ name: String, _ parameters: String, _ value: String, usesLibrary: Bool = false
  ) -> Reference {
    let name = "wengert_\(name)"
    return .helper(
      Helper(
        name: name, definition: "static double \(name)(\(parameters)) { return \(value); }",
        usesLibrary: usesLibrary))
  }
}
