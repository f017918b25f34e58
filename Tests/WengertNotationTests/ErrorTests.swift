import TestSupport
import Testing
import Wengert
import WengertNotation

@Suite struct `Errors in the notation` {
  /// The message for a text; the mark ^ in `marked` stands before the column that the message must name.
  private func failure(_ text: String, at point: String? = nil) -> NotationError? {
    var options = Program.Options()
    options.point = point.map { SourceText($0, name: "--at") }
    do {
      _ = try Program(SourceText(text, name: "t"), options: options).linearized()
      return nil
    } catch {
      return error
    }
  }

  @Test(
    arguments: [
      ("f = w^[1", "this bracket is never closed", "add ']'"),
      ("f = w[1^)", "expected ']', found ')'", nil),
      (
        "f(w[1..2]) = ^w[1..2]", "a range of indices stands for several variables",
        "it stands where names or arguments are listed; a sum is sum(i in 1..3, w[i]), a definition h[i in 1..3] = …"
      ),
      (
        "g(a, b) = a; f = g(^w[1..2] + 1)", "a range of indices stands for several variables",
        "it stands where names or arguments are listed; a sum is sum(i in 1..3, w[i]), a definition h[i in 1..3] = …"
      ),
      (
        "f = 1 + sum(i in 1..3, ^w[i])", "unknown name 'w[1]'",
        "declare the family first: input w[1..3]"
      ),
      (
        "input w[1..2]\nf = sum(i in 1..3, ^w[i])", "unknown name 'w[3]'",
        "its family has w[1], w[2]"
      ),
      (
        "f(x) = 1 + sum(i in 1..^x, i)", "a bound must be a constant",
        "a bound is made of numbers and of the indices of sums and definitions"
      ),
      (
        "f(x, n) = sum(i in ^n..3, x^i)", "a bound must be a constant",
        "a bound is made of numbers and of the indices of sums and definitions"
      ),
      (
        "f(w[1..2], x) = ^w[x]", "an index must be a constant",
        "an index is made of numbers and of the indices of sums and definitions"
      ),
      ("f(w[1..2]) = ^w[3/2]", "an index must be a whole number, not 1.5", nil),
      ("f(x) = sum(i in 1..^2.5, x)", "a bound must be a whole number, not 2.5", nil),
      ("f(x) = sum(i in 1^...2, x)", "expected '..', found '...'", nil),
      (
        "f(x) = sum(i^=1..3, x)", "expected ')' or ',', found '='", "write sum(i in 1..3, …)"
      ),
      (
        "f(x) = product(x, i^=1..3)", "expected ')' or ',', found '='",
        "write product(i in 1..3, …)"
      ),
      (
        "f(x) = sum(x*i, ^i in 1..2)", "expected the range before the term, found 'i'",
        "write sum(i in 1..3, …)"
      ),
      ("h[i^=1..3] = x", "expected ']' or ',', found '='", "write h[i in 1..3] = …"),
      ("f(x, y) = x\nat x = [1^= 2]", "expected ']' or ',', found '='", nil),
      ("f(x) = w^[i +\ny = 2", "this bracket is never closed", "add ']'"),
      ("f(x) = (x ^= 1)*2", "expected ')' or ',', found '='", "a comparison is =="),
      ("f(x) = sin(x ^= 1)", "expected ')' or ',', found '='", nil),
      ("f(x) = if(x ^= 1, 1, 2)", "expected ',', found '='", "a comparison is =="),
      (
        "f(x) = if(0 < x ^&& x < 1, 1, 2)", "unexpected character '&'",
        "the product of two comparisons says that both hold"
      ),
      (
        "f(x) = if(x < 0 ^|| x > 1, 1, 2)", "unexpected character '|'",
        "the sum of two comparisons says that one of them holds, and so does max(…, …)"
      ),
      (
        "f(W[1..2, 1..2]) = W[1]^[2]", "expected all indices in one bracket, found '['",
        "write W[1, 2]"
      ),
      (
        "input W[1]^[2]\nf = 1", "expected all indices in one bracket, found '['",
        "write W[1, 2]"
      ),
      (
        "f(x) = sum(i in 1..3, ^w[i]*x)\nat x=1, w[1..3]=[1,2,3]", "unknown name 'w[1]'",
        "declare the family first: input w[1..3]"
      ),
      (
        "h[k in 2..5] = sum(i in 0..9, ^W[k, i])", "unknown name 'W[2,0]'",
        "declare the family first: input W[2..5, 0..9]"
      ),
      (
        "f(x) = sum(i in 1..2, x*^w[2*i + 5])", "unknown name 'w[7]'",
        "declare the family first: input w[1..7]"
      ),
      ("input w[1..2]\nf = ^w*2", "unknown name 'w'", "did you mean 'w[1]'?"),
      ("input w[1..2]\nf = ^w(1)", "unknown function 'w'", "did you mean 'w[1]'?"),
      (
        "f(w[1..2]) = w[1]*w[2]\nat ^w = 1", "'w' is not an input",
        "write w[1..2] = …, or a member alone, w[1] = …"
      ),
      (
        "f(w[1..2]) = w[1]*w[2]\nat w[1..2] = 1\ntangent ^w", "'w' is not an input",
        "write w[1..2] = …, or a member alone, w[1] = …"
      ),
      ("f(w[5..5]) = w[5]\nat ^w = 1", "'w' is not an input", "write w[5] = …"),
      (
        "h[i in 1..2] = i*x\nat x = 1\nadjoint ^h", "'h' is not an output",
        "write h[1..2] = …, or a member alone, h[1] = …"
      ),
      (
        "f(w[1..2]) = w[1]*w[2]\nat w = ^[1, 2]", "2 values for 1 variable",
        "several values are those of a family: w[1..2] = […]"
      ),
      (
        "f(w[1..2]) = w[1]*w[2]\nat w^(1) = 2", "expected '=' or ',', found '('",
        "a member of a family is written w[1]"
      ),
      ("input x^.5[1..3]\nf = 1", "expected ',' or the end of the line, found '.5'", nil),
      ("f(x) = x; at x = 1\ntangent x ^y", "expected ',' or the end of the line, found 'y'", nil),
      ("f(x) = x\nat x = 2 ^x", "expected an operator before 'x'", "write a product with '*'"),
      (
        "f(x) = ^sum(i in 1..2000000000, x)",
        "the expression expands to more than 16000000 operations",
        "check the ranges of sums and products, and functions that call each other many times; --max-operations raises the limit"
      ),
      (
        "input w[1..600000]\nf(x[1..2]) = max(^w[1..600000])",
        "the families of a text have at most 1000000 members",
        "each range counts where it is written; name fewer members, or in fewer places; --max-members raises the limit"
      ),
      ("f(x) = x[^1.5]", "expected a whole number, found '1.5'", nil),
      ("f(x) = x + ^sum(x, x)", "unknown function 'sum'", "write sum(i in 1..3, …)"),
      ("f(x) = sum(i in 1^, x)", "expected '..' and the last index, found ','", nil),
      ("f(x) = sum(i in 1..3 ^x)", "expected ',', found 'x'", nil),
      ("f(x) = if(x, 1^)", "expected ',', found ')'", nil),
      ("f(x) = if(x, 1, 2^, 3)", "expected ')', found ','", nil),
      (
        "input ^w[1..2000000]\nf = 1", "a family has at most 1000000 members",
        "--max-members raises the limit"
      ),
      (
        "input ^w[1..2000, 1..2000]\nf = 1", "a family has at most 1000000 members",
        "--max-members raises the limit"
      ),
      ("input w[^3..1]\nf = 1", "there is no number from 3 to 1", "write 1..3"),
      (
        "input ^w[i]\nf = 1", "expected whole numbers or ranges as indices, found something else",
        nil
      ),
      ("h[i in 1..3] ^+ 2", "expected '=', found '+'", nil),
      ("f(x[1..2]) = x[1]\nat x[1..2] = ^[1, 2, 3]", "3 values for 2 variables", nil),
      (
        "f(x) = x\nat x = ^sum(i in 1..2, i)", "'sum' is not a constant",
        "only numbers, pi, e, inf and functions of them can stand here"
      ),
      (
        "h[i in 1..2] = x\n^h[2] = 3", "'h[2]' is already defined on line 1", "give it another name"
      ),
      ("f(x) = ^tann(x)", "unknown function 'tann'", "did you mean 'tan'?"),
      ("f(x) = ^sinn(x)", "unknown function 'sinn'", "did you mean 'sin'?"),
      ("f(x) = ^frobnicate(x)", "unknown function 'frobnicate'", nil),
      ("f(x) = ^(x + 1", "this parenthesis is never closed", "add ')'"),
      ("f(x) = sin^(x", "this parenthesis is never closed", "add ')'"),
      ("f(x) = ^(x + \n g(x) = 2", "this parenthesis is never closed", "add ')'"),
      ("f(x) = x^)", "this parenthesis closes nothing", nil),
      ("f(x) = 2^x", "expected an operator before 'x'", "write a product with '*'"),
      ("f(x) = (x)^(x)", "expected an operator before '('", "write a product with '*'"),
      ("f(x) = x +^", "expected an expression, found the end of the text", nil),
      (
        "f(x) = x +^\ny = 1", "expected an expression, found the end of the line",
        "a statement ends with its line; put it in parentheses to go on in the next one"
      ),
      ("f(x) = ^*x", "expected an expression, found '*'", nil),
      ("f(x) = ^sin + x", "the function 'sin' stands without arguments", "write sin(…)"),
      ("f(x) = ^sin x", "the function 'sin' stands without arguments", "write sin(…)"),
      ("g(x) = x; f(x) = ^g + 1", "the function 'g' stands without arguments", "write g(…)"),
      ("f(x) = ^sin(x, x)", "'sin' takes 1 argument, not 2", nil),
      ("f(x) = ^max(x)", "'max' takes 2 arguments, not 1", nil),
      ("g(x, y) = x; f(x) = ^g(x)", "'g' takes 2 arguments, not 1", nil),
      ("a = x; y = ^a(2)", "'a' is not a function", "write a product as a*(…)"),
      ("a = x\n^a = 2", "'a' is already defined on line 1", "give it another name"),
      ("f(x) = x\n^f = 2", "'f' is already defined on line 1", "give it another name"),
      ("f(x, ^x) = x", "'x' is already defined on line 1", "give it another name"),
      ("input x\n^x = 2", "'x' is already defined on line 1", "give it another name"),
      ("^sin(x) = x", "'sin' is an elemental and cannot be defined again", "give it another name"),
      (
        "y = ^z*2; z = 3*x", "'z' is used before it is assigned on line 1", "move the assignment up"
      ),
      ("input alpha\ny = ^alpa*2", "unknown name 'alpa'", "did you mean 'alpha'?"),
      ("f(x) = ^f(x - 1)", "the function 'f' calls itself", nil),
      ("g(x) = h(x); h(x) = ^g(x)", "the function 'g' calls itself", "g calls h calls g"),
      ("f(x) = x ^$ 2", "unexpected character '$'", nil),
      ("f(x) = x ^\u{1}", "unexpected character 'U+1'", nil),
      ("f(x) = ^1e999", "the number 1e999 is too large", "write inf for infinity"),
      ("f(x) = ^.", "'.' is not a number", nil),
      ("f(x) = 1.2^.3", "expected an operator before '.3'", "write a product with '*'"),
      (
        "^x + 1 = 2", "expected a name or a function such as f(x) before '=', found an expression",
        nil
      ),
      ("f(^2) = 1", "expected the name of a parameter, found an expression", nil),
      ("f(x) = x\nat ^y = 1", "'y' is not an input", "the inputs are x"),
      ("f(xyz) = xyz\nat ^xzy = 1", "'xzy' is not an input", "did you mean 'xyz'?"),
      ("f(x) = x\nat ^x", "'x' stands without a value", "write x = …"),
      (
        "f(x) = x\nat x = 1\nat ^x = 2", "'x' already has a value from line 2",
        "keep one of the two"
      ),
      (
        "f(x) = x\nat x = 1\ntangent x = 1\ntangent ^x = 2", "'x' already has a value from line 3",
        "keep one of the two"
      ),
      (
        "f(x) = x\nat x = 1; adjoint f\nadjoint ^f", "'f' already has a value from line 2",
        "keep one of the two"
      ),
      (
        "f(x) = x\nat x = ^y", "'y' is not a constant",
        "only numbers, pi, e, inf and functions of them can stand here"
      ),
      (
        "f(x) = x\nat x = ^log(-1)", "log is not defined at -1",
        "its argument must be greater than 0"
      ),
      ("f(x) = x\nat x = 1\nadjoint ^g", "'g' is not an output", "the outputs are f"),
      ("f(x) = x\nat x = 1\ntangent ^g = 2", "'g' is not an input", "the inputs are x"),
      (
        "f(x) = ^log(x)\nat x = -1", "log is not defined at x = -1",
        "its argument must be greater than 0"
      ),
      (
        "f(x) = ^sqrt(x - 2)\nat x = 1", "sqrt is not defined at x - 2 = -1",
        "its argument must be at least 0"
      ),
      (
        "f(x) = ^asin(x)\nat x = 2", "asin is not defined at x = 2",
        "its argument must lie between -1 and 1"
      ),
      (
        "f(x) = ^atanh(x)\nat x = 1", "atanh is not defined at x = 1",
        "its argument must lie between -1 and 1, both excluded"
      ),
      (
        "f(x) = 1^/x\nat x = 0", "a quotient is not defined at x = 0",
        "the right side must not be 0"
      ),
      (
        "f(x) = x^^0.5\nat x = -1", "a power is not defined at x = -1, 0.5",
        "a negative base needs a whole exponent, zero one that is not negative"
      ),
      ("f(x) = x + ^log(-1)", "log is not defined at -1", "its argument must be greater than 0"),
      (
        "x; ^y",
        "expected a name and '=' before it, found an expression that would be called f too", nil
      ),
      (
        "f(x) = x ^at x = 1", "expected an operator before 'at'",
        "begin a new line, or put ';' before 'at'"
      ),
      (
        "f(x) = 1 < x ^< 3",
        "expected one comparison; the product of two says that both hold, found '<'", nil
      ),
      ("output y = x; output ^y", "'y' is already defined on line 1", "give it another name"),
      ("y = x; output y, ^y", "'y' is already defined on line 1", "give it another name"),
      (
        "f(x) = x\n^sin(x)",
        "expected a name and '=' before it, found an expression that would be called f too", nil
      ),
      ("f(x) = x\nat x = 1, ^x = 2", "'x' already has a value from line 2", "keep one of the two"),
      (
        "f(x) = x; at x = 1\ntangent x, ^x", "'x' already has a value from line 2",
        "keep one of the two"
      ),
      ("input x, ^2", "expected a name, found '2'", nil),
    ] as [(String, String, String?)])
  func `each is one message with its place and what to do`(
    _ marked: String, _ message: String, _ hint: String?
  ) throws {
    // The first ^ is the mark; a power in a marked text is written ^^.
    let mark = try #require(marked.firstIndex(of: "^"))
    let text = String(marked[..<mark] + marked[marked.index(after: mark)...])
    let error = try #require(failure(text), "no error for \(text)")
    #expect(error.problem.message == message)
    #expect(error.problem.hint == hint)
    let lines = marked[..<mark].split(separator: "\n", omittingEmptySubsequences: false)
    let position = try #require(error.range.map { error.source.position(of: $0.start) })
    #expect(position.line == lines.count)
    #expect(position.column == (lines.last?.count ?? 0) + 1)
  }

