import Foundation
import TestSupport
import Testing

/// What goes wrong around the tool: each row of the first table in docs/faults.md.
@Suite struct `Faults around the tool` {
  private static let isRoot = getuid() == 0
  private static let hasConverter = Tool.find("rsvg-convert") != nil
  private static let hasFull = FileManager.default.fileExists(atPath: "/dev/full")

  /// Runs a line of the shell in which `$W` is the tool.
  private func shell(_ line: String, in folder: TemporaryFolder) throws -> Tool.Outcome {
    try Tool.run(URL(filePath: "/bin/sh"), ["-c", Self.script(line)], in: folder.url)
  }

  /// Runs a line of a shell that was started as a terminal starts it: the tests' own process blocks signals and its
  /// children inherit that, so the `wait` of a shell would never hear that its job has ended.
  private func shellWithSignals(
    _ line: String, in folder: TemporaryFolder
  ) throws -> Tool.Outcome {
    try Tool.run(
      #require(Self.python), ["-c", Self.withSignals, "/bin/sh", "-c", Self.script(line)],
      in: folder.url)
  }

  private static func script(_ line: String) -> String {
    "W='\(`Command line`.tool.path)'\n\(line)"
  }

  private static let python = Tool.find("python3")

  /// A program in Python that becomes the one that its arguments name, with all signals as a terminal has them.
  private static let withSignals = """
    import os, signal, sys
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    for number in (1, 2, 15): signal.signal(number, signal.SIG_DFL)
    os.execv(sys.argv[1], sys.argv[1:])
    """

