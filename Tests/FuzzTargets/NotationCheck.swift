import Wengert
import WengertNotation

/// A text in the notation: a graph that is printed as a text of the same function, or an error with its place.
enum NotationCheck {
  /// A tool's limits with which an input takes milliseconds.
  private static let operationLimit = 20_000

  static func check(_ bytes: [UInt8]) throws(Finding) {
    let text = String(decoding: bytes, as: UTF8.self)
    var options = Program.Options()
    options.operationLimit = operationLimit
    options.sharing = bytes.count.isMultiple(of: 2)
    let program: Program
    do throws(NotationError) {
      program = try Program(SourceText(text, name: "text"), options: options)
    } catch {
      return try check(error.diagnostic)
    }
    if program.point != nil {
      do throws(NotationError) {
        _ = try program.requiredLinearization()
      } catch {
        try check(error.diagnostic)
      }
    }
    try checkPrint(of: program, options)
  }

  /// An error's range lies in its text, and its message is short and harmless.
  static func check(_ diagnostic: Diagnostic) throws(Finding) {
    if let range = diagnostic.range {
      let isInside =
        range.start >= 0 && range.start <= range.end
        && Int(range.end) <= diagnostic.source.bytes.count + 1
      try promise(
        isInside, "the range \(range) leaves a text of \(diagnostic.source.bytes.count) bytes")
    }
    let message = diagnostic.description
    // A message shows each character of a name as one: itself, or what stands for those that do something.
    let rest = message.unicodeScalars.dropFirst(diagnostic.source.name.unicodeScalars.count)
    try promise(rest.first == ":", "a message begins with no place: \(message)")
    try promise(message.utf8.count < 20_000, "a message has \(message.utf8.count) bytes")
    try promiseHarmless(message, "a message")
  }

  private static func checkPrint(
    of program: Program, _ options: Program.Options
  ) throws(Finding) {
    let hasPoint = program.point != nil
    let printed = program.graph.notation(
      point: program.point, tangentSeed: hasPoint ? program.tangentSeed : nil,
      adjointSeed: hasPoint ? program.adjointSeed : nil)
    var options = options
    options.operationLimit *= 10
    let again = try succeed("reading \(printed.prefix(2000))") {
      try Program(SourceText(printed, name: "printed"), options: options)
    }
    try promise(
      again.graph.inputs.count == program.graph.inputs.count, "inputs are lost: \(printed)")
    try promise(
      isSame(again.tangentSeed, program.tangentSeed)
        && isSame(again.adjointSeed, program.adjointSeed),
      "seeds are lost: \(printed)")
    try promise(isSame(again.point ?? [], program.point ?? []), "the point is lost: \(printed)")
    let point = program.graph.inputs.indices.map { 0.5 + Double($0) / 8 }
    let (first, second) = try succeed("evaluation") {
      (
        try program.graph.linearized(at: point, checkingDomains: false).outputs,
        try again.graph.linearized(at: point, checkingDomains: false).outputs
      )
    }
    try promise(
      isSame(first, second), "the printed graph gives \(second), not \(first): \(printed)")
  }

  /// Equal numbers, NaN included.
  private static func isSame(_ first: [Double], _ second: [Double]) -> Bool {
    first.count == second.count
      && zip(first, second).allSatisfy { $0 == $1 || $0.isNaN && $1.isNaN }
  }
}
