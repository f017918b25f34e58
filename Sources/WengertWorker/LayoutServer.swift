public import WengertDrawing

/// The worker: answers requests on standard input with results on standard output.
public struct LayoutServer<Engine: LayoutEngine> {
  private let engine: Engine
  private let limits: WorkerLimits

  /// A worker that places boxes by an engine.
  public init(_ engine: Engine, limits: WorkerLimits) {
    self.engine = engine
    self.limits = limits
  }

  /// Limits the memory of this process, then answers until the input ends.
  ///
  /// - Returns: whether the input ended after a whole request. What is no frame at all ends the worker, for nobody knows
  ///   where the next frame begins.
  public func run() -> Bool {
    ResourceLimits.limitMemory(bytes: limits.memory)
    do {
      while let content = try Channel.standard.receive(until: nil) {
        // The other process ends this one before, unless it is gone.
        ResourceLimits.endProcess(afterSeconds: Int(limits.time / .seconds(1)) + 2)
        let answer = answer(to: content)
        ResourceLimits.endProcess(afterSeconds: 0)
        try Channel.standard.deliver(answer.frame, until: nil)
      }
      return true
    } catch {
      return false
    }
  }

  private func answer(to content: [UInt8]) -> LayoutMessage {
    let message: LayoutMessage
    do {
      message = try LayoutMessage(content)
    } catch {
      return .failure(.engine(step: "reading the request", messages: [error.description]))
    }
    guard case .request(let request) = message else {
      return .failure(.engine(step: "reading the request", messages: ["it is an answer"]))
    }
    do throws(LayoutError) {
      return .result(try engine.layout(request))
    } catch {
      return .failure(error)
    }
  }
}
