/// A stretch of memory that the loops of an ``Evaluator`` work on: the only place where they meet pointers.
///
/// Indices come from a ``Tape``, which computes them from a graph whose parents precede their children, and are
/// checked in debug builds only. Whoever allocates also releases, in a `deinit`, and nothing
/// outlives it.
@safe
struct Memory<Element: BitwiseCopyable> {
  private let start: UnsafeMutablePointer<Element>
  let count: Int

  init(repeating value: Element, count: Int) {
    // Room behind the end, so that eight can be read where fewer are left.
    let size = count + 8
    unsafe start = UnsafeMutablePointer<Element>.allocate(capacity: size)
    unsafe start.initialize(repeating: value, count: size)
    self.count = count
  }

  init(_ values: [Element], otherwise filler: Element) {
    self.init(repeating: filler, count: values.count)
    for (index, value) in values.enumerated() { self[index] = value }
  }

  func release() { unsafe start.deallocate() }

  @inline(__always)
  subscript(index: Int) -> Element {
    get {
      assert(index >= 0 && index < count)
      return unsafe start[index]
    }
    nonmutating set {
      assert(index >= 0 && index < count)
      unsafe start[index] = newValue
    }
  }

  @inline(__always)
  subscript(index: Int32) -> Element {
    get { self[Int(index)] }
    nonmutating set { self[Int(index)] = newValue }
  }
}

extension Memory where Element == Double {
  /// Eight numbers from an index on; the last ones may lie behind the end.
  @inline(__always)
  func lanes(at index: Int) -> SIMD8<Double> {
    assert(index >= 0 && index <= count)
    return unsafe UnsafeRawPointer(start + index).loadUnaligned(as: SIMD8<Double>.self)
  }

  @inline(__always)
  func setLanes(at index: Int, _ lanes: SIMD8<Double>) {
    assert(index >= 0 && index + 8 <= count + 8)
    unsafe UnsafeMutableRawPointer(start + index).storeBytes(of: lanes, as: SIMD8<Double>.self)
  }

  // The following are not inlined: in a loop with other ways, their addresses would not stay in registers. Those
  // that read have no other effect, so that a rule that does not need an operand does not fetch it.

  /// Eight numbers at equal distances.
  @inline(never)
  @_effects(readonly)
  func lanes(at index: Int, step: Int) -> SIMD8<Double> {
    var lanes = SIMD8<Double>()
    for lane in 0..<8 { lanes[lane] = self[index &+ lane &* step] }
    return lanes
  }

  @inline(never)
  func setLanes(at index: Int, step: Int, _ lanes: SIMD8<Double>) {
    for lane in 0..<8 { self[index &+ lane &* step] = lanes[lane] }
  }

  /// The numbers at eight places of a list.
  @inline(never)
  @_effects(readonly)
  func lanes(at places: Memory<Int32>, from offset: Int) -> SIMD8<Double> {
    var lanes = SIMD8<Double>()
    for lane in 0..<8 { lanes[lane] = self[places[offset &+ lane]] }
    return lanes
  }

  @inline(never)
  func setLanes(at places: Memory<Int32>, from offset: Int, _ lanes: SIMD8<Double>) {
    for lane in 0..<8 { self[places[offset &+ lane]] = lanes[lane] }
  }

  /// Copies every `step`th number of an array, from one on, to an index.
  func gather(_ values: borrowing [Double], from first: Int, step: Int, count: Int, to index: Int) {
    guard count > 0 else { return }
    precondition(first >= 0 && first + (count - 1) * step < values.count)
    precondition(index >= 0 && index + count <= self.count)
    unsafe values.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      for number in 0..<count {
        unsafe start[index &+ number] = base[first &+ number &* step]
      }
    }
  }

  /// Copies the numbers at given places to an array, one for each; says whether all are numbers.
  func gather(_ places: Memory<Int32>, into values: inout [Double]) -> Bool {
    precondition(values.count == places.count)
    return unsafe values.withUnsafeMutableBufferPointer { target in
      guard let base = target.baseAddress else { return true }
      var isNaN = false
      for index in 0..<places.count {
        let number = self[places[index]]
        if number.isNaN { isNaN = true }
        unsafe base[index] = number
      }
      return !isNaN
    }
  }

  /// Copies numbers from an index to every `step`th place of an array, from one on.
  func scatter(_ index: Int, count: Int, to values: inout [Double], from first: Int, step: Int) {
    guard count > 0 else { return }
    precondition(first >= 0 && first + (count - 1) * step < values.count)
    precondition(index >= 0 && index + count <= self.count)
    unsafe values.withUnsafeMutableBufferPointer { target in
      guard let base = target.baseAddress else { return }
      for number in 0..<count {
        unsafe base[first &+ number &* step] = start[index &+ number]
      }
    }
  }

  /// Sets numbers from an index on.
  func fill(_ value: Double, from index: Int, count: Int) {
    precondition(index >= 0 && index + count <= self.count)
    unsafe (start + index).update(repeating: value, count: count)
  }

  /// Copies numbers from an array to every `step`th place, from an index on.
  func copy(
    _ values: borrowing [Double], from first: Int, count: Int, to index: Int, step: Int
  ) {
    guard count > 0 else { return }
    precondition(first >= 0 && first + count <= values.count)
    precondition(index >= 0 && index + (count - 1) * step < self.count)
    unsafe values.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      for number in 0..<count { unsafe start[index &+ number &* step] = base[first &+ number] }
    }
  }

  /// Copies numbers from an array to an index.
  func copy(_ values: borrowing [Double], from first: Int, count: Int, to index: Int) {
    precondition(first >= 0 && first + count <= values.count && index + count <= self.count)
    unsafe values.withUnsafeBufferPointer { source in
      guard let base = source.baseAddress else { return }
      // A call takes longer than copying a few.
      if count <= 32 {
        for number in 0..<count { unsafe start[index &+ number] = base[first &+ number] }
      } else {
        unsafe (start + index).update(from: base + first, count: count)
      }
    }
  }
}
