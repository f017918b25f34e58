import Testing
import Wengert
import WengertNotation
import WengertReport

@testable import WengertSite

@Suite struct `Sites` {
  private let lecture = """
    ---
    title: First
    date: 2025-03-31
    ---
    See [](#fig-a), [](#eq-a), [](b.md#fig-b), [](b.md) and [words](b.md#more).

    ```wengert {id=fig-a caption="One & <two>"}
    f(x) = x^2
    at x = 3
    ```

    ```wengert {kind=trace id=tab-a}
    f(x) = x^2
    at x = 3
    ```

    $$ v[i] = sum(j in 1..n, w[i, j]*x[j]) $$ {#eq-a}
    """
  private let other = """
    # Second

    ```wengert {id=fig-b}
    g(x) = sin(x)
    ```

    ## More

    Back to [](a.md#tab-a) and [a file](data/x.csv).
    """

  private func built() throws -> BuiltSite {
    try site(
      ["a.md": lecture, "b.md": other], files: ["data/x.csv"],
      configuration: "title: All\nbase-url: https://example.org/x\n")
  }

  @Test func `number figures, tables and equations, and refer to them across pages`() throws {
    let site = try built()
    #expect(site.errors.isEmpty)
    let first = try #require(site.outputs["a.html"])
    for part in [
      "<a href=\"#fig-a\">Figure 1</a>", "<a href=\"#eq-a\">(1)</a>",
      "<a href=\"b.html#fig-b\">Figure 1<span class=\"elsewhere\"> in Second</span></a>",
      "<a href=\"b.html\">Second</a>", "<a href=\"b.html#more\">words</a>",
      "<span class=\"number\">Figure 1</span> One &amp; &lt;two&gt;", "<h1>First</h1>",
      "<time datetime=\"2025-03-31\">", "rel=\"next\" href=\"b.html\"",
    ] {
      #expect(first.contains(part), "\(part)")
    }
    let second = try #require(site.outputs["b.html"])
    #expect(second.contains("<a href=\"a.html#tab-a\">Table 1<span"))
    #expect(second.contains("<a href=\"data/x.csv\">a file</a>"))
    #expect(site.copies == ["data/x.csv"])
  }

  @Test func `are well-formed, need no network, and allow their own script and style alone`() throws
  {
    for (name, page) in try built().outputs where name.hasSuffix(".html") {
      #expect(isWellFormed(page), "\(name)")
      #expect(page.firstMatch(of: /(src|href)="https?:[^"]*\.(js|css|woff2?)"/) == nil)
      let markup = page.replacing(/<(script|style)>[^\0]*?<\/(script|style)>/, with: "")
      #expect(markup.firstMatch(of: /\sstyle=|\son[a-z]+="/).map { String($0.0) } == nil, "\(name)")
      let policy = try #require(page.firstMatch(of: /Security-Policy" content="([^"]+)"/)).1
      let allowed = policy.replacing("&#39;", with: "'")
      #expect(!allowed.contains("unsafe") && allowed.hasPrefix("default-src 'none'"))
      let scripts = page.matches(of: /<script>([^\0]*?)<\/script>/).map { String($0.1) }
      let styles = page.matches(of: /<style[^>]*>([^\0]*?)<\/style>/).map { String($0.1) }
      #expect(styles.count == 1 && scripts.count == 2, "\(name)")
      for text in scripts + styles {
        #expect(allowed.contains("'sha256-\(SHA256(text.utf8).base64)'"), "\(name)")
      }
    }
  }

  @Test func `are the same bytes each time`() throws {
    #expect(try built().outputs == built().outputs)
  }