  @Test(
    arguments: [
      ("f(x, y, z) = x*y*z", "x=1", "no value for 'y', 'z' at the point"),
      (
        "f(w[1..1000], x) = w[1]*x", "x=1", "no value for 'w[1..1000]' at the point"
      ),
      (
        "f(W[1..2, 0..2], x, w[2], w[4]) = x", "x=1",
        "no value for 'W[1,0..2]', 'W[2,0..2]', 'w[2]', 'w[4]' at the point"
      ),
      (
        "f(a, b, c, d, g, h, i, j, k, x) = x", "x=1",
        "no value for 'a', 'b', 'c', 'd', 'g', 'h', 'i', 'j', … at the point"
      ),
      ("", nil, "there is nothing to compute"), ("# nothing", nil, "there is nothing to compute"),
      ("input x", nil, "there is nothing to compute"),
      ("at x = 1", nil, "there is nothing to compute"),
      ("f(x) = x\nadjoint f", nil, "a seed needs a point"),
    ] as [(String, String?, String)])
  func `some concern the text as a whole`(_ text: String, _ point: String?, _ message: String)
    throws
  {
    // "at x = 1" alone names no input, which is said first.
    let error = try #require(failure(text, at: point))
    #expect(error.problem.message == message)
    #expect(error.description.hasPrefix("t: error: "))
  }