  /// What lies in a folder, hidden files too.
  private func files(in folder: URL) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
  }

  /// A text whose trace is longer than any buffer.
  private static let long: String = {
    let lines = (1...8000).map { "a\($0) = \($0 == 1 ? "x" : "a\($0 - 1)") + 1" }
    return (lines + ["at x = 1"]).joined(separator: "\n")
  }()

  private func writeLong(in folder: TemporaryFolder) throws {
    try Data(Self.long.utf8).write(to: folder.file("long.expr"))
  }

  // MARK: Streams and disks

  @Test(.enabled(if: hasFull, "needs /dev/full"))
  func `a full disk is a message and status 1`() throws {
    let folder = try TemporaryFolder()
    for line in [
      "$W trace -e 'f(x) = x' > /dev/full", "$W trace -e 'f(x) = x' -o /dev/full",
      "$W render -e 'f(x) = x' -o /dev/full", "$W gradient -e 'f(x) = x' --at x=1 > /dev/full",
      "$W generate -e 'f(x) = x' --language c > /dev/full",
    ] {
      let outcome = try shell(line, in: folder)
      #expect(outcome.status == 1, "\(line)")
      #expect(outcome.errors.hasSuffix(": error: No space left on device\n"), "\(outcome.errors)")
    }
  }

  #if os(Linux)
    @Test(.enabled(if: isRoot, "needs root to mount a file system"))
    func `where a disk fills up, the old file is kept and no part is left`() throws {
      let folder = try TemporaryFolder()
      try writeLong(in: folder)
      let outcome = try shell(
        """
        mkdir disk && mount -t tmpfs -o size=128k tmpfs disk 2>/dev/null || { echo unmounted; exit; }
        trap 'umount disk' EXIT
        echo old > disk/out
        $W trace long.expr -o disk/out
        echo "status $?"; cat disk/out; ls -A disk
        """, in: folder)
      guard outcome.output != "unmounted\n" else { return }
      #expect(outcome.output == "status 1\nold\nout\n")
      #expect(outcome.errors == "disk/out: error: No space left on device\n")
    }
  #endif

  @Test func `who reads only the beginning of a pipe ends the tool without a word`() throws {
    let folder = try TemporaryFolder()
    try writeLong(in: folder)
    for format in ["text", "json", "markdown", "notation"] {
      let outcome = try shell(
        "{ $W trace long.expr --format \(format); echo $? > status; } | head -n 1 > first",
        in: folder)
      #expect(outcome.errors.isEmpty, "\(outcome.errors)")
      let status = try String(contentsOf: folder.file("status"), encoding: .utf8)
      // Ended by SIGPIPE, as other tools are.
      #expect(status == "141\n")
      #expect(try !Data(contentsOf: folder.file("first")).isEmpty)
    }
  }

  @Test func `a pipe that is closed where nobody minds signals is a message`() throws {
    let folder = try TemporaryFolder()
    try writeLong(in: folder)
    let outcome = try shell(
      "trap '' PIPE; { $W trace long.expr; echo $? > status; } | head -n 1 > first", in: folder)
    #expect(outcome.errors == "<stdout>: error: Broken pipe\n")
    #expect(try String(contentsOf: folder.file("status"), encoding: .utf8) == "1\n")
  }

  @Test(arguments: ["<&-", ">&-", "2>&-", ">&- 2>&-", "<&- >&- 2>&-"])
  func `closed streams lose no file and are written into none`(_ closing: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try shell(
      """
      $W render -e 'f(x) = x' -o a.svg \(closing); echo $?
      $W render - \(closing) < /dev/null; echo $?
      """, in: folder)
    // The path cannot be printed where standard output is closed.
    let isMute = closing.split(separator: " ").contains(">&-")
    #expect(outcome.output == (isMute ? "1\n1\n" : "a.svg\n0\n1\n"))
    let svg = try String(contentsOf: folder.file("a.svg"), encoding: .utf8)
    #expect(svg.hasPrefix("<?xml") && svg.hasSuffix("</svg>\n"))
    #expect(try files(in: folder.url) == ["a.svg"])
  }

  // MARK: Folders and files

  @Test func `folders that are missing are made, and those that cannot be made are a message`()
    throws
  {
    let folder = try TemporaryFolder()
    try Data("text".utf8).write(to: folder.file("file"))
    let made = try shell("$W trace -e 'f(x) = x' -o new/deep/out.txt", in: folder)
    #expect(made.status == 0 && made.errors.isEmpty)
    for path in ["file/out.svg", "/dev/null/out.svg", "/proc/nothing/out.svg"] {
      let outcome = try shell("$W render -e 'f(x) = x' -o \(path)", in: folder)
      #expect(outcome.status == 1 && outcome.output.isEmpty, "\(path)")
      #expect(outcome.errors.hasPrefix("\(path): error: "), "\(outcome.errors)")
      #expect(outcome.errors.split(separator: "\n").count == 1)
    }
  }

  @Test func `a read-only folder is a message, and what is in it stays`() throws {
    let folder = try TemporaryFolder()
    // Permissions bind nobody who is root.
    let run = Self.isRoot ? "setpriv --reuid=65534 --clear-groups" : "env"
    if Self.isRoot, Tool.find("setpriv") == nil { return }
    let outcome = try shell(
      """
      mkdir closed && echo old > closed/out.svg && chmod 555 closed && chmod 755 .
      \(run) $W render -e 'f(x) = x' -o closed/out.svg; echo $?
      \(run) $W render -e 'f(x) = x' -o closed/new/out.svg; echo $?
      cat closed/out.svg; ls -A closed; chmod 755 closed
      """, in: folder)
    #expect(outcome.output == "1\n1\nold\nout.svg\n", "\(outcome.errors)")
    #expect(
      outcome.errors == """
        closed/out.svg: error: Permission denied
        closed/new/out.svg: error: Permission denied

        """)
  }

  @Test func `a read-only file is a message, and stays`() throws {
    let folder = try TemporaryFolder()
    let run = Self.isRoot ? "setpriv --reuid=65534 --clear-groups" : "env"
    if Self.isRoot, Tool.find("setpriv") == nil { return }
    let outcome = try shell(
      """
      chmod 777 .; echo old > out; chmod 444 out; [ $(id -u) != 0 ] || chown 65534 out
      \(run) $W trace -e 'f(x) = x' -o out; echo $?; cat out
      """, in: folder)
    #expect(outcome.output == "1\nold\n")
    #expect(outcome.errors == "out: error: Permission denied\n")
  }

  @Test(arguments: ["600", "640", "200", "755"])
  func `a file that is replaced keeps its permissions`(_ mode: String) throws {
    let folder = try TemporaryFolder()
    let run = Self.isRoot ? "setpriv --reuid=65534 --clear-groups" : "env"
    if Self.isRoot, Tool.find("setpriv") == nil { return }
    let outcome = try shell(
      """
      chmod 777 .; umask 000; echo old > out; chmod \(mode) out; [ $(id -u) != 0 ] || chown 65534 out
      \(run) $W trace -e 'f(x) = x' -o out || exit; ls -l out | cut -c 1-10
      """, in: folder)
    let expected = ["600": "-rw-------", "640": "-rw-r-----", "200": "--w-------"]
    #expect(outcome.output == (expected[mode] ?? "-rwxr-xr-x") + "\n", "\(outcome.errors)")
  }

  @Test func `inputs that are none are a message`() throws {
    let folder = try TemporaryFolder()
    for (path, words) in [
      ("missing.expr", "there is no such file"), (".", "this is a folder, not a file"),
      ("''", "there is no such file"),
    ] {
      let outcome = try shell("$W trace \(path)", in: folder)
      #expect(outcome.status == 1 && outcome.output.isEmpty)
      #expect(outcome.errors.hasSuffix(": error: \(words)\n"), "\(outcome.errors)")
    }
  }

  // MARK: Interruptions

  /// The tool as the shell's own job, which the shell would have ignore SIGINT.
  private static let asJob = "python3 -c '\(withSignals)' $W"

  @Test(
    .enabled(if: python != nil, "needs python3"),
    arguments: [("INT", 130), ("TERM", 143), ("HUP", 129)])
  func `an interrupted run leaves no part of a file and the old file as it was`(
    _ signal: String, _ status: Int
  ) throws {
    let folder = try TemporaryFolder()
    // A converter that takes its time: the tool is certainly at work when the signal comes.
    let outcome = try shellWithSignals(
      """
      mkdir bin tmp; printf '#!/bin/sh\\necho > started; exec sleep 5\\n' > bin/rsvg-convert
      chmod +x bin/rsvg-convert; echo old > a.png
      export PATH="$PWD/bin:$PATH" TMPDIR="$PWD/tmp"
      \(Self.asJob) render -e 'f(x) = x' -o a.png & pid=$!
      n=0; while [ $n -lt 3000 ] && [ ! -e started ]; do sleep 0.02; n=$((n + 1)); done
      kill -\(signal) $pid; wait $pid; echo $?
      cat a.png; ls -A tmp; ls -A | tr '\\n' ' '
      """, in: folder)
    #expect(outcome.output == "\(status)\nold\na.png bin started tmp ", "\(outcome.errors)")
  }

  @Test(.enabled(if: python != nil, "needs python3"), arguments: ["INT", "TERM"])
  func `a build that was started to ignore a signal goes on`(_ signal: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try shellWithSignals(
      """
      mkdir src; echo '# A' > src/a.md
      (trap '' \(signal); exec $W build src -o site --no-cache --watch > out 2> errors) & pid=$!
      n=0; while [ $n -lt 3000 ] && ! grep -q made errors; do sleep 0.02; n=$((n + 1)); done
      kill -\(signal) $pid; sleep 0.5; kill -KILL $pid; wait $pid; echo $?
      """, in: folder)
    #expect(outcome.output == "137\n", "\(outcome.errors)")
  }

  @Test(.enabled(if: python != nil, "needs python3"))
  func `a killed run leaves the old file as it was`() throws {
    let folder = try TemporaryFolder()
    let lines = (1...60_000).map { "a\($0) = \($0 == 1 ? "x" : "a\($0 - 1)") + 1" }
    try Data((lines + ["at x = 1"]).joined(separator: "\n").utf8)
      .write(to: folder.file("long.expr"))
    let outcome = try shellWithSignals(
      """
      echo old > out.json
      \(Self.asJob) trace long.expr --format json -o out.json & pid=$!
      n=0; while [ $n -lt 5000 ] && ! ls -A | grep -q '^[.]wengert-'; do n=$((n + 1)); done
      kill -KILL $pid 2>/dev/null; wait $pid 2>/dev/null; echo $?
      head -c 4 out.json; ls -A | grep -v '^[.]wengert-.*[.]part$' | tr '\\n' ' '
      """, in: folder)
    // Where the file was finished before, it is whole.
    let isKept = outcome.output == "137\nold\nlong.expr out.json "
    #expect(isKept || outcome.output.hasPrefix("0\n{"), "\(outcome.output)")
  }

  @Test(.enabled(if: python != nil, "needs python3"))
  func `a run that is interrupted while it writes leaves no part of a file`() throws {
    let folder = try TemporaryFolder()
    let lines = (1...60_000).map { "a\($0) = \($0 == 1 ? "x" : "a\($0 - 1)") + 1" }
    try Data((lines + ["at x = 1"]).joined(separator: "\n").utf8)
      .write(to: folder.file("long.expr"))
    let outcome = try shellWithSignals(
      """
      \(Self.asJob) trace long.expr --format json -o out.json & pid=$!
      n=0; while [ $n -lt 5000 ] && [ ! -e out.json ] && ! ls -A | grep -q '^[.]wengert-'; do n=$((n + 1)); done
      kill -TERM $pid 2>/dev/null; wait $pid 2>/dev/null; echo $?
      ls -A | tr '\\n' ' '
      """, in: folder)
    // A machine may be so quick that the file is there before the signal; then it is whole.
    let isWhole = outcome.output == "0\nlong.expr out.json "
    #expect(isWhole || outcome.output == "143\nlong.expr ", "\(outcome.output)")
  }

  // MARK: Other programs

  @Test(arguments: [
    "$W render -e 'f(x) = x' -o a.png",
    """
    echo '{"pandoc-api-version":[1,22],"meta":{},"blocks":[
      {"t":"CodeBlock","c":[["",["wengert"],[]],"f(x) = x"]}]}' | $W pandoc latex
    """,
  ])
  func `a converter that hangs is stopped on time`(_ command: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try shell(
      """
      mkdir bin tmp; printf '#!/bin/sh\\nexec sleep 1000\\n' > bin/rsvg-convert; chmod +x bin/rsvg-convert
      export PATH="$PWD/bin:$PATH" TMPDIR="$PWD/tmp"
      \(command) --convert-timeout 0.2
      echo $?; ls -A tmp; ls -A | tr '\\n' ' '
      """, in: folder)
    #expect(outcome.output == "1\nbin tmp ")
    #expect(
      outcome.errors == """
        rsvg-convert: error: it took longer than 0.2 seconds and was stopped
          = help: --convert-timeout raises the limit

        """)
  }

  @Test func `what the converter reads lies in a folder for nobody else`() throws {
    let folder = try TemporaryFolder()
    let outcome = try shell(
      """
      mkdir bin tmp; printf '#!/bin/sh\\nls -l tmp > seen; exit 3\\n' > bin/rsvg-convert
      chmod +x bin/rsvg-convert; umask 022
      PATH="$PWD/bin:$PATH" TMPDIR="$PWD/tmp" $W render -e 'f(x) = x' -o a.png
      grep -o '^d[rwx-]*' seen
      """, in: folder)
    #expect(outcome.output == "drwx------\n", "\(outcome.errors)")
  }

  @Test(.enabled(if: python != nil, "needs python3"))
  func `a terminal that goes away ends no run`() throws {
    let folder = try TemporaryFolder()
    let fences = (0..<300).map { "```wengert\nf(x) = x*\($0) + sin(x*\($0))\nat x = 1\n```\n" }
    try Data(fences.joined(separator: "\n").utf8).write(to: folder.file("a.md"))
    let program = """
      import os, pty, subprocess, sys
      master, slave = pty.openpty()
      words = [sys.argv[1], "markdown", "a.md", "-o", "b.md", "--layout", "layered", "--jobs", "1"]
      child = subprocess.Popen(words, stderr=slave, env=dict(os.environ, TERM="xterm"))
      os.close(slave)
      os.read(master, 1)
      os.close(master)
      sys.exit(child.wait() & 255)
      """
    let outcome = try Tool.run(
      #require(Self.python), ["-c", program, `Command line`.tool.path], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try !Data(contentsOf: folder.file("b.md")).isEmpty)
  }

  @Test(arguments: ["exit 0", "kill -SEGV $$", "exit 3"])
  func `a converter that makes nothing is a message`(_ script: String) throws {
    let folder = try TemporaryFolder()
    let outcome = try shell(
      """
      mkdir bin; printf '#!/bin/sh\\n\(script)\\n' > bin/rsvg-convert; chmod +x bin/rsvg-convert
      PATH="$PWD/bin:$PATH" $W render -e 'f(x) = x' -o a.pdf; echo $?; ls -A
      """, in: folder)
    #expect(outcome.output == "1\nbin\n")
    #expect(outcome.errors.hasPrefix("rsvg-convert: error: "), "\(outcome.errors)")
  }

  @Test func `without the plugins of Graphviz the layered engine draws, and says so`() throws {
    let folder = try TemporaryFolder()
    let drawn = try shell(
      "mkdir empty; GVBINDIR=$PWD/empty $W render -e 'f(x) = x*x' --at x=2 -o a.svg", in: folder)
    #expect(drawn.status == 0)
    #expect(drawn.errors.hasPrefix("warning: the layout failed"), "\(drawn.errors)")
    #expect(drawn.errors.hasSuffix("the layered engine placed the figure instead\n"))
    let refused = try shell(
      "GVBINDIR=$PWD/empty $W render -e 'f(x) = x*x' --layout graphviz -o b.svg; echo $?; ls",
      in: folder)
    #expect(refused.output == "1\na.svg\nempty\n")
    #expect(refused.errors.contains("--layout layered"))
  }

  @Test(.enabled(if: hasConverter, "needs rsvg-convert"))
  func `without any font a picture is made all the same`() throws {
    let folder = try TemporaryFolder()
    let outcome = try shell(
      """
      mkdir none; printf '<fontconfig><dir>%s/none</dir></fontconfig>' "$PWD" > fonts.conf
      FONTCONFIG_FILE=$PWD/fonts.conf XDG_CACHE_HOME=$PWD/none $W render -e 'f(x) = x*x' --at x=2 -o a.png
      """, in: folder)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try Data(contentsOf: folder.file("a.png")).starts(with: [0x89, 0x50, 0x4E, 0x47]))
  }

  @Test(arguments: ["exit 3", "kill -SEGV $$", "exec sleep 1000", "exec cat", "printf WGL1"])
  func `a layout process that dies, hangs or lies costs a warning`(_ script: String) throws {
    let folder = try TemporaryFolder()
    try writeLong(in: folder)
    let outcome = try shell(
      """
      printf '#!/bin/sh\\n\(script)\\n' > worker; chmod +x worker
      printf '```wengert\\nf(x) = x*x\\nat x = 2\\n```\\n' > a.md
      $W markdown a.md --layout-worker $PWD/worker --layout-timeout 0.3 -o b.md; echo $?
      """, in: folder)
    #expect(outcome.output == "0\n")
    #expect(outcome.errors.hasPrefix("warning: the layout "), "\(outcome.errors)")
    let page = try String(contentsOf: folder.file("b.md"), encoding: .utf8)
    #expect(page.contains("<svg") && page.contains("</svg>"))
  }

  // MARK: Locales and encodings

  @Test func `every output is the same bytes in every locale`() throws {
    let folder = try TemporaryFolder()
    let text = "f(İ, x) = 0.5*İ^2.25 + sin(x)/1234567.5; at İ = 1.5, x = 0.25"
    try Data(text.utf8).write(to: folder.file("a.expr"))
    // Locales that are not installed are made, where the system can do that; otherwise they are as C.
    let outcome = try shell(
      """
      for l in tr_TR de_DE fa_IR; do localedef -i $l -f UTF-8 $PWD/$l.UTF-8; done >/dev/null 2>&1
      for l in C POSIX C.UTF-8 tr_TR.UTF-8 de_DE.UTF-8 fa_IR.UTF-8; do
        mkdir $l-out
        for f in svg dot json tex; do LOCPATH=$PWD LC_ALL=$l LANG=$l $W render a.expr -o $l-out/a.$f; done
        LC_ALL=$l LOCPATH=$PWD $W report a.expr -o $l-out/a.html
        for f in text json markdown notation; do LC_ALL=$l LOCPATH=$PWD $W trace a.expr --format $f; done > $l-out/trace
        for f in c python javascript swift latex; do LC_ALL=$l LOCPATH=$PWD $W generate a.expr --language $f; done > $l-out/code
        LC_ALL=$l LOCPATH=$PWD $W trace -e 'f(x) = (x' 2> $l-out/error
        diff -r C-out $l-out && echo same
      done
      """, in: folder)
    #expect(outcome.output.split(separator: "\n").filter { $0 == "same" }.count == 6)
    let error = try String(contentsOf: folder.file("C-out/error"), encoding: .utf8)
    #expect(error.contains("-e:1:8: error: this parenthesis is never closed"))
  }

  @Test(
    arguments: [
      ([0xFF, 0xFE, 0x66, 0, 0x3D, 0], "a.expr: error: the file is UTF-16 and not UTF-8"),
      ([0xFE, 0xFF, 0, 0x66, 0, 0x3D], "a.expr: error: the file is UTF-16 and not UTF-8"),
      (
        Array("f = x\n# \u{E4}".unicodeScalars.map { UInt8($0.value) }),
        "a.expr:2: error: the file is not UTF-8: there is a byte E4 that means nothing"
      ),
      (
        [0x66, 0x3D, 0xC3],
        "a.expr:1: error: the file is not UTF-8: there is a byte C3 that means nothing"
      ),
      (Array("f(x) = x\u{0}".utf8), "a.expr:1:9: error: unexpected character 'U+0'"),
      (Array("f\u{0}=\u{0}".utf8), "a.expr:1:2: error: unexpected character 'U+0'"),
    ] as [([UInt8], String)])
  func `other encodings are named`(_ bytes: [UInt8], _ message: String) throws {
    let folder = try TemporaryFolder()
    try Data(bytes).write(to: folder.file("a.expr"))
    let outcome = try shell("$W trace a.expr; $W trace - < a.expr", in: folder)
    #expect(outcome.status == 1 && outcome.output.isEmpty)
    #expect(outcome.errors.hasPrefix(message), "\(outcome.errors)")
    #expect(outcome.errors.contains(message.replacing("a.expr", with: "<stdin>")))
  }

  @Test func `a byte order mark and other line ends change nothing`() throws {
    let folder = try TemporaryFolder()
    let plain = try shell("printf 'f(x) = x*x\\nat x = 2\\n' | $W trace -", in: folder)
    for text in [
      "\\357\\273\\277f(x) = x*x\\nat x = 2", "f(x) = x*x\\r\\nat x = 2\\r\\n",
      "f(x) = x*x\\rat x = 2\\r",
    ] {
      let other = try shell("printf '\(text)' | $W trace -", in: folder)
      #expect(other.output == plain.output && other.errors.isEmpty, "\(text)")
    }
  }
}