  @Test func `have a front page, a map and a feed with the days of the pages alone`() throws {
    let site = try built()
    #expect(site.outputs["index.html"]?.contains("<a href=\"a.html\">First</a>") == true)
    #expect(
      site.outputs["sitemap.xml"]?.contains("<loc>https://example.org/x/b.html</loc></url>") == true
    )
    let feed = try #require(site.outputs["feed.xml"])
    #expect(feed.contains("<updated>2025-03-31T00:00:00Z</updated>") && !feed.contains("b.html"))
    #expect(try WengertSiteTests.site(["a.md": "x"]).outputs["sitemap.xml"] == nil)
  }

  @Test func `a front page that would differ from a file in its capitals alone is an error`() throws
  {
    let site = try site(["a.md": "x"], files: ["Index.html"])
    #expect(site.errors.map(\.description).first?.hasPrefix("Index.html") == true)
    #expect(try WengertSiteTests.site(["a.md": "x"], files: ["index.html"]).errors.isEmpty)
  }

  @Test func `a page in a folder finds the others by relative ways`() throws {
    let site = try site(
      ["index.md": "# Home\n[](d/e/p.md)\n", "d/e/p.md": "[](/index.md) ![i](../i.png)\n"],
      files: ["d/i.png"])
    #expect(site.errors.isEmpty)
    let page = try #require(site.outputs["d/e/p.html"])
    #expect(page.contains("<a href=\"../../index.html\">Home</a>"))
    #expect(page.contains("<img src=\"../i.png\" alt=\"i\"/>"))
    #expect(page.contains("<a class=\"home\" href=\"../../index.html\">"))
  }

  @Test func `drafts are left out, and a link to one says so`() throws {
    let pages = ["a.md": "[](b.md)\n", "b.md": "---\ndraft: true\n---\nB\n"]
    let site = try site(pages)
    #expect(site.outputs["b.html"] == nil)
    #expect(
      site.errors.map(\.description).first?.hasPrefix("a.md:1:4: error: the page b.md is a draft")
        == true)
    let all = try WengertSiteTests.site(pages, drafts: true)
    #expect(all.errors.isEmpty && all.outputs["b.html"] != nil)
  }

  @Test func `pages stand in the order of the list, of their numbers and of their paths`() throws {
    let site = try site(
      [
        "c.md": "C", "b.md": "---\norder: 2\n---\n", "a.md": "---\norder: 10\n---\n", "z.md": "Z",
      ], configuration: "navigation: [z.md]")
    let page = try #require(site.outputs["a.html"])
    let list = try #require(page.firstRange(of: "id=\"wg-pages\""))
    let names = page[list.upperBound...].matches(of: /<li><a href="([a-z])\.html"/).map {
      String($0.1)
    }
    #expect(names == ["z", "b", "a", "c"])
  }
}

@Suite struct `Pages` {
  static let wrong: [(text: String, message: String)] = [
    ("a\n\n[x](#none)\n", "a.md:3:5: error: there is no 'none' in this page"),
    ("[x](none.md)\n", "a.md:1:5: error: there is no 'none.md' in the site's folder"),
    ("[x](../b.md)\n", "a.md:1:5: error: this link leads out of the site's folder"),
    ("[x](%2e%2e/b.md)\n", "a.md:1:5: error: this link leads out of the site's folder"),
    ("[x](javascript:alert(1))\n", "a.md:1:5: error: a link cannot lead to 'javascript:'"),
    ("[x](<java\tscript:alert(1)>)\n", "a.md:1:6: error: a link cannot lead to 'javascript:'"),
    ("[x](data:text/html,x)\n", "a.md:1:5: error: a link cannot lead to 'data:'"),
    ("<vbscript:x>\n", "a.md:1:2: error: a link cannot lead to 'vbscript:'"),
    ("![x](https://e.org/a.png)\n", "a.md:1:6: error: images come from the site's folder"),
    ("a <b>x</b>\n", "a.md:1:3: error: raw HTML is not taken over"),
    ("<script>alert(1)</script>\n", "a.md:1:1: error: raw HTML is not taken over"),
    ("> - a $x + $\n> - $x +* y$\n", "a.md:2:9: error: expected an expression, found '*'"),
    ("$$\nx = 1\ny = )\n$$\n", "a.md:3:5: error: expected an expression, found ')'"),
    ("## A {#b}\n\n## C {#b}\n", "a.md:3:6: error: the id 'b' is already taken on line 1"),
    ("## A {#wg-x}\n", "a.md:1:6: error: 'wg-x' is not an id"),
    (
      "```wengert\nf(x) = \n```\n",
      "a.md:2:8: error: expected an expression, found the end of the text"
    ),
    ("---\ntitel: x\n---\n", "a.md:2:1: error: there is no setting 'titel'"),
    ("---\ntitle: [a]\n---\n", "a.md:2:8: error: 'title' is a text"),
    ("---\ndate: 2025-02-30\n---\n", "a.md:2:7: error: 'date' is a day"),
    ("---\ntitle: &a b\n---\n", "a.md:2:1: error: anchors and aliases are not read"),
    ("---\ntitle: 'x\n---\n", "a.md:2:10: error: this is not YAML"),
    ("---\ntitle: x\n", "a.md:1:1: error: this front matter is never closed"),
  ]

  @Test(arguments: wrong) func `say where they are wrong`(text: String, message: String) throws {
    let errors = try article(text).errors
    #expect(errors.first?.hasPrefix(message) == true, "\(errors)")
    #expect(errors.count >= 1)
  }

