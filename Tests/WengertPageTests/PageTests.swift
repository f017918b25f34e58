import Foundation
import TestSupport
import Testing
import Wengert
import WengertCode
import WengertDrawing
import WengertReport

/// Reports as a reader has them: in a browser.
@Suite(.serialized, .enabled(if: Browser.isAvailable, "needs chromium, chromedriver and setsid"))
struct `Pages in a browser` {
  /// The numbers in the figure, by the ends of their ids.
  private func figure(_ browser: Browser, _ id: String) throws -> String {
    let text = try browser.run("return document.getElementById('figure-\(id)').textContent")
    return (text as? String ?? "").replacing("\u{A0}", with: "")
  }

  private func status(_ browser: Browser) throws -> String { try browser.text("#status") }

  private func expectSilence(_ browser: Browser) throws {
    let log = try browser.log()
    #expect(log == [], "no error, and nothing that the policy refuses")
  }

  @Test func `buttons and keys step through both passes, and sums build up addend by addend`()
    throws
  {
    let page = try Page(Page.bishop)
    try Browser.with { browser in
      try browser.open(page.file)
      #expect(try status(browser) == "Both passes are complete: 7 steps forward, 7 back.")
      #expect(try figure(browser, "v3-adjoint") == "8.3891")
      try browser.click("#first")
      #expect(try status(browser) == "Forward pass: step 1 of 7, v₁ = 1, v̇₁ = 1, the seed")
      #expect(try figure(browser, "v3-primal") == "–")
      #expect(try !browser.isDisplayed("#row-v3 [data-v=p2]"))
      for _ in 0..<2 { try browser.click("#next") }
      #expect(try status(browser) == "Forward pass: step 3 of 7, v₃ = 2, v̇₃ = 2")
      #expect(try figure(browser, "v3-primal") == "2")
      #expect(try browser.isDisplayed("#row-v3 [data-v=p2]"))
      let lit = try browser.run(
        "return [...document.querySelectorAll('.now')].map((e) => e.id).filter(Boolean).sort()")
      #expect(
        lit as? [String] == [
          "edge-0", "edge-1", "figure-e-v1-v3-0", "figure-e-v1-v3-0-line", "figure-e-v2-v3-1",
          "figure-e-v2-v3-1-line", "figure-v3", "row-v3", "tangent-v3",
        ])
      try browser.press("\u{E010}")
      #expect(try status(browser).hasPrefix("Reverse pass: step 7 of 7, v̄₁ = 16.7781"))
      try browser.click("#pass-reverse")
      for _ in 0..<4 { try browser.press("\u{E014}") }
      #expect(
        try status(browser) == "Reverse pass: step 5 of 7, v̄₃ = 7.3891 + … (addend 1 of 2)")
      #expect(try figure(browser, "v3-adjoint") == "7.3891")
      #expect(try figure(browser, "e-v3-v6-0-adjoint") == "–")
      try browser.press("\u{E014}")
      #expect(
        try status(browser)
          == "Reverse pass: step 5 of 7, v̄₃ = 7.3891 + 1 = 8.38906 (addend 2 of 2)")
      #expect(try figure(browser, "v3-adjoint") == "8.3891")
      #expect(try figure(browser, "v3-adjoint-sum0") == "= 7.3891 + 1")
      #expect(try figure(browser, "v2-adjoint") == "–")
      try browser.press("\u{E012}")
      #expect(try status(browser).hasSuffix("(addend 1 of 2)"))
      try browser.press("\u{E011}")
      #expect(try status(browser).hasPrefix("Forward pass: step 1 of 7"))
      try browser.press("\u{E00C}")
      #expect(try status(browser).hasPrefix("Both passes are complete"))
      try expectSilence(browser)
    }
  }

  @Test func `sliders, typed numbers and seeds change every number`() throws {
    let page = try Page(Page.bishop)
    try Browser.with { browser in
      try browser.open(page.file)
      try browser.type("\u{E014}\u{E014}", into: "#slider-0")
      try settle(browser)
      #expect(
        try browser.run("return document.getElementById('value-0').value") as? String == "1.04")
      #expect(try figure(browser, "v3-primal") == "2.08")
      #expect(try browser.text("#row-v1 [data-v=p0]") == "1.04")
      try write(browser, "value-1", "-1e-3")
      try settle(browser)
      #expect(try figure(browser, "v2-primal") == "−0.001")
      #expect(
        try browser.text("#row-v3 td").replacing(#/\s/#, with: "") == "1.04⋅(−0.001)",
        "a negative factor has parentheses")
      try browser.click("#unit-tangent-1")
      try settle(browser)
      #expect(try browser.text("#tangent-v1 td") == "zero by structure")
      #expect(try browser.text("#tangent-v2 td") == "seed")
      #expect(
        try browser.run("return document.getElementById('tangent-0').value") as? String == "0")
      try write(browser, "adjoint-0", "2.5")
      try settle(browser)
      #expect(try figure(browser, "v7-adjoint") == "2.5")
      let numbers = try Numbers(browser)
      try check(numbers, page, "after some moves")
      try browser.click("#reset")
      try settle(browser)
      #expect(try figure(browser, "v3-adjoint") == "8.3891")
      try wait(browser)
      #expect(try browser.run("return location.hash") as? String == "")
      try expectSilence(browser)
    }
  }

  @Test func `the report of the textbook's function is small`() throws {
    #expect(try Page(Page.bishop).html.utf8.count < 200_000)
  }

  @Test func `what is typed wrongly is marked and changes nothing`() throws {
    let page = try Page(Page.bishop)
    try Browser.with { browser in
      try browser.open(page.file)
      try write(browser, "value-0", "")
      try settle(browser)
      let isInvalid = "return document.getElementById('value-0').getAttribute('aria-invalid')"
      #expect(try browser.run(isInvalid) as? String == "true")
      #expect(try figure(browser, "v1-primal") == "1")
    }
  }

  @Test func `an address opens on a point, seeds, a step and a theme, and follows the reader`()
    throws
  {
    let page = try Page("f(a_1, b) = a_1*b + sin(b)\nat a_1 = 1, b = 2")
    try Browser.with { browser in
      try browser.open(
        page.file, fragment: "at=b:-3.5&tangent=a_1:2,b:1&sweep=reverse&step=5.1&theme=dark")
      #expect(
        try browser.run("return document.getElementById('value-1').value") as? String == "-3.5")
      #expect(try status(browser).hasPrefix("Reverse pass: step 5 of 5"))
      #expect(try browser.run("return document.documentElement.dataset.theme") as? String == "dark")
      #expect(try Numbers(browser).values["tangentSeed"] == [2, 1])
      try browser.press("\u{E012}")
      try wait(browser)
      #expect(
        try browser.run("return location.hash") as? String
          == "#at=b:-3.5&tangent=a_1:2,b:1&sweep=reverse&step=4.2&theme=dark")
      for nonsense in [
        "at=b:x,q:1,%:2&step=99&sweep=up", "step=-1", "tangent=&adjoint=f:NaN", "=&&==",
      ] {
        try browser.open(page.file, fragment: nonsense)
        try check(try Numbers(browser), page, nonsense)
      }
      try expectSilence(browser)
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func `every number is right after any sequence of moves, seeds and steps`(_ seed: UInt64) throws {
    let random = RandomGraph(seed: seed, operations: 14)
    let program = try random.graph.linearized(at: random.point)
    let start = Evaluation(program, tangentSeed: [1, 0, 0], adjointSeed: [1, 0])
    let page = try Page(random.graph, start, by: GridLayout())
    var generator = SplitMix64(seed: seed)
    try Browser.with { browser in
      try browser.open(page.file)
      for round in 0..<40 {
        let context = "seed \(seed), round \(round)"
        switch Int.random(in: 0..<5, using: &generator) {
        case 0:
          let steps = Int.random(in: -100...100, using: &generator)
          let input = Int.random(in: 0..<3, using: &generator)
          try browser.run(
            "const e = document.getElementById('slider-\(input)'); e.value = \(steps);"
              + "e.dispatchEvent(new Event('input'))")
        case 1:
          let value = Double.random(in: -3...3, using: &generator)
          try write(browser, "value-\(Int.random(in: 0..<3, using: &generator))", "\(value)")
        case 2:
          try browser.run(
            "document.getElementById('unit-tangent-\(Int.random(in: 0..<3, using: &generator))').click()"
          )
        case 3:
          let value = Double.random(in: -2...2, using: &generator)
          try write(browser, "adjoint-\(Int.random(in: 0..<2, using: &generator))", "\(value)")
        default:
          let moves = ["first", "back", "next", "last", "pass-forward", "pass-reverse"]
          let move = moves[Int.random(in: 0..<moves.count, using: &generator)]
          try browser.run("document.getElementById('\(move)').click()")
        }
        try settle(browser)
        let numbers = try Numbers(browser)
        try check(numbers, page, context)
        if round % 8 == 7 { try checkTexts(browser, numbers, page, context) }
      }
      try expectSilence(browser)
    }
  }

  @Test func `numbers are written as everywhere else`() throws {
    let page = try Page(Page.bishop)
    var generator = SplitMix64(seed: 11)
    var values: [Double] = [
      0.1, 1e7, 9_999_999, 9_999_999.5, 1e-4, 9.9999995e-5, 0.99999995, .leastNonzeroMagnitude,
      1e21, 1.7976931348623157e308, 999999.95, 0.05, 123456.5,
    ]
    for _ in 0..<20_000 {
      let value = Double(bitPattern: generator.next())
      if value.isFinite { values.append(value) }
      values.append(Double.random(in: -1000...1000, using: &generator))
      values.append(Double(Int.random(in: -99999...99999, using: &generator)) / 1000)
    }
    values += values.map { -$0 }
    try Browser.with { browser in
      try browser.open(page.file)
      for digits in [1, 2, 5, 6, 9, 17] {
        let format = NumberFormat(digits: digits)
        let texts =
          try browser.run(
            "return arguments[0].map((text) => window.wengert.format(Number(text), \(digits)))",
            [values.map(\.description)]) as? [String] ?? []
        #expect(texts.count == values.count)
        let wrong = zip(values, texts).filter { format.string($0) != $1 }
        #expect(wrong.isEmpty, "\(digits) digits: \(wrong.prefix(3))")
      }
      let special = try browser.run(
        "return [NaN, Infinity, -Infinity, 0, -0, null].map((x) => window.wengert.format(x, 5))")
      #expect(special as? [String] == ["NaN", "∞", "−∞", "0", "0", "–"])
    }
  }

  @Test func `the code of a page computes what the rules compute`() throws {
    try Browser.with { browser in
      for seed in 0..<60 as Range<UInt64> {
        let random = RandomGraph(seed: seed, operations: 25)
        let equations = Equations(random.graph)
        let linearization = try random.graph.linearized(at: random.point)
        let code = LinearizationCode(equations).text
        let constants = random.graph.nodes.map { linearization.primals[$0] }
        let answer =
          try browser.run(
            "\(code)\nconst v = arguments[1], d = []; linearize(arguments[0], v, d);"
              + "return [v.map(String), [...d].map((x) => x === undefined ? '' : String(x))]",
            [random.point, constants]) as? [[String]] ?? [[], []]
        let primals = random.graph.nodes.map { linearization.primals[$0] }
        let partials = random.graph.edges.map { linearization.partial(along: $0) }
        for (text, expected) in zip(answer[0], primals) {
          #expect(agree(Double(text) ?? .nan, expected, relative: 1e-12), "seed \(seed)")
        }
        for (text, expected) in zip(answer[1], partials) {
          guard let expected else { continue }
          #expect(
            agree(Double(text) ?? .nan, expected, relative: 1e-9, absolute: 1e-12), "seed \(seed)")
        }
      }
    }
  }

  @Test func `without scripts everything can be read and no control is there`() throws {
    let page = try Page(Page.bishop)
    try Browser.with { browser in
      try browser.command("Emulation.setScriptExecutionDisabled", ["value": true])
      try browser.open(page.file)
      #expect(try !browser.isDisplayed("#player") && !browser.isDisplayed("#controls"))
      #expect(try browser.text("#figure-v3-adjoint").contains("8.3891"))
      #expect(try browser.text("#row-v3").contains("8.38906"))
      try expectSilence(browser)
    }
  }

  @Test func `the theme follows the reader unless it is chosen`() throws {
    let page = try Page(Page.bishop)
    try Browser.with { browser in
      func paper() throws -> [String] {
        try browser.run(
          "return [getComputedStyle(document.body).backgroundColor,"
            + "getComputedStyle(document.querySelector('.wg-f-card')).fill]") as? [String] ?? []
      }
      let (light, dark) = (
        ["rgb(255, 255, 255)", "rgb(255, 255, 255)"], ["rgb(20, 24, 31)", "rgb(29, 35, 45)"]
      )
      try browser.emulate(["prefers-color-scheme": "light"])
      try browser.open(page.file)
      #expect(try paper() == light)
      try choose(browser, theme: "dark")
      #expect(try paper() == dark)
      try browser.emulate(["prefers-color-scheme": "dark", "prefers-reduced-motion": "reduce"])
      #expect(try paper() == dark)
      let transition =
        "return getComputedStyle(document.querySelector('.wg-ring')).transitionDuration"
      #expect(try browser.run(transition) as? String == "0s")
      try choose(browser, theme: "light")
      #expect(try paper() == light)
      try choose(browser, theme: "auto")
      #expect(try paper() == dark)
      try browser.emulate(["prefers-color-scheme": "dark"], media: "print")
      #expect(try paper() == light, "paper is white")
    }
  }

  @Test func `on paper there are no controls`() throws {
    let page = try Page(Page.bishop)
    try Browser.with { browser in
      try browser.open(page.file)
      #expect(try browser.pdf().starts(with: Array("%PDF".utf8)))
      try browser.emulate([:], media: "print")
      for selector in ["#player", "#controls", "nav", ".copy"] {
        #expect(try !browser.isDisplayed(selector), "\(selector)")
      }
      #expect(try browser.isDisplayed("#picture"))
      let code = "getComputedStyle(document.querySelector('.listing'), '::details-content')"
      #expect(try browser.run("return \(code).contentVisibility") as? String == "visible")
    }
  }

  @Test func `pointing at a number, or focusing a card, tells where it comes from`() throws {
    let page = try Page(Page.bishop)
    try Browser.with { browser in
      try browser.open(page.file)
      func explanation(_ event: String, _ id: String) throws -> String {
        try browser.run(
          "document.getElementById('\(id)').dispatchEvent(new Event('\(event)', {bubbles: true}))")
        return try browser.run(
          "const e = document.getElementById('explanation'); return e.hidden ? '' : e.textContent")
          as? String ?? ""
      }
      func plain(_ text: String) -> String { text.replacing(#/[\s\u{2061}\u{2062}]/#, with: "") }
      #expect(
        plain(try explanation("pointerover", "figure-v6-primal")) == "v6=v3−v4=2−0.909297=1.0907")
      #expect(
        plain(try explanation("pointerover", "figure-e-v3-v5-0-partial")) == "∂v5∂v3=v5=7.38906")
      #expect(
        try explanation("pointerover", "figure-e-v3-v5-0-adjoint")
          == "v̄₅ · ∂v₅/∂v₃ = 1 · 7.38906 = 7.38906")
      try browser.run("document.getElementById('figure-v5').focus()")
      let all = try browser.run("return document.getElementById('explanation').children.length")
      #expect(all as? Int == 3)
      try browser.click("#first")
      #expect(
        try explanation("pointerover", "figure-v6-primal") == "", "no step ahead is given away")
    }
  }

  @Test func `at infinities and in choices the page says what the sweeps say`() throws {
    let page = try Page("f(x, y) = if(x > 0, log(x), x*y) + abs(y)\nat x = 2, y = 1")
    try Browser.with { browser in
      try browser.open(page.file)
      for (x, y) in [("0", "0"), ("-1", "3"), ("1e300", "1"), ("1e200", "-2"), ("-0", "1e308")] {
        try write(browser, "value-0", x)
        try write(browser, "value-1", y)
        try settle(browser)
        try check(try Numbers(browser), page, "at \(x), \(y)")
      }
      for point in ["x:Infinity", "x:-Infinity,y:-0"] {
        try browser.open(page.file, fragment: "at=\(point)")
        try check(try Numbers(browser), page, point)
      }
      try expectSilence(browser)
    }
    let pole = try Page("f(x) = sqrt(x) + 1/x\nat x = 4")
    try Browser.with { browser in
      try browser.open(pole.file)
      try write(browser, "value-0", "0")
      try settle(browser)
      try check(try Numbers(browser), pole, "at a pole")
      #expect(try browser.text("#finding").contains("not finite"))
      #expect(try figure(browser, "v3-primal") == "∞")
      try write(browser, "value-0", "9")
      try settle(browser)
      #expect(try browser.text("#finding") == "Every number is finite.")
    }
  }

  @Test func `names from outside run nothing and end nothing`() throws {
    let name = "</script><img src=x onerror=alert(1)>\u{2028}\"'`${1}\\{{title}}<!--"
    var builder = GraphBuilder()
    let node = builder.apply(.sin, builder.input(name))
    builder.name(node, name + "2")
    builder.output(name + "3", node)
    let graph = builder.graph
    let start = Evaluation(try graph.linearized(at: [1]), tangentSeed: [1], adjointSeed: [1])
    let page = try Page(graph, start, by: GridLayout())
    try Browser.with { browser in
      try browser.open(page.file)
      #expect(try browser.run("return document.images.length") as? Int == 0)
      try browser.click("#first")
      #expect(try status(browser).contains("</script>"))
      try write(browser, "value-0", "2")
      try settle(browser)
      try wait(browser)
      let address = try browser.run("return location.hash") as? String ?? ""
      try browser.open(page.file, fragment: String(address.dropFirst()))
      #expect(try Numbers(browser).values["x"] == [2])
      try expectSilence(browser)
    }
  }

  @Test func `a graph of 2,000 nodes is stepped by touching a few elements`() throws {
    let page = try largePage()
    try Browser.with { browser in
      try browser.open(page.file)
      try browser.click("#pass-reverse")
      try settle(browser)
      let answer =
        try browser.runToEnd(
          """
          const done = arguments[arguments.length - 1];
          let records = 0;
          const observer = new MutationObserver((list) => { records += list.length; });
          observer.observe(document.body, {subtree: true, childList: true, attributes: true, characterData: true});
          let time = 0;
          const step = (left) => {
            if (left === 0) return done([records, time]);
            const start = performance.now();
            document.getElementById("next").click();
            document.body.offsetHeight;
            time += performance.now() - start;
            requestAnimationFrame(() => step(left - 1));
          };
          step(50);
          """) as? [Double] ?? []
      #expect(answer.count == 2 && answer[0] / 50 < 120, "\(answer)")
      print("2,000 nodes: \(answer[1] / 50) ms and \(answer[0] / 50) changes a step")
      try check(try Numbers(browser), page, "2,000 nodes")
      try expectSilence(browser)
    }
  }

  @Test
  func `a figure of a large graph, folded, shows right sums and ranges after moves and steps`()
    throws
  {
    let text = (1...300).map { "a\($0) = sin(\($0 == 1 ? "x" : "a\($0 - 1)"))*\($0) + y" }
    let page = try Page((["input x, y"] + text + ["at x = 1, y = 2"]).joined(separator: "\n"))
    #expect(page.foldable.views[0].folds.count > 0, "this figure has folds")
    try Browser.with { browser in
      try browser.open(page.file)
      for x in ["1.5", "-4", "0"] {
        try write(browser, "value-0", x)
        try settle(browser)
        let numbers = try Numbers(browser)
        try check(numbers, page, "folds at \(x)")
        try checkFigure(browser, numbers, page, view: 0, "folds at \(x)")
      }
      try browser.click("#first")
      try browser.click("#pass-all")
      try settle(browser)
      try checkFigure(browser, try Numbers(browser), page, view: 0, "folds after steps")
      try expectSilence(browser)
    }
  }

  @Test func `groups fold and unfold by click, key and button, and the address keeps them`() throws
  {
    let page = try Page("g(x) = x*sin(x); f(x) = g(x) + g(2*x)\nat x = 1.5")
    #expect(page.foldable.views.count == 4)
    try Browser.with { browser in
      func expanded() throws -> [String] {
        try browser.run(
          """
          return [...document.querySelectorAll(".wg-toggle")].filter((e) => e.checkVisibility())
            .map((e) => e.id.replace(/^figure\\d*-/, "") + " " + e.getAttribute("aria-expanded")).sort();
          """) as? [String] ?? []
      }
      let open = ["group-1-v2-v3 true", "group-2-v5-v6 true"]
      try browser.open(page.file)
      #expect(try expanded() == open)
      try browser.click("#figure-group-1-v2-v3 text")
      #expect(try expanded() == ["fold-v2-v3 false", "group-2-v5-v6 true"])
      #expect(
        try browser.run("return document.activeElement.id") as? String == "figure2-fold-v2-v3",
        "the focus stays with the group")
      try browser.press("\u{E007}")
      #expect(try expanded() == open)
      try browser.press(" ")
      #expect(try expanded() == ["fold-v2-v3 false", "group-2-v5-v6 true"])
      try browser.click("#fold-all")
      #expect(try expanded() == ["fold-v2-v3 false", "fold-v5-v6 false"])
      #expect(try browser.text("#fold-status") == "0 of 2 groups open")
      try wait(browser)
      #expect(try browser.run("return location.hash") as? String == "#open=none")
      try browser.open(page.file, fragment: "at=x:2&sweep=forward&step=2&open=2")
      #expect(try expanded() == ["fold-v2-v3 false", "group-2-v5-v6 true"])
      #expect(
        try browser.run("return document.querySelector('.wg-card.now').id") as? String
          == "figure2-fold-v2-v3", "the step of a folded node lights up its fold")
      try browser.click("#unfold-all")
      #expect(try expanded() == open)
      try browser.open(page.file, fragment: "open=7,nonsense")
      #expect(try expanded() == open, "what is no view changes nothing")
      try expectSilence(browser)
    }
  }

  @Test(arguments: [1, 2] as [UInt64])
  func `every number, badge and fold is right after any sequence of moves, steps and folds`(
    _ seed: UInt64
  ) throws {
    let texts = [
      """
      g(x, y) = x*sin(y) + abs(x)
      h(x) = g(x, x*x) - log(x)
      k(x, y) = if(x > y, h(y), exp(x))*y
      output a = g(p, q)*k(q, p)
      output b = h(p + q)/q
      at p = 1.5, q = 0.5
      """, "g(x) = sqrt(x)*sin(x); f(x, y) = g(x) + g(2*x)*max(x, y)\nat x = 1.5, y = 1",
    ]
    var generator = SplitMix64(seed: seed)
    try Browser.with { browser in
      for text in texts {
        let page = try Page(text)
        #expect(page.foldable.views.count > 2)
        try browser.open(page.file)
        for round in 0..<28 {
          let context = "seed \(seed), round \(round)"
          switch Int.random(in: 0..<5, using: &generator) {
          case 0:
            let value = [0, -1, 1e-200, 700, 1, 1e160][Int.random(in: 0..<6, using: &generator)]
            try write(
              browser, "value-\(Int.random(in: 0..<2, using: &generator))", value.description)
          case 1:
            let value = Double.random(in: 0...3, using: &generator)
            try write(
              browser, "value-\(Int.random(in: 0..<2, using: &generator))", value.description)
          case 2:
            try write(
              browser, "tangent-\(Int.random(in: 0..<2, using: &generator))",
              "\(Int.random(in: -2...2, using: &generator))")
          case 3:
            try browser.run(
              """
              const all = [...document.querySelectorAll(".wg-toggle")].filter((e) => e.checkVisibility());
              all[arguments[0] % all.length].dispatchEvent(new Event("click", {bubbles: true}));
              """, [Int.random(in: 0..<60, using: &generator)])
          default:
            let moves = ["first", "back", "next", "last", "pass-reverse", "fold-all", "unfold-all"]
            let move = moves[Int.random(in: 0..<moves.count, using: &generator)]
            try browser.run("document.getElementById('\(move)').click()")
          }
          try settle(browser)
          let numbers = try Numbers(browser)
          try check(numbers, page, context)
          guard round % 4 == 3 else { continue }
          try browser.run("document.getElementById('pass-all').click()")
          try settle(browser)
          let view =
            try browser.run(
              """
              const shown = [...document.querySelectorAll("#picture svg")].findIndex((e) => e.checkVisibility());
              return shown;
              """) as? Int ?? 0
          try checkFigure(browser, numbers, page, view: view, context)
        }
      }
      try expectSilence(browser)
    }
  }

  @Test func `badges and dashes come and go with the inputs`() throws {
    let page = try Page("f(x, y) = if(x > 0, abs(x)*y, sqrt(y + 1)) + exp(x)\nat x = 1, y = 1")
    try Browser.with { browser in
      try browser.open(page.file)
      func badges() throws -> [String] {
        try browser.run(
          """
          return [...document.querySelectorAll(".wg-badges text")]
            .map((e) => e.closest(".wg-card").id.slice(7) + ": " + e.textContent)
            .filter((text) => !text.startsWith("c"));
          """) as? [String] ?? []
      }
      func dashed() throws -> [String] {
        try browser.run(
          """
          return [...document.querySelectorAll(".wg-card:has(> [stroke-dasharray='7 3'])")].map((e) => e.id.slice(7));
          """) as? [String] ?? []
      }
      #expect(try badges() == ["v6: not taken", "v7: not taken"])
      #expect(try dashed() == ["v6", "v7"])
      try write(browser, "value-0", "-1")
      try write(browser, "value-1", "-2")
      try settle(browser)
      #expect(
        try badges() == [
          "v4: not taken", "v5: not taken", "v6: adjoint: NaN starts here", "v7: NaN starts here",
        ])
      #expect(try dashed() == ["v4", "v5"])
      #expect(
        try browser.run("return document.getElementById('figure-v7').ariaLabel.slice(-15)")
          as? String == "NaN starts here")
      try write(browser, "value-0", "1000")
      try settle(browser)
      #expect(try badges().contains("v9: overflows here"))
      try browser.click("#first")
      #expect(try badges().allSatisfy { !$0.contains("v9") }, "no step ahead is given away")
      try browser.click("#reset")
      try browser.click("#pass-all")
      #expect(try badges() == ["v6: not taken", "v7: not taken"])
      try expectSilence(browser)
    }
  }

  private func largePage() throws -> Page {
    var builder = GraphBuilder()
    var generator = SplitMix64(seed: 5)
    var nodes = [builder.input("x"), builder.input("y")]
    while nodes.count < 2_000 {
      let recent = nodes.suffix(30)
      let left = recent.randomElement(using: &generator) ?? nodes[0]
      let right = recent.randomElement(using: &generator) ?? nodes[1]
      let elementals: [Elemental] = [.add, .sub, .sin, .tanh, .cos]
      let elemental = elementals[Int.random(in: 0..<5, using: &generator)]
      let node = builder.apply(elemental, elemental.arity == 1 ? [left] : [left, right])
      if node.index >= nodes.count { nodes.append(node) }
    }
    builder.output("f", nodes[1_999])
    let graph = builder.graph
    let start = Evaluation(
      try graph.linearized(at: [0.5, 0.25]), tangentSeed: [1, 0], adjointSeed: [1])
    return try Page(graph, start, by: GridLayout(), view: GraphView(complete: graph))
  }

  @Test(
    .enabled(
      if: FileManager.default.fileExists(atPath: Browser.axe.path), "needs axe-core: make test"))
  func `an audit finds no barrier, in either theme and while stepping`() throws {
    let page = try Page(
      "g(x) = x*x; f1 = g(x1)*x2; f2 = if(f1 > 0, exp(f1), g(f1))\nat x1 = 1, x2 = 2")
    try Browser.with { browser in
      for fragment in ["theme=light", "theme=dark&sweep=reverse&step=2", "open=none"] {
        try browser.open(page.file, fragment: fragment)
        try browser.run("for (const e of document.querySelectorAll('details')) e.open = true")
        #expect(try browser.violations() == [], "\(fragment)")
      }
    }
  }

  // MARK: Helpers

  private func write(_ browser: Browser, _ id: String, _ text: String) throws {
    try browser.run(
      "const e = document.getElementById(arguments[0]); e.value = arguments[1];"
        + "e.dispatchEvent(new Event('input'))", [id, text])
  }

  private func choose(_ browser: Browser, theme: String) throws {
    try browser.run(
      "const e = document.getElementById('theme'); e.value = '\(theme)';"
        + "e.dispatchEvent(new Event('change'))")
  }

  /// Waits until the page has computed and painted.
  private func settle(_ browser: Browser) throws {
    _ = try browser.runToEnd(
      """
      const done = arguments[0];
      const look = () => !window.wengert || window.wengert.isPainted ? done(0) : setTimeout(look, 10);
      requestAnimationFrame(() => requestAnimationFrame(look));
      """)
  }

  /// Waits until the page has told its address.
  private func wait(_ browser: Browser) throws {
    _ = try browser.runToEnd("setTimeout(() => arguments[0](0), 300)")
  }

  /// Compares all numbers of a page with the sweeps at the same point from the same seeds.
  private func check(_ numbers: Numbers, _ page: Page, _ context: String) throws {
    let evaluation = try numbers.evaluation(page.graph)
    let graph = page.graph
    let expected: [String: [Double?]] = [
      "primals": graph.nodes.map { evaluation.linearization.primals[$0] },
      "partials": graph.edges.map { evaluation.linearization.partial(along: $0) },
      "tangents": graph.nodes.map { evaluation.tangents[$0] },
      "adjoints": graph.nodes.map { evaluation.adjoints[$0] },
      "forward": graph.edges.map { evaluation.tangents.contribution(along: $0) },
      "back": graph.edges.map { evaluation.adjoints.contribution(along: $0) },
    ]
    for (kind, values) in expected {
      let shown = numbers.values[kind] ?? []
      #expect(shown.count == values.count, "\(context): \(kind)")
      let scale = values.compactMap { $0 }.filter(\.isFinite).map(\.magnitude).max() ?? 0
      for (position, pair) in zip(shown, values).enumerated() {
        guard let left = pair.0, let right = pair.1 else {
          #expect(pair.0 == nil && pair.1 == nil, "\(context): \(kind) \(position)")
          continue
        }
        #expect(
          agree(left, right, relative: 1e-9, absolute: 1e-12 * scale),
          "\(context): \(kind) \(position) is \(left), not \(right)")
      }
    }
  }

  /// Compares the texts of figure and tables with the numbers.
  private func checkTexts(
    _ browser: Browser, _ numbers: Numbers, _ page: Page, _ context: String
  ) throws {
    try browser.run("document.getElementById('pass-all').click()")
    try settle(browser)
    let texts =
      try browser.run(
        "return Object.fromEntries([...document.querySelectorAll('[data-v]')].map((e) => [e.dataset.v, e.textContent]))"
      ) as? [String: String] ?? [:]
    let evaluation = try numbers.evaluation(page.graph)
    let format = NumberFormat(digits: 6)
    for node in page.graph.nodes where page.equations.naming.ids[node].hasPrefix("v") {
      let expected = ["p", "t", "a"].map { "\($0)\(node.index)" }
      let values = [
        evaluation.linearization.primals[node], evaluation.tangents[node],
        evaluation.adjoints[node],
      ]
      for (key, value) in zip(expected, values) {
        let text = texts[key] ?? ""
        #expect(
          isText(text, of: value, format), "\(context): \(key) says \(text), not \(value ?? .nan)")
      }
    }
    try checkFigure(browser, numbers, page, view: 0, context)
    let jacobian = evaluation.linearization.jacobian(by: .reverse).rows
    for (row, entries) in jacobian.enumerated() {
      for (column, entry) in entries.enumerated() {
        let text = texts["j\(row),\(column)"] ?? ""
        #expect(
          isText(text, of: entry, format), "\(context): Jacobian \(row), \(column) says \(text)")
      }
    }
  }

  /// Compares the figure that is shown with the one that is drawn for the same point and seeds.
  private func checkFigure(
    _ browser: Browser, _ numbers: Numbers, _ page: Page, view: Int, _ context: String
  ) throws {
    var options = FigureOptions()
    options.isLive = true
    let figure = Figure(
      page.equations, try numbers.evaluation(page.graph), title: "", options: options,
      view: page.foldable.views[view])
    let prefix = view == 0 ? "figure" : "figure\(view + 1)"
    let texts =
      try browser.run(
        """
        const svg = document.querySelectorAll("#picture svg")[arguments[0]];
        return Object.fromEntries([...svg.querySelectorAll("[id]")].map((e) =>
          [e.id, e.textContent.replace(/\\s+/g, " ").trim()]));
        """, [view]) as? [String: String] ?? [:]
    for card in figure.cards {
      for row in card.rows {
        let id = "\(prefix)-\(card.id)-\(row.quantity)"
        expectAlike(texts[id], row.text, "\(context): \(id)")
        let sums = (0..<2).compactMap { texts["\(id)-sum\($0)"] }.joined(separator: " ")
        expectAlike(sums, row.sum?.lines.joined(separator: " ") ?? "", "\(context): \(id) sum")
      }
      let badges = card.badges.map(\.text.plain).joined(separator: " · ")
      let id = "\(prefix)-\(card.id)-badges"
      #expect(texts[id] ?? "" == badges, "\(context): \(id)")
    }
    for link in figure.links {
      for row in link.rows {
        let id = "\(prefix)-\(link.id)-\(row.quantity)"
        expectAlike(texts[id], row.text, "\(context): \(id)")
      }
    }
  }

  /// Texts are alike word by word: the same, or numbers that differ in the last digits.
  private func expectAlike(_ text: String?, _ expected: String, _ context: String) {
    func words(_ text: String) -> [String] {
      text.split { $0 == " " || $0 == "," }.map { String($0).replacing("−", with: "-") }
    }
    guard let text else {
      Issue.record("\(context) is missing")
      return
    }
    let (left, right) = (words(text), words(expected))
    let areAlike =
      left.count == right.count
      && zip(left, right).allSatisfy { a, b in
        guard a != b else { return true }
        guard let a = Double(a), let b = Double(b) else { return false }
        return agree(a, b, relative: 2e-4, absolute: 1e-9)
      }
    #expect(areAlike, "\(context) says \(text), not \(expected)")
  }

  /// Whether a text is what the format makes of a number, or of one that differs in the last digits.
  private func isText(_ text: String, of value: Double?, _ format: NumberFormat) -> Bool {
    if text == format.string(value) { return true }
    guard let value, let shown = Double(text.replacing("−", with: "-")) else { return false }
    return agree(shown, value, relative: 2e-4, absolute: 1e-9)
  }
}

/// Every number of a page, or of a widget, to the last bit.
struct Numbers {
  let values: [String: [Double?]]

  init(_ browser: Browser, of owner: String = "window") throws {
    let answer =
      try browser.run(
        """
        return Object.fromEntries(Object.entries(\(owner).wengert.numbers).map(([key, list]) =>
          [key, list.map((x) => x === null ? null : Object.is(x, -0) ? "-0" : String(x))]));
        """) as? [String: [Any]] ?? [:]
    values = answer.mapValues { list in
      list.map { item in
        (item as? String).map { text in
          switch text {
          case "Infinity": .infinity
          case "-Infinity": -.infinity
          default: Double(text) ?? .nan
          }
        }
      }
    }
  }

  /// The sweeps at the page's point from the page's seeds.
  func evaluation(_ graph: Graph) throws -> Evaluation {
    func list(_ key: String) -> [Double] { (values[key] ?? []).compactMap { $0 } }
    return Evaluation(
      try graph.linearized(at: list("x"), checkingDomains: false),
      tangentSeed: list("tangentSeed"), adjointSeed: list("adjointSeed"))
  }
}
