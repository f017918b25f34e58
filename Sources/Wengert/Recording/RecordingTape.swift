/// Where operators write what they recorded, in a few nanoseconds a node.
///
/// A tape is memory outside of any object, so that writing needs neither reference counts nor checks of exclusive
/// access. It is sound for three reasons. The memory of a ``Header`` is never given back, only used again, and
/// carries a generation: a variable that outlives its recording is found out before anything is touched. Every
/// write is behind a check of the capacity. And a recording belongs to one thread, as its documentation says.
@safe
struct RecordingTape: Equatable {
  /// The state of a tape.
  @unsafe
  struct Header {
    /// How many recordings have used this memory.
    var generation: UInt32 = 0
    /// The number of nodes that have been recorded, and of those that the builder of the recording has.
    var count: Int32 = 0
    var built: Int32 = 0
    /// The nodes that the lists have room for.
    var capacity: Int32 = 0
    /// While there are fewer nodes, there is room for two more.
    var limit: Int32 = 0
    var constants: Int32 = 0
    /// The generation whose operations are nodes as they come, without being shared; zero where there is none.
    var directGeneration: UInt32 = 0
    var owner: Unmanaged<Recording>?
    var codes: UnsafeMutablePointer<UInt8>
    var firsts: UnsafeMutablePointer<Int32>
    var seconds: UnsafeMutablePointer<Int32>
    var numbers: UnsafeMutablePointer<Double>
  }

  private let header: UnsafeMutablePointer<Header>

  /// Headers that no recording uses.
  private static let unused = Guarded<[RecordingTape]>([])
  private static let firstCapacity: Int32 = 1024
  /// The most nodes whose memory is kept for the next recording, 36 MB: new memory costs more than writing to it.
  private static let keptCapacity: Int32 = 1 << 21

  /// A tape that nobody else writes to.
  static func make(isDirect: Bool) -> RecordingTape {
    let used = unused.withLock { $0.popLast() }
    let tape = used ?? RecordingTape()
    unsafe tape.header.pointee.generation += 1
    unsafe tape.header.pointee.directGeneration = isDirect ? tape.generation : 0
    return tape
  }

  private init() {
    unsafe header = UnsafeMutablePointer<Header>.allocate(capacity: 1)
    let size = Int(Self.firstCapacity)
    unsafe header.initialize(
      to: Header(
        capacity: Self.firstCapacity, codes: .allocate(capacity: size),
        firsts: .allocate(capacity: size), seconds: .allocate(capacity: size),
        numbers: .allocate(capacity: size)))
    setLimit()
  }

  private func setLimit() {
    unsafe header.pointee.limit = header.pointee.built + header.pointee.capacity - 1
  }

  /// Ends the use of the tape by a recording; variables that still name it are refused from now on.
  func end() {
    unsafe header.pointee.generation += 1
    unsafe header.pointee.directGeneration = 0
    unsafe header.pointee.owner = nil
    unsafe (header.pointee.count, header.pointee.built, header.pointee.constants) = (0, 0, 0)
    if unsafe header.pointee.capacity > Self.keptCapacity { resize(to: Self.firstCapacity) }
    setLimit()
    // A generation is never used twice: the last ones of a tape are left, and the tape with them.
    guard generation < .max - 2 else { return }
    Self.unused.withLock { $0.append(self) }
  }

  /// The generation whose operations are nodes as they come, without being shared; zero where there is none.
  @inline(__always)
  var directGeneration: UInt32 { unsafe header.pointee.directGeneration }

  @inline(__always)
  var generation: UInt32 { unsafe header.pointee.generation }

  /// The recording that the tape belongs to.
  var owner: Recording? {
    get { unsafe header.pointee.owner?.takeUnretainedValue() }
    nonmutating set { unsafe header.pointee.owner = newValue.map { unsafe .passUnretained($0) } }
  }

  @inline(__always)
  static func == (left: RecordingTape, right: RecordingTape) -> Bool {
    unsafe left.header == right.header
  }

  // MARK: Writing

  /// Records an elemental of nodes of this tape; nil where there is no room.
  @inline(__always)
  func append(_ elemental: Elemental, _ first: Int32, _ second: Int32) -> Int32? {
    let index = unsafe header.pointee.count
    guard index < (unsafe header.pointee.limit) else { return nil }
    write(elemental.rawValue, first, second, at: index)
    unsafe header.pointee.count = index &+ 1
    return index
  }

