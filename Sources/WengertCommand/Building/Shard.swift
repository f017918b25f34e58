import ArgumentParser
import WengertDocuments

/// One of several parts of the work, so that several machines can fill one cache.
struct Shard: ExpressibleByArgument, Equatable, Sendable {
  /// Which part, from 1.
  let number: Int
  /// Of how many.
  let count: Int

  /// The largest number of parts.
  static let limit = 100_000

  /// `K/N`.
  init?(argument: String) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1],
      (1...Shard.limit).contains(count), (1...count).contains(number)
    else { return nil }
    (self.number, self.count) = (number, count)
  }

  /// Whether a result belongs to the part.
  ///
  /// The parts are about equally large, and every machine agrees on them.
  func contains(_ key: CacheKey) -> Bool { key.shard(of: count) == number }
}

/// Renders the requests of a shard into a cache, and passes over the others: the results are not for use.
struct ShardRendering: FenceRendering {
  let shard: Shard
  let rendering: CachedRendering
  let layout: LayoutChoice

  func results(of requests: [FenceRequest]) -> [Result<FenceResult, FenceError>] {
    let identity = layout.identity
    let areOurs = requests.map { shard.contains(KeyedRequest($0, identity: identity).key) }
    let ours = zip(requests, areOurs).filter(\.1).map(\.0)
    var results = rendering.results(of: ours).makeIterator()
    return areOurs.map { isOurs in
      guard isOurs, let result = results.next() else { return .success(FenceResult(text: "")) }
      return result
    }
  }

  /// What was done, in a line.
  var summary: String {
    let counts = rendering.counts
    let failed = counts.failed == 0 ? "" : ", \(counts.failed) failed"
    return "shard \(shard.number)/\(shard.count): \(counts.requests) figures, "
      + "\(counts.rendered) made, \(counts.found) were there\(failed)"
  }
}
