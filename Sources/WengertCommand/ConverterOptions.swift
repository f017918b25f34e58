import ArgumentParser

/// How long the program that makes PNG and PDF may take: the same for every subcommand that starts it.
struct ConverterOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The longest time for one PNG or PDF.", valueName: "seconds"))
  var convertTimeout = 60.0

  /// What of the environment counts, for the help of such a subcommand.
  static let environment = """
    ENVIRONMENT
      PATH               where rsvg-convert, which makes PNG and PDF, is looked for
      SOURCE_DATE_EPOCH  the date of a PDF, in seconds since 1970; otherwise 0
      TMPDIR             the folder for what the converter reads and writes
    """

  mutating func validate() throws {
    guard convertTimeout >= 0.01, convertTimeout <= 86_400 else {
      throw ValidationError("--convert-timeout is between 0.01 and 86400 seconds.")
    }
  }

  /// The converter, if it is installed.
  func converter() throws -> SVGConverter {
    try SVGConverter(timeout: .seconds(convertTimeout))
  }
}