  /// Records a constant and an elemental of a node and it; nil where there is no room.
  @inline(__always)
  func append(_ elemental: Elemental, _ first: Int32, constant: Double) -> Int32? {
    let index = unsafe header.pointee.count
    guard index < (unsafe header.pointee.limit) else { return nil }
    write(constant: constant, at: index)
    write(elemental.rawValue, first, index, at: index &+ 1)
    unsafe header.pointee.count = index &+ 2
    return index &+ 1
  }

  /// Records a constant and an elemental of it and a node; nil where there is no room.
  @inline(__always)
  func append(_ elemental: Elemental, constant: Double, _ second: Int32) -> Int32? {
    let index = unsafe header.pointee.count
    guard index < (unsafe header.pointee.limit) else { return nil }
    write(constant: constant, at: index)
    write(elemental.rawValue, index, second, at: index &+ 1)
    unsafe header.pointee.count = index &+ 2
    return index &+ 1
  }

  /// Records a constant; there must be room.
  func append(constant: Double) -> Int32 {
    let index = unsafe header.pointee.count
    precondition(index < (unsafe header.pointee.limit), "there is no room on the tape")
    write(constant: constant, at: index)
    unsafe header.pointee.count = index &+ 1
    return index
  }

  /// Makes room for an elemental and two constants.
  func makeRoom() {
    while unsafe header.pointee.count &+ 2 >= header.pointee.limit { grow() }
  }

  /// Writes a node behind the last one, or one further.
  @inline(__always)
  private func write(_ code: UInt8, _ first: Int32, _ second: Int32, at index: Int32) {
    let place = unsafe Int(index &- header.pointee.built)
    unsafe header.pointee.codes[place] = code
    unsafe header.pointee.firsts[place] = first
    unsafe header.pointee.seconds[place] = second
  }

  @inline(__always)
  private func write(constant: Double, at index: Int32) {
    // No more constants than nodes, so there is room.
    let number = unsafe header.pointee.constants
    unsafe header.pointee.numbers[Int(number)] = constant
    unsafe header.pointee.constants = number &+ 1
    write(Opcode.constant.rawValue, number, -1, at: index)
  }

  @inline(never)
  private func grow() {
    precondition(unsafe header.pointee.capacity < 1 << 29, "a graph has at most 2³¹ nodes")
    resize(to: unsafe 2 * header.pointee.capacity)
  }

  private func resize(to capacity: Int32) {
    let kept = unsafe Int(min(header.pointee.count - header.pointee.built, capacity))
    let size = Int(capacity)
    unsafe Self.move(&header.pointee.codes, kept, size)
    unsafe Self.move(&header.pointee.firsts, kept, size)
    unsafe Self.move(&header.pointee.seconds, kept, size)
    unsafe Self.move(&header.pointee.numbers, Int(min(header.pointee.constants, capacity)), size)
    unsafe header.pointee.capacity = capacity
    setLimit()
  }

  private static func move<Element: BitwiseCopyable>(
    _ list: inout UnsafeMutablePointer<Element>, _ kept: Int, _ size: Int
  ) {
    let copy = UnsafeMutablePointer<Element>.allocate(capacity: size)
    unsafe copy.update(from: list, count: kept)
    unsafe list.deallocate()
    unsafe list = copy
  }

  // MARK: Reading

  /// Hands what was written since the last time to the builder of the recording.
  func flush(into builder: inout GraphBuilder) {
    let count = unsafe Int(header.pointee.count - header.pointee.built)
    if count > 0 {
      unsafe builder.append(
        codes: UnsafeBufferPointer(start: header.pointee.codes, count: count),
        firsts: UnsafeBufferPointer(start: header.pointee.firsts, count: count),
        seconds: UnsafeBufferPointer(start: header.pointee.seconds, count: count),
        constants: UnsafeBufferPointer(
          start: header.pointee.numbers, count: Int(header.pointee.constants)))
    }
    unsafe header.pointee.constants = 0
    let built = Int32(builder.graph.count)
    unsafe (header.pointee.count, header.pointee.built) = (built, built)
    setLimit()
  }
}

extension RecordingTape: @unchecked Sendable {}
