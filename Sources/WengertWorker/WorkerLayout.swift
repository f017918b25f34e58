import Wengert
public import WengertDrawing

/// What a worker may use.
public struct WorkerLimits: Sendable, Equatable {
  /// The longest time for one layout.
  public var time: Duration
  /// The most memory, in bytes, which Linux enforces and macOS does not.
  public var memory: Int

  /// Limits that no readable figure comes near.
  public init(time: Duration = .seconds(5), memory: Int = 2 << 30) {
    self.time = time
    self.memory = memory
  }
}

/// Layout in a kept child process, which is ended when it takes too long and replaced when it dies.
///
/// The child is started with the first request, and serves one request at a time; threads wait for each other. It is
/// believed nothing: an answer that is no layout of the request is an error like its death.
public final class WorkerLayout: LayoutEngine {
  private let program: String
  private let arguments: [String]
  private let limits: WorkerLimits
  private let child = Guarded<ChildProcess?>(nil)

  /// An engine that starts a program as its worker.
  ///
  /// - Parameters:
  ///   - program: the path of a program that runs a ``LayoutServer``.
  ///   - arguments: what makes the program do so.
  ///   - limits: what a layout may use. The time is kept from here; the memory is the program's business.
  public init(program: String, arguments: [String], limits: WorkerLimits = WorkerLimits()) {
    self.program = program
    self.arguments = arguments
    self.limits = limits
  }

  deinit { child.withLock { $0?.end() } }

  /// Ends the children of all engines of this process at once; for a process that is about to end itself.
  public static func endAll() { ChildProcess.endAll() }

  /// Places the boxes of a request.
  ///
  /// - Throws: what the engine in the worker throws, `LayoutError.timedOut(limit:)`,
  ///   `LayoutError.workerUnavailable(reason:)` or `LayoutError.workerFailed(reason:)`.
  /// - Complexity: that of the engine in the worker, and up to a millisecond for each thousand boxes.
  public func layout(_ request: LayoutRequest) throws(LayoutError) -> LayoutResult {
    let frame = LayoutMessage.request(request).frame
    guard frame.count - FrameHeader.size <= FrameHeader.limit else {
      throw .engine(step: "sending the request", messages: ["it has too many boxes"])
    }
    return try child.withLock { child throws(LayoutError) -> LayoutResult in
      try ask(&child, request, frame).get()
    }
  }

  private func ask(
    _ child: inout ChildProcess?, _ request: LayoutRequest, _ frame: [UInt8]
  ) throws(LayoutError) -> Result<LayoutResult, LayoutError> {
    let deadline = ContinuousClock.now.advanced(by: limits.time)
    guard child != nil else { return try exchange(request, frame, with: &child, until: deadline) }
    do throws(LayoutError) {
      return try exchange(request, frame, with: &child, until: deadline)
    } catch {
      // A kept child may have died since its last answer, which says nothing about this request.
      guard case .workerFailed = error else { throw error }
      return try exchange(request, frame, with: &child, until: deadline)
    }
  }

  /// Sends a request and takes its answer; a child is kept for the next one only after a right one.
  private func exchange(
    _ request: LayoutRequest, _ frame: [UInt8], with child: inout ChildProcess?,
    until deadline: ContinuousClock.Instant
  ) throws(LayoutError) -> Result<LayoutResult, LayoutError> {
    let current: ChildProcess
    if let kept = child { current = kept } else { current = try start() }
    child = nil
    let content: [UInt8]?
    do throws(ChannelError) {
      try current.channel.deliver(frame, until: deadline)
      content = try current.channel.receive(until: deadline)
    } catch {
      throw failure(error, of: current)
    }
    guard let content else { throw failure(.closed, of: current) }
    do throws(LayoutError) {
      let answer = try WorkerLayout.answer(content, to: request)
      child = current
      return answer
    } catch {
      current.end()
      throw error
    }
  }

  /// What a child says: a layout of the request, or why its engine has none.
  private static func answer(
    _ content: [UInt8], to request: LayoutRequest
  ) throws(LayoutError) -> Result<LayoutResult, LayoutError> {
    let message: LayoutMessage
    do throws(MalformedMessage) {
      message = try LayoutMessage(content)
    } catch {
      throw .workerFailed(reason: "gave an answer that cannot be read: \(error)")
    }
    switch message {
    case .result(let result) where result.answers(request): return .success(result)
    case .failure(let error): return .failure(error)
    case .result, .request:
      throw .workerFailed(reason: "answered with the layout of something else")
    }
  }

  private func start() throws(LayoutError) -> ChildProcess {
    do throws(ChildProcess.StartFailure) {
      return try ChildProcess(program, arguments)
    } catch {
      throw .workerUnavailable(reason: error.reason)
    }
  }

  private func failure(_ error: ChannelError, of child: ChildProcess) -> LayoutError {
    switch error {
    case .closed: return .workerFailed(reason: child.outcome())
    case .malformed:
      child.end()
      return .workerFailed(reason: "answered with something else than a layout")
    case .timedOut:
      child.end()
      return .timedOut(limit: limits.time)
    }
  }
}