  @Test func `set formulas in the notation, and leave money, escapes and code alone`() throws {
    let (html, errors) = try article(
      "$x1*x2$, $5 and $6, US$7, \\$x$, `$y$` and\n\n| a |\n|---|\n| $b$ |\n")
    #expect(errors.isEmpty)
    #expect(html.matches(of: /<math>/).count == 2)
    #expect(html.contains("$5 and $6, US$7, $x$, <code>$y$</code>"))
    #expect(html.contains("</math>,</span>"), "a comma stays on the line of its formula")
  }

  @Test func `calls, sums, partials and chains of equations need no definitions`() throws {
    let (html, errors) = try article(
      "$(f(x + h) - f(x))/h = partial(f, x)$ $product(i in 1..n, x[i]) - 1 = v_bar[k-1]$\n")
    #expect(errors.isEmpty, "\(errors)")
    #expect(html.contains("<munderover><mo>&#x220F;</mo>") && html.contains("&#x2202;"))
  }

  @Test func `names, captions and titles are text`() throws {
    let evil = "<script>alert(1)</script>"
    let built = try site(
      [
        "a.md":
          "---\ntitle: '\(evil)'\ndescription: '\"\(evil)'\n---\n## `\(evil)` \"x\"\n\n"
          + "```wengert {caption='\(evil)' alt='\"\(evil)' id=f}\nf(x) = x\n```\n\n"
          + "![\"\\<b>](i.png '\"\\<b>')\n\n```\(evil)\n\(evil)\n```\n"
      ], files: ["i.png"],
      configuration: "title: '\(evil)'\nauthor: '\(evil)'\nbase-url: https://e.org\n")
    #expect(built.errors.isEmpty, "\(built.errors)")
    for (name, text) in built.outputs {
      #expect(!text.contains("<script>alert"), "\(name)")
      if name.hasSuffix(".html") { #expect(isWellFormed(text), "\(name)") }
    }
  }

  @Test func `an accent hides no sign from the escapes, and no text reorders a page`() throws {
    let built = try site(
      [
        "a.md": "---\ntitle: '\"\u{301} onload=\"\u{301}x'\ndescription: \"\\u202E\\x1B\"\n---\n"
          + "## <\u{301}b> \u{202E}\n"
      ], configuration: "title: '<\u{301}b>\u{2066}'\nauthor: '\"\u{301} id=\"x'")
    for (name, text) in built.outputs {
      #expect(isWellFormed(text), "\(name)")
      #expect(
        text.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || !$0.isActive }, "\(name)")
    }
  }

  @Test(arguments: [
    "# A {#b}\n\n## C {#b}\n", "## A {#b}\n\n## C {#b}\n", "## A {#b}\n\n$$x$$ {#b}\n",
  ])
  func `an id that is taken is written once`(_ text: String) throws {
    let built = try site(["a.md": text])
    let page = try #require(built.outputs["a.html"])
    #expect(built.errors.count == 1)
    #expect(page.matches(of: /\sid="b"/).count == 1)
  }

  @Test func `lists, tables, tasks, notes and quotes are well-formed`() throws {
    let (html, errors) = try article(
      """
      1. a
         - b

           c
      2. d

      - [x] done
      - [ ] open

      > q[^1] ~~s~~ **b** *e*\\
      > www.example.org

      | a | b | c |
      |:--|:-:|--:|
      | 1 | 2 | 3 |

      [^1]: Note.

          ```wengert
          f(x) = x
          ```
      """)
    #expect(errors.isEmpty, "\(errors)")
    #expect(isWellFormed("<a>\(html)</a>"))
    for part in [
      "<td class=\"center\">2</td>", "<del>s</del>", "checked=\"\"", "id=\"wg-note-1\"",
      "href=\"http://www.example.org\"", "<svg",
    ] {
      #expect(html.contains(part), "\(part)")
    }
  }

  @Test func `deep nesting ends no program`() throws {
    for text in [
      String(repeating: ">", count: 20_000) + " a", String(repeating: "- ", count: 5_000) + "a",
      String(repeating: "[", count: 20_000), String(repeating: "*a ", count: 20_000),
      "$" + String(repeating: "(", count: 1_900) + "$",
      "---\ntitle: " + String(repeating: "[", count: 20_000) + "\n---\n",
    ] {
      _ = try article(text)
    }
  }

  @Test func `a message stands in the place of what is wrong`() throws {
    let (html, errors) = try article("[x](#none) and $x +$\n\n```wengert\nf(x) = (\n```\n")
    #expect(errors.count == 3)
    #expect(html.matches(of: /class="wengert-error"/).count == 3 && isWellFormed("<a>\(html)</a>"))
  }
}
