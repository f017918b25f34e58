import TestSupport
import Testing
import Wengert
import WengertDrawing
import WengertGraphviz

/// Random graphs of 1 to 60 boxes, more of the small ones, in every direction.
private struct RandomLayouts {
  var seeds: Range<UInt64>
  var hasGroups = false
  /// Whether control points must lie within the drawing, which Graphviz does not promise.
  var curvesStayInside = true

  static func count(_ seed: UInt64) -> Int {
    let part = Double(seed % 100) / 99
    return 1 + Int(59 * part * part * part * part)
  }

  /// Everything that is wrong, with the seed.
  func faults(by engine: some LayoutEngine) -> [String] {
    var found: [String] = []
    for seed in seeds {
      for direction in Direction.allCases {
        let request = LayoutRequest.random(
          seed: seed, boxes: Self.count(seed), direction: direction, groups: hasGroups)
        do {
          let checks = LayoutChecks(request, try engine.layout(request))
          found += checks.faults(curvesStayInside: curvesStayInside)
            .map { "seed \(seed), \(direction): \($0)" }
        } catch {
          found.append("seed \(seed), \(direction): \(error)")
        }
      }
    }
    return found
  }
}

@Suite struct `Layered layout` {
  @Test(arguments: 0..<15 as Range<UInt64>)
  func `no boxes overlap and no line runs through a foreign one, on 1,500 random graphs`(
    _ part: UInt64
  ) {
    let layouts = RandomLayouts(seeds: part * 100..<(part + 1) * 100)
    #expect(layouts.faults(by: LayeredLayout(effort: .least)) == [])
  }

  @Test(arguments: 0..<15 as Range<UInt64>)
  func `the same holds for Graphviz`(_ part: UInt64) {
    let layouts = RandomLayouts(
      seeds: part * 100..<(part + 1) * 100, curvesStayInside: false)
    #expect(layouts.faults(by: GraphvizLayout()) == [])
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func `groups hold their members and nothing else`(_ part: UInt64) {
    let layouts = RandomLayouts(
      seeds: 10_000 + part * 50..<10_000 + (part + 1) * 50, hasGroups: true)
    #expect(layouts.faults(by: LayeredLayout(effort: .least)) == [])
  }
}
