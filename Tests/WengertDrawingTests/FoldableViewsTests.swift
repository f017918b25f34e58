import Testing
import Wengert
import WengertDrawing
import WengertNotation

@Suite struct `Views to fold and unfold to` {
  private func views(_ text: String) throws -> FoldableViews {
    try FoldableViews(Equations(Program(SourceText(text, name: "test")).graph))
  }

  private func calls(_ count: Int, _ name: (Int) -> String = { _ in "g" }) -> String {
    let names = Set((1...count).map(name)).sorted()
    return names.map { "\($0)(x) = x*sin(x)\n" }.joined()
      + "f(x) = " + (1...count).map { "\(name($0))(\($0)*x)" }.joined(separator: " + ")
  }

  /// The groups of a view and whether they are open.
  private func state(_ view: GraphView) -> [Int: Bool] {
    var state: [Int: Bool] = [:]
    for group in view.openGroups { state[group.position] = true }
    for fold in view.folds { if let group = fold.group { state[group] = false } }
    return state
  }

  @Test(arguments: [1, 2, 3, 4, 5, 30])
  func `every toggle leads to the view in which its group is the other way round`(_ count: Int)
    throws
  {
    let views = try views(calls(count))
    #expect(views.toggles.count == views.views.count)
    for (view, toggles) in zip(views.views, views.toggles) {
      let groups = state(view)
      for toggle in toggles {
        #expect(groups[toggle.group] == toggle.isOpen)
        #expect(state(views.views[toggle.target])[toggle.group] == !toggle.isOpen)
      }
    }
    #expect(state(views.views[views.closed]).values.allSatisfy { !$0 })
    #expect(state(views.views[views.open]).values.allSatisfy { $0 } || count == 30)
  }

  @Test func `groups fold one by one where that is little, otherwise by name, otherwise together`()
    throws
  {
    #expect(try views("f(x) = sin(x)").views.count == 1, "there are no groups")
    #expect(try views(calls(2)).views.count == 4)
    #expect(try views(calls(6)).views.count == 2, "all calls of g together")
    #expect(try views(calls(6) { "g\($0)" }).views.count == 2, "all groups together")
  }

  @Test func `a group inside a folded one has no toggle`() throws {
    let views = try views("g(x) = x*x; h(x) = sin(g(x)); f(x) = h(x) + x")
    #expect(views.views.count == 3)
    #expect(views.toggles[views.closed].count == 1)
    #expect(views.toggles[views.open].count == 2)
  }
}
