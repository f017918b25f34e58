import Wengert

/// A name, as an index into the table of names.
struct Name: Hashable {
  let index: Int32
}

/// The names that a text uses, each held once.
struct NameTable {
  private var texts = TextList()
  private var table = IndexTable()
  /// The names with other letters than those of ASCII: a letter with an accent can be spelled in several ways.
  private var unicode: [String: Int32] = [:]

  var count: Int { texts.count }

  /// A hash that takes in a name byte by byte.
  var hash: NameHash { NameHash(table.hash) }

  subscript(_ name: Name) -> String {
    String(decoding: utf8(name), as: UTF8.self)
  }

  /// A name in UTF-8.
  func utf8(_ name: Name) -> ArraySlice<UInt8> { texts[Int(name.index)] }

  mutating func intern(_ text: String) -> Name {
    if let known = find(text) { return known }
    let spelling = Array(text.utf8)
    if let hash = hash(ofASCII: spelling) {
      table.insert(hash, Int32(count))
    } else {
      unicode[text] = Int32(count)
    }
    return append(spelling[...])
  }

  /// The name that a stretch of a text spells in ASCII.
  mutating func intern(ascii text: [UInt8], _ range: Range<Int>, _ hash: NameHash) -> Name {
    let hash = hash.finished
    if let index = find(text, range, hash) { return Name(index: index) }
    table.insert(hash, Int32(count))
    return append(text[range])
  }

  func find(_ text: String) -> Name? {
    let spelling = Array(text.utf8)
    guard let hash = hash(ofASCII: spelling) else {
      return unicode[text].map(Name.init(index:))
    }
    return find(spelling, spelling.indices, hash).map(Name.init(index:))
  }

  private func find(_ text: [UInt8], _ range: Range<Int>, _ hash: ContentHash) -> Int32? {
    table.find(hash) { texts.has(Int($0), equalTo: text, range) }
  }

  /// Nil where there is a letter that ASCII lacks.
  private func hash(ofASCII text: [UInt8]) -> ContentHash? {
    var hash = hash
    for byte in text {
      guard byte < 0x80 else { return nil }
      hash.mix(byte)
    }
    return hash.finished
  }

  private mutating func append(_ text: ArraySlice<UInt8>) -> Name {
    texts.append(text)
    return Name(index: Int32(count - 1))
  }
}

/// The hash of a name whose bytes come one at a time.
struct NameHash {
  private var hash: ContentHash
  private var word: UInt64 = 0
  private var length: UInt64 = 0

  init(_ hash: ContentHash) { self.hash = hash }

  @inline(__always)
  mutating func mix(_ byte: UInt8) {
    word = word << 8 | UInt64(byte)
    length += 1
    if length & 7 == 0 {
      hash.mix(word)
      word = 0
    }
  }

  /// The hash of all bytes.
  var finished: ContentHash {
    var hash = hash
    hash.mix(word)
    hash.mix(length)
    return hash
  }
}

/// What names stand for: a place for every name, in the order of the names.
struct NameMap<Value> {
  private var values: [Value?] = []

  subscript(_ name: Name) -> Value? {
    get {
      let index = Int(name.index)
      return index < values.count ? values[index] : nil
    }
    // In place, so that a list grows without a copy of it.
    _modify {
      let index = Int(name.index)
      while values.count <= index { values.append(nil) }
      yield &values[index]
    }
  }

  /// The names that stand for something.
  var names: some Sequence<Name> {
    values.indices.lazy.filter { values[$0] != nil }.map { Name(index: Int32($0)) }
  }
}

/// A set of names.
struct NameSet {
  private var isMember = NameMap<Bool>()

  var names: some Sequence<Name> { isMember.names }

  func contains(_ name: Name) -> Bool { isMember[name] == true }

  /// Whether the name is new.
  @discardableResult
  mutating func insert(_ name: Name) -> Bool {
    guard !contains(name) else { return false }
    isMember[name] = true
    return true
  }
}
