import ArgumentParser
import WengertDrawing

/// In which form a figure is written, and where.
struct OutputOptions: ParsableArguments {
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case svg, png, pdf, dot, tikz, json

    /// The suffix of its files.
    var suffix: String { self == .tikz ? "tex" : rawValue }

    init?(suffix: String) {
      guard let format = Format.allCases.first(where: { $0.suffix == suffix }) else { return nil }
      self = format
    }
  }

  @Option(help: "The form of the figure; by default the suffix of the output decides, or else svg.")
  var format: Format?

  @Option(help: "Light, dark, or as the reader prefers, which is light where there is no reader.")
  var theme = Theme.auto

  @Flag(help: "SVG to stand inside a page: without XML declaration and background.")
  var inline = false

  @Option(
    help: ArgumentHelp(
      "What every id in the SVG begins with, so that several figures can share a page.",
      valueName: "name"))
  var idPrefix: String?

  @Flag(help: "TikZ as a document of its own instead of a picture for one.")
  var standalone = false

  @Option(
    help: ArgumentHelp(
      "Pixels of the PNG for each point of the figure. Default: 2.", valueName: "factor"))
  var scale: Double?

  @OptionGroup var converting: ConverterOptions

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("The file to write; - for standard output.", valueName: "file"),
    completion: .file())
  var output: String?

  mutating func validate() throws {
    let format = try chosenFormat()
    try require(.svg, "--inline", isGiven: inline, format)
    try require(.svg, "--id-prefix", isGiven: idPrefix != nil, format)
    try require(.tikz, "--standalone", isGiven: standalone, format)
    try require(.png, "--scale", isGiven: scale != nil, format)
    if let idPrefix, !OutputOptions.isIdentifier(idPrefix) {
      throw ValidationError("--id-prefix is a letter, then letters, digits, - and _, at most 64.")
    }
    if let scale, !(0.1...20).contains(scale) {
      throw ValidationError("--scale is between 0.1 and 20.")
    }
  }

  private func require(
    _ needed: Format, _ option: String, isGiven: Bool, _ format: Format
  ) throws {
    guard !isGiven || format == needed else {
      throw ValidationError(
        "\(option) is for \(needed.rawValue), and the figure is \(format.rawValue).")
    }
  }

  /// A name that needs no escape in ids, style sheets and addresses.
  private static func isIdentifier(_ text: String) -> Bool {
    guard let first = text.first, first.isASCII, first.isLetter, text.count <= 64 else {
      return false
    }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
  }

  /// The form that the option or the suffix of the output names.
  func chosenFormat() throws -> Format {
    if let format { return format }
    guard let output, output != "-", let suffix = output.split(separator: ".").last,
      output.split(separator: "/").last?.contains(".") == true
    else { return .svg }
    guard let format = Format(suffix: suffix.lowercased()) else {
      let known = Format.allCases.map { ".\($0.suffix)" }.joined(separator: ", ")
      throw ValidationError(
        "A figure cannot be written as .\(suffix); known are \(known). Or give --format.")
    }
    return format
  }

  /// Where the figure of a function goes.
  func path(for name: String) throws -> String {
    try output ?? Files.defaultPath(name, suffix: chosenFormat().suffix)
  }
}

extension OutputOptions {
  /// A way to make the figure's bytes; what has to be installed is looked for at once, before anything is computed.
  func writer() throws -> FigureWriter {
    let format = try chosenFormat()
    return FigureWriter(
      format: format, options: self,
      converter: format == .png || format == .pdf
        ? try converting.converter() : nil)
  }
}

/// Makes the bytes of a figure in one form.
struct FigureWriter {
  let format: OutputOptions.Format
  let options: OutputOptions
  let converter: SVGConverter?

  /// The figure's bytes.
  ///
  /// - Throws: ``LayoutError``, ``TikZError`` or ``Failure``.
  func bytes(of figure: Figure, by engine: some LayoutEngine) throws -> [UInt8] {
    switch format {
    case .dot: return Array(figure.dot.utf8)
    case .json: return Array(try PlacedFigure(figure, by: engine).json.utf8)
    case .svg: return Array(try PlacedFigure(figure, by: engine).svg(svgOptions).utf8)
    case .tikz:
      var tikz = TikZOptions()
      tikz.theme = options.theme
      tikz.isStandalone = options.standalone
      return Array(try PlacedFigure(figure, by: engine).tikz(tikz).utf8)
    case .png, .pdf:
      var fixed = svgOptions
      if fixed.theme == .auto { fixed.theme = .light }
      let svg = try PlacedFigure(figure, by: engine).svg(fixed)
      guard let converter else { return [] }
      return try converter.convert(
        svg, format == .png ? .png(scale: options.scale ?? 2) : .pdf)
    }
  }

  private var svgOptions: SVGOptions {
    var svg = SVGOptions()
    svg.theme = options.theme
    svg.isStandalone = !options.inline
    if let prefix = options.idPrefix { svg.idPrefix = prefix }
    return svg
  }
}
