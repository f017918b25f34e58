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
    ],
    infinity: .library("INFINITY"),
    notANumber: .library("NAN"),
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
    reserved: ReservedWords.c)

  private static func helper(_ name: String, _ parameters: String, _ value: String) -> Reference {
    let name = "wengert_\(name)"
    return .helper(
      Helper(
        name: name, definition: "static double \(name)(\(parameters)) { return \(value); }"))
  }
}
