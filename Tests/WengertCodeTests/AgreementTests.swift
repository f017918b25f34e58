import Foundation
import TestSupport
import Testing
import Wengert
import WengertCode

/// The code of every sample, compiled, run, and compared with the sweeps.
@Suite struct AgreementTests {
  @Test(.enabled(if: Toolchain.c.isAvailable, "needs cc"))
  func `generated C gives the numbers of the sweeps and compiles without a warning`() throws {
    try check(.c)
  }

  @Test(.enabled(if: Toolchain.python.isAvailable, "needs python3"))
  func `generated Python gives the numbers of the sweeps or raises`() throws {
    try check(.python, mayRaise: true)
  }

  @Test(.enabled(if: Toolchain.javascript.isAvailable, "needs node"))
  func `generated JavaScript gives the numbers of the sweeps`() throws {
    try check(.javascript)
  }

  @Test(.enabled(if: Toolchain.swift.isAvailable, "needs swiftc"))
  func `generated Swift gives the numbers of the sweeps and compiles without a warning`() throws {
    try check(.swift)
  }

  @Test func `the random graphs hold every elemental`() {
    let used = Set(
      Sample.random.flatMap { sample in
        sample.graph.nodes.compactMap { sample.graph[$0].elemental }
      })
    #expect(used == Set(Elemental.allCases))
    #expect(Sample.random.count + Sample.randomArithmetic.count == 200)
  }

  @Test func `every file of examples is among the functions`() throws {
    let folder = Tool.root.appending(path: "examples").path
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasSuffix(".expr") }
    #expect(!files.isEmpty)
    #expect(Sample.examples.map(\.title) == files.sorted())
  }

  private func check(_ toolchain: Toolchain, mayRaise: Bool = false) throws {
    var raised = 0
    var errors: [Double] = []
    for answer in try toolchain.run(Sample.all) {
      let expected = try answer.sample.expected(answer.derivative, answer.call)
      let context =
        "\(toolchain.language.name), \(answer.sample.title), \(answer.derivative) at \(answer.call.point)"
      guard let values = answer.values else {
        let isFinite = expected.allSatisfy { $0.isFinite }
        #expect(
          mayRaise && !isFinite && !answer.sample.mustNotRaise,
          "\(context) raised instead of \(expected)")
        raised += 1
        continue
      }
      let error = answer.sample.tolerance.ulps(values, expected)
      #expect(
        error <= answer.sample.tolerance.limit, "\(context): \(values) instead of \(expected)")
      errors.append(error)
    }
    print(
      "\(toolchain.language.name): \(errors.count) calls, \(errors.count { $0 == 0 }) to the last bit,",
      "others within \(errors.max() ?? 0) ulps; \(raised) raised")
  }
}

extension Sample.Tolerance {
  /// The largest error that is tolerated, in units in the last place.
  var limit: Double {
    switch self {
    case .bits: 0
    case .ulps(let limit), .ulpsOfLargest(let limit): limit
    }
  }

  /// The largest error of the results of a call.
  func ulps(_ values: [Double], _ expected: [Double]) -> Double {
    guard values.count == expected.count else { return .infinity }
    let largest = expected.reduce(0) { max($0, $1.magnitude) }
    return zip(values, expected).reduce(0) { error, pair in
      let (value, expected) = pair
      if value.isNaN && expected.isNaN { return error }
      // Signs of zeros must agree where a call has one result: the primal of an elemental.
      if value == expected, values.count > 1 || value.sign == expected.sign { return error }
      guard value.isFinite && expected.isFinite && value != expected else { return .infinity }
      let difference = (value - expected).magnitude
      switch self {
      case .bits, .ulps: return max(error, difference / expected.ulp)
      case .ulpsOfLargest: return max(error, difference / largest.ulp)
      }
    }
  }
}
