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
      "Raises ValueError, OverflowError or ZeroDivisionError where a value would be infinite or undefined."
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
    ],
    infinity: .library("inf"),
    notANumber: .library("nan"),
    constant: { "\($0) = \($1)" },
    variable: { "\($0) = \($1)" },
    assignment: { "\($0) = \($1)" },
    header: { name, arguments, _ in "def \(name)(\(arguments.joined(separator: ", "))):" },
    handOver: { results in
      let lists = results.map { "[\(wrapped($0.elements, indent: "    "))]" }
      return ["return \(lists.joined(separator: ", "))"]
    },
    reserved: ReservedWords.python)

  private static func helper(_ name: String, _ parameters: String, _ value: String) -> Reference {
    let name = "wengert_\(name)"
    return .helper(
      Helper(name: name, definition: "def \(name)(\(parameters)):\n    return \(value)\n"))
  }
}