  @Test func `values that are missing are asked for in short`() throws {
    let error = try #require(failure("f(w[1..1000], y, x) = w[1]*x*y", at: "x=1"))
    #expect(
      error.problem.hint
        == "add w[1..1000] = …, y = … to the 'at' line, or give --at w[1..1000]=…,y=…")
  }

  @Test func `the message shows the line with a caret under the place`() {
    let error = failure("at x = 1\n\tf(x) = 漢 + tann(x)")
    #expect(
      error?.description
        == """
        t:2:14: error: unknown function 'tann'
        2 | \tf(x) = 漢 + tann(x)
          | \t            ^~~~
          = help: did you mean 'tan'?
        """.replacing("2:14", with: "2:13"))
  }

  @Test func `a very long line is cut to the part around the place`() throws {
    let filler = repeatElement("x", count: 5_000).joined(separator: "+")
    let error = try #require(failure("f = \(filler) + tann(x) + \(filler)"))
    let lines = error.description.split(separator: "\n")
    #expect(lines[1].count < 120)
    #expect(lines[1].contains("tann(x)") && lines[1].contains("…"))
    let caret = try #require(lines[2].firstIndex(of: "^"))
    let column = lines[2].distance(from: lines[2].startIndex, to: caret)
    #expect(Array(lines[1])[column] == "t", "the caret stands under the name")
  }

  @Test func `control characters of a text do not reach the terminal`() throws {
    for mark in ["\u{1B}[31m", "\u{202E}", "\u{2028}", "\u{2029}", "\u{9B}31m", "\u{200B}"] {
      let error = try #require(failure("f(x) = tann(x) # \(mark) evil"))
      #expect(!error.description.contains(mark))
      #expect(error.description.unicodeScalars.allSatisfy { $0 == "\n" || !$0.isActive })
    }
  }

  @Test(arguments: ["(", "-", "sin(", "2^", "f("])
  func `nesting has a limit instead of an overflow, also on a small stack`(_ opening: String) async
  {
    let text = "f(x) = " + String(repeating: opening, count: 100_000) + "x"
    // Tasks run on threads whose stacks are small.
    let problem = await Task.detached { [self] in failure(text)?.problem }.value
    #expect(problem == .nestedTooDeeply(limit: 400))
  }

  @Test func `calls and sums nest together up to the limit, also on a small stack`() async {
    func text(_ functions: Int, _ sums: Int) -> String {
      let lines = (0..<functions).map { level in
        "f\(level)(x) = " + String(repeating: "sum(i in 1..1, ", count: sums)
          + "f\(level + 1)(x)" + String(repeating: ")", count: sums)
      }
      return (lines + ["f\(functions)(x) = x"]).joined(separator: "\n")
    }
    for (functions, sums, isTooDeep) in [
      (40, 380, true), (2, 380, true), (1, 380, false), (39, 9, false), (40, 9, true),
    ] {
      let text = text(functions, sums)
      let problem = await Task.detached { [self] in failure(text)?.problem }.value
      #expect(problem == (isTooDeep ? .nestedTooDeeply(limit: 400) : nil), "\(functions), \(sums)")
    }
  }

  @Test
  func `a sum is refused before its terms are computed, but not for branches that are skipped`()
    throws
  {
    var options = Program.Options()
    options.operationLimit = 1000
    func problem(_ text: String) -> NotationError.Problem? {
      do throws(NotationError) {
        _ = try Program(SourceText(text, name: "t"), options: options)
        return nil
      } catch { return error.problem }
    }
    let long = repeatElement("x", count: 100).joined(separator: "+")
    #expect(problem("f(x) = sum(i in 1..100, if(i == 1, \(long), x))") == nil)
    #expect(problem("f(x) = sum(i in 1..100, x + sum(j in 1..0, \(long)))") == nil)
    #expect(problem("f(x) = sum(i in 1..100, \(long))") == .tooManyOperations(limit: 1000))
  }

  @Test func `an expansion without end has a limit`() {
    var lines = ["f0(x) = x + x"]
    for level in 1...40 { lines.append("f\(level)(x) = f\(level - 1)(x) + f\(level - 1)(x)") }
    var options = Program.Options()
    options.operationLimit = 10_000
    let error = #expect(throws: NotationError.self) {
      try Program(SourceText(lines.joined(separator: "\n"), name: "t"), options: options)
    }
    #expect(error?.problem == .tooManyOperations(limit: 10_000))
  }

  @Test(arguments: 0..<400 as Range<UInt64>)
  func `random texts give a value or one message, never a trap`(_ seed: UInt64) {
    var generator = SplitMix64(seed: seed)
    let pieces = [
      "x", "y", "f", "sin", "log", "max", "(", ")", ",", "=", "+", "-", "*", "/", "^", "1", "0",
      ".5", "1e3",
      "at", "input", "output", "tangent", "adjoint", "\n", ";", " ", "#", "pi", "e", "·", "₁", "'",
      "\u{0}", "é", "∑",
    ]
    for _ in 0..<20 {
      let text = (0..<Int.random(in: 1...40, using: &generator))
        .map { _ in pieces[Int.random(in: 0..<pieces.count, using: &generator)] }
        .joined(separator: Bool.random(using: &generator) ? " " : "")
      if let error = failure(text) {
        #expect(error.description.contains("error: "), "seed \(seed): \(text)")
      }
    }
  }
}
