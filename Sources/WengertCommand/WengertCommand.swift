public import ArgumentParser

/// The `wengert` tool.
public struct WengertCommand: ParsableCommand {
  public static let configuration = CommandConfiguration(
    commandName: "wengert",
    abstract: "Draws how derivatives are computed.",
    discussion: """
      Reads a function, evaluates it at a point, differentiates it in forward and reverse mode, and shows the \
      primal, tangent and adjoint values that flow along every edge of its expression graph.

      A function is written as an expression,
        f(x1, x2) = x1*x2 + exp(x1*x2) - sin(x2)
        at x1 = 1, x2 = 2
      or as its evaluation trace, one assignment a line. It comes from a FILE, from standard input (-), or \
      from the command line (-e).

      EXAMPLES
        wengert render -e 'f(x1, x2) = x1*x2 + sin(x2)' --at x1=1,x2=pi/2 -o f.svg
        wengert report lecture.expr
        wengert trace lecture.expr --tangent x2 --format markdown
        wengert markdown lecture.md -o build/lecture.md
        wengert build lectures -o site
        wengert generate lecture.expr --language c

      EXIT STATUS
        0   success
        1   the input is wrong, or something cannot be read or written
        2   a check failed, or parts are wrong and --keep-going was given
        64  the command line is wrong

      FILES
        share/doc/wengert  docs/ and examples/, beside the bin/ where the tool is installed
      """,
    version: "0.1.0",
    subcommands: [
      Render.self, Report.self, Trace.self, Gradient.self, JacobianCommand.self, Hessian.self,
      JVP.self, VJP.self, HVP.self, Elementals.self, Markdown.self, Pandoc.self, MDBookCommand.self,
      Build.self, Generate.self, Check.self, TemplatesCommand.self, LayoutWorker.self,
      RenderRequest.self, ManualCommand.self,
      CatalogCommand.self,
    ])

  public init() {}

  /// Runs the tool with the words of its command line.
  ///
  /// Messages of the parser pass the same way as all others, because they repeat words of the command line.
  public static func runTool() -> Never {
    Files.reserveStreams()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      let code = exitCode(for: error)
      let message = fullMessage(for: error)
      if code.isSuccess {
        print(message)
      } else if !message.isEmpty {
        Files.message(message)
      }
      exit(withError: code)
    }
    exit()
  }
}
