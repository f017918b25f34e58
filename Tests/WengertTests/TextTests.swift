import TestSupport
import Testing
import Wengert

@Suite struct `Index table` {
  private static func hash(_ table: IndexTable, _ word: UInt64) -> ContentHash {
    var hash = table.hash
    hash.mix(word)
    return hash
  }

  @Test func `what was inserted is found again, and nothing else`() {
    var table = IndexTable()
    let words = (0..<5000 as Range<UInt64>).map { $0 &* 0x1_0000_0001 }
    for (index, word) in words.enumerated() {
      let hash = Self.hash(table, word)
      #expect(table.find(hash) { words[Int($0)] == word } == nil)
      table.insert(hash, Int32(index))
    }
    for (index, word) in words.enumerated() {
      #expect(table.find(Self.hash(table, word)) { words[Int($0)] == word } == Int32(index))
    }
  }

  @Test func `equal hashes are told apart by the contents`() {
    var table = IndexTable()
    let hash = Self.hash(table, 7)
    for index in 0..<100 as Range<Int32> { table.insert(hash, index) }
    for index in 0..<100 as Range<Int32> { #expect(table.find(hash) { $0 == index } == index) }
    #expect(table.find(hash) { _ in false } == nil)
  }
}

@Suite struct `Written text` {
  private static func json(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return writer.text
  }

  @Test(arguments: [
    0, 7, 10, 99, 100, 999, 1000, 9999, 10_000, 123_456_789, -1, -10_000, .max, .min,
  ])
  func `whole numbers have the digits of the standard library`(_ number: Int) {
    #expect(Self.json { $0.value(number) } == String(number))
  }

  @Test func `other numbers have its shortest form, too`() {
    let edges = [
      0.1, -2.5, 1e15, 1e16, 9_007_199_254_740_991, 9_007_199_254_740_992, 9_007_199_254_740_994,
      18_014_398_509_481_984, -18_014_398_509_481_984, 1e300, .leastNonzeroMagnitude,
      1.7976931348623157e308,
    ]
    for number in edges { #expect(Self.json { $0.value(number) } == number.description) }
    #expect(Self.json { $0.value(-0.0) } == "0.0")
    #expect(Self.json { $0.value(Double?.none) } == "null")
  }

  @Test(arguments: 0..<20 as Range<UInt64>)
  func `numbers of every size have its shortest form`(_ seed: UInt64) {
    var random = SplitMix64(seed: seed)
    for _ in 0..<2000 {
      let bits = Double(bitPattern: random.next())
      let short = Double(random.next() >> 44) / 1000
      let nearWhole = (0x1p53 + Double(random.next() >> 52)).nextDown
      for number in [bits, short, short.nextUp, nearWhole, bits.ulp] where number.isFinite {
        #expect(Self.json { $0.value(number) } == number.description, "seed \(seed)")
      }
    }
  }

  @Test func `powers of two have its shortest form, though their neighbours lie unevenly`() {
    for exponent in -1074...1023 {
      let power = Double(sign: .plus, exponent: exponent, significand: 1)
      for number in [power, power.nextUp, power.nextDown, -power] where number != 0 {
        #expect(Self.json { $0.value(number) } == number.description)
      }
    }
  }

  @Test(arguments: [
    0, 9, 10, 12_345, 123_456, 1_234_567, 12_345_678, 99_999_999, 100_000_000, 2_147_483_647,
  ])
  func `identifiers are a letter and a number of any length`(_ number: Int) {
    let id = (letter: UInt8(ascii: "v"), number: number)
    #expect(Self.json { $0.value(JSONText(id)) } == "\"v\(number)\"")
  }

  @Test func `strings are escaped`() {
    #expect(Self.json { $0.value("a\"b\\c\n\u{7F}é") } == #""a\"b\\c\u000a\u007fé""#)
  }

  @Test func `what is taken piece by piece is the whole`() {
    var writer = JSONWriter()
    var pieces: [[UInt8]] = []
    writer.openArray()
    for number in 0..<1000 {
      writer.value(number)
      writer.flush(atLeast: 100) { pieces.append($0) }
    }
    writer.closeArray()
    writer.flush(atLeast: 0) { pieces.append($0) }
    #expect(pieces.count > 10)
    let text = String(decoding: pieces.joined(), as: UTF8.self)
    #expect(text == "[" + (0..<1000).map(String.init).joined(separator: ", ") + "]")
  }
}

@Suite struct `Tables of a graph` {
  @Test(arguments: 0..<50 as Range<UInt64>)
  func `the edges out of a node are those of all edges that begin there`(_ seed: UInt64) {
    let graph = RandomGraph(seed: seed).graph
    let children = graph.children()
    for node in graph.nodes {
      #expect(Array(children[node]) == graph.edges.filter { $0.parent == node }, "seed \(seed)")
    }
  }

  @Test func `graphs are equal whatever the order in which their nodes were named`() {
    func graph(_ order: [Int]) -> Graph {
      var builder = GraphBuilder()
      let x = builder.input("x")
      let nodes = [builder.apply(.sin, x), builder.apply(.cos, x)]
      for index in order { builder.name(nodes[index], "n\(index)") }
      return builder.graph
    }
    #expect(graph([0, 1]) == graph([1, 0]))
    #expect(graph([0]) != graph([1]))
    #expect(graph([0]) != graph([0, 1]))
  }

  @Test(arguments: [1, 7, 8, 9, 100])
  func `equal elementals are one node, however many children a parent has`(_ count: Int) {
    var builder = GraphBuilder()
    let inputs = (0..<count).map { builder.input("x\($0)") }
    let hub = builder.apply(.exp, inputs[0])
    func children() -> [NodeID] {
      inputs.flatMap { input in
        [builder.apply(.mul, input, hub), builder.apply(.mul, hub, input)]
          + [builder.apply(.add, input, hub), builder.apply(.select, hub, input, input)]
      } + [builder.apply(.mul, hub, hub), builder.apply(.sin, hub)]
    }
    let first = children()
    let size = builder.graph.count
    #expect(Set(first).count == first.count)
    #expect(children() == first)
    #expect(builder.graph.count == size)
  }

  @Test func `numbers that are other nodes' names get as many primes as they need`() {
    var builder = GraphBuilder()
    let x = builder.input("x")
    var nodes = [builder.apply(.sin, x), builder.apply(.cos, x), builder.apply(.exp, x)]
    nodes.append(builder.apply(.tan, x))
    builder.name(nodes[1], "v2")
    builder.name(nodes[2], "v2'")
    let symbols = Naming(builder.graph).symbols
    #expect(nodes.map { symbols[$0].name } == ["v2''", "v2", "v2'", "v5"])
  }
}
