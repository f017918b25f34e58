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

  /// The results of fences that are needed in several forms, all in one batch; a fence fails where one of its forms does.
  ///
  /// - Parameter requests: what a fence asks for, at least one request.
  func answers(
    to fences: [Result<ReadFence, DocumentError>], _ requests: (ReadFence) -> [FenceRequest]
  ) -> [Result<AnsweredFence, DocumentError>] {
    let asked = fences.map { fence in fence.map { ($0, requests($0)) } }
    var results = results(of: asked.flatMap { (try? $0.get().1) ?? [] })[...]
    return asked.map { fence in
      fence.flatMap { read, requests in
        let own = zip(requests, results.prefix(requests.count))
        results.removeFirst(requests.count)
        return Result { () throws(FenceError) in
          try own.map { request, result throws(FenceError) in (request, try result.get()) }
        }.map { AnsweredFence(attributes: read.attributes, answers: $0) }.mapError(read.located)
      }
    }
  }
}

/// A fence with what it asked for, and what came back.
struct AnsweredFence {
  let attributes: FenceAttributes
  /// The requests in their order, at least one.
  let answers: [(request: FenceRequest, result: FenceResult)]
}
