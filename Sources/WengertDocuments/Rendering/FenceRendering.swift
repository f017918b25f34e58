/// Something that answers requests: at once, from a store, or by several processes.
public protocol FenceRendering {
  /// The results of requests, one for each, in their order.
  func results(of requests: [FenceRequest]) -> [Result<FenceResult, FenceError>]
}

extension FenceRendering {
  /// The results of what the fences of one document, or of many, ask for, all in one batch: each fence with its result,
  /// or what is wrong with it at its place in the document.
  public func results(
    of fences: [Result<(ReadFence, FenceRequest), DocumentError>]
  ) -> [Result<(ReadFence, FenceResult), DocumentError>] {
    let requests = fences.compactMap { try? $0.get().1 }
    var answers = results(of: requests).makeIterator()
    return fences.map { fence in
      fence.flatMap { read, _ in
        guard let answer = answers.next() else {
          preconditionFailure("a rendering answers each request")
        }
        return answer.map { (read, $0) }.mapError(read.located)
      }
    }
  }
}
