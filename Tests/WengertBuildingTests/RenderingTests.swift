import Foundation
import TestSupport
import Testing
import WengertDocuments
import WengertDrawing

@testable import WengertCommand

@Suite struct `Rendering with a cache and several threads` {
  private let folder: TemporaryFolder
  private let cache: FigureCache
  /// Some figures several times, and some that are wrong.
  private let requests =
    (0..<40).map { FenceRequest.figure($0 % 13) } + [.wrong, .figure(3), .wrong]

  init() throws {
    folder = try TemporaryFolder()
    cache = FigureCache(folder)
  }

  private func rendering(
    _ layout: LayoutChoice = .layered, jobs: Int = 2, cached: Bool = true, remembers: Bool = false
  ) -> CachedRendering {
    CachedRendering(
      layout: layout, cache: cached ? cache : nil, jobs: jobs, remembers: remembers)
  }

  private func texts(_ results: [Result<FenceResult, FenceError>]) -> [String] {
    results.map { result in
      switch result {
      case .success(let result): result.text
      case .failure(let error): "\(error.place) \(error.problem.message)"
      }
    }
  }

  @Test(arguments: [1, 2, 3, 8, 100])
  func `results are those of one thread without a cache, in order`(_ jobs: Int) {
    let expected = texts(DirectRendering(by: LayeredLayout()).results(of: requests))
    for cached in [false, true, true] {
      #expect(texts(rendering(jobs: jobs, cached: cached).results(of: requests)) == expected)
    }
  }

  @Test func `an empty batch has no results`() {
    #expect(rendering(jobs: 8).results(of: []).isEmpty)
  }

  @Test func `equal requests are rendered once, and not again with a cache; errors are`() {
    let first = rendering()
    _ = first.results(of: requests)
    #expect(first.counts == CachedRendering.Counts(requests: 14, found: 0, rendered: 13, failed: 1))
    let second = rendering()
    _ = second.results(of: requests)
    #expect(
      second.counts == CachedRendering.Counts(requests: 14, found: 13, rendered: 0, failed: 1))
    _ = second.results(of: requests + [.figure(77)])
    #expect(
      second.counts == CachedRendering.Counts(requests: 15, found: 13, rendered: 1, failed: 1))
  }

  @Test func `the last batch is remembered without a cache`() {
    let rendering = rendering(cached: false, remembers: true)
    let expected = texts(rendering.results(of: requests))
    #expect(rendering.counts.rendered == 13)
    #expect(texts(rendering.results(of: requests)) == expected)
    #expect(rendering.counts == CachedRendering.Counts(requests: 14, found: 13, failed: 1))
    _ = rendering.results(of: [.figure(1)])
    _ = rendering.results(of: [.figure(1), .figure(2)])
    #expect(rendering.counts == CachedRendering.Counts(requests: 2, found: 1, rendered: 1))
  }

  @Test func `damaged entries are made again`() throws {
    let expected = texts(rendering().results(of: requests))
    let files = cache.files.filter { !$0.hasSuffix("CACHEDIR.TAG") }
    #expect(files.count == 13)
    let whole = try files.map { try contents(URL(filePath: $0)) }
    for (number, file) in files.enumerated() {
      try Data(whole[number].prefix(number * 50)).write(to: URL(filePath: file))
    }
    let again = rendering()
    #expect(texts(again.results(of: requests)) == expected)
    #expect(again.counts.rendered == 13)
    #expect(try files.map { try contents(URL(filePath: $0)) } == whole)
  }

  @Test func `texts that are equal but for their bytes are different requests`() {
    var (composed, decomposed) = (FenceRequest.figure(0), FenceRequest.figure(0))
    composed.text = "# \u{E9}\n" + composed.text
    decomposed.text = "# e\u{301}\n" + decomposed.text
    #expect(composed == decomposed)
    let rendering = rendering()
    _ = rendering.results(of: [composed, decomposed])
    #expect(rendering.counts.requests == 2)
  }

  @Test func `another engine has results of its own`() {
    _ = rendering().results(of: [.figure(1)])
    let other = rendering(.automatic)
    _ = other.results(of: [.figure(1)])
    #expect(other.counts.rendered == 1)
  }

  @Test func `layout processes give what this process gives`() {
    let layouts = [
      LayoutChoice(engine: .graphviz, timeout: 60, worker: Tool.wengert.path), .automatic,
    ]
    let results = layouts.map { layout in
      texts(
        CachedRendering(layout: layout, cache: nil, jobs: 3).results(of: requests))
    }
    #expect(results[0] == results[1] && results[0][0].contains("<svg"))
  }

  @Test func `a makeshift after a timeout is used and not kept`() throws {
    let stub = folder.file("worker")
    try write("#!/bin/sh\nexec sleep 1000\n", to: stub)
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: stub.path)
    let slow = LayoutChoice(engine: nil, timeout: 0.2, worker: stub.path)
    let rendering = rendering(slow)
    let layered = DirectRendering(by: LayeredLayout()).results(of: [.figure(1)])
    #expect(texts(rendering.results(of: [.figure(1)])) == texts(layered))
    #expect(cache.files.isEmpty)
  }

  // MARK: Shards

  @Test(arguments: [1, 2, 3, 7])
  func `shards fill the cache between them, each figure once`(_ count: Int) throws {
    let requests = (0..<30).map { FenceRequest.figure($0) } + [.figure(0)]
    var made = 0
    for number in 1...count {
      let shard = try #require(Shard(argument: "\(number)/\(count)"))
      let rendering = ShardRendering(shard: shard, rendering: rendering(), layout: .layered)
      #expect(rendering.results(of: requests).count == requests.count)
      made += rendering.rendering.counts.rendered
      #expect(rendering.rendering.counts.found == 0)
      #expect(rendering.summary.hasPrefix("shard \(number)/\(count): "))
    }
    #expect(made == 30)
    let whole = rendering()
    let expected = texts(DirectRendering(by: LayeredLayout()).results(of: requests))
    #expect(texts(whole.results(of: requests)) == expected)
    #expect(whole.counts.rendered == 0)
  }

  @Test func `a shard reports its own errors alone`() throws {
    let key = KeyedRequest(.wrong, .layered).key
    for number in 1...3 {
      let shard = try #require(Shard(argument: "\(number)/3"))
      let results = ShardRendering(shard: shard, rendering: rendering(), layout: .layered)
        .results(of: [.wrong, .figure(1)])
      let isWrong = if case .failure = results[0] { true } else { false }
      #expect(isWrong == shard.contains(key))
    }
  }

  @Test(arguments: ["", "1", "0/2", "3/2", "1/0", "1/2/3", "a/b", "-1/2", "1/1000000"])
  func `a shard is one number of another one`(_ text: String) {
    #expect(Shard(argument: text) == nil)
  }
}
