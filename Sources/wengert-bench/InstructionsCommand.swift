import ArgumentParser

/// `wengert-bench instructions`: work that a counter of instructions is attached to.
struct InstructionsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "instructions",
    abstract: "Prepare once, make COUNT calls, and print the number of elementals.",
    discussion: """
      Run under a program that counts instructions: the difference of three calls and one, divided by two and by \
      the number that is printed, is what one elemental takes.
      """)

  @Argument(help: "The workload.")
  var workload: String
  @Argument(help: "What to compute.")
  var quantity: Quantity
  @Argument(help: "How many calls to make.")
  var count: Int
  @Flag(help: "One node after the other, with the functions of the C library.")
  var scalar = false

  func run() throws {
    guard let workload = Workload.named(workload) else {
      throw ValidationError("there is no workload '\(workload)'")
    }
    let program = scalar ? EvaluatorProgram.scalar : .automatic
    program.run(quantity, of: workload, calls: count)
    print(workload.elementals)
  }
}
