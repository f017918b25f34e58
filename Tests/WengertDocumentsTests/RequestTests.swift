import Testing
import WengertCode
import WengertDocuments
import WengertDrawing
import WengertReport

extension FenceRequest {
  static let function = "f(x1, x2) = x1*x2 + exp(x1*x2) - sin(x2)\nat x1 = 1, x2 = 2"

  /// A request for each kind.
  static func sample(_ kind: FenceKind, as form: FenceForm = .html) -> FenceRequest {
    let content: Content =
      switch kind {
      case .figure: .figure(FigureOptions(), Folding())
      case .trace: .trace(Set(TraceColumn.allCases))
      case .equations: .equations(Set(EquationList.allCases))
      case .jacobian: .jacobian
      case .live: .live(FigureOptions(), Folding())
      case .code: .code(CodeChoice(language: "c"))
      }
    return FenceRequest(text: function, content: content, form: form)
  }

  static let forms: [FenceForm] = [
    .html, .svg(.auto), .svg(.light), .svg(.dark), .markdown, .latex, .pandoc,
  ]

  /// Requests that differ in one thing each.
  static var variants: [FenceRequest] {
    func changed(_ kind: FenceKind = .figure, _ change: (inout FenceRequest) -> Void)
      -> FenceRequest
    {
      var request = sample(kind)
      change(&request)
      return request
    }
    func figure(_ change: (inout FigureOptions, inout Folding) -> Void) -> FenceRequest {
      var (options, folding) = (FigureOptions(), Folding())
      change(&options, &folding)
      return changed { $0.content = .figure(options, folding) }
    }
    var all = FenceKind.allCases.flatMap { kind in forms.map { sample(kind, as: $0) } }
    all += [
      changed { $0.text += "\n" }, changed { $0.text = "" },
      changed { $0.point = "" }, changed { $0.point = "x1=2" }, changed { $0.tangent = "x1=2" },
      changed { $0.adjoint = "x1=2" }, changed { $0.idPrefix = "wg-1" },
      changed {
        $0.point = "x"
        $0.tangent = "y"
      },
      changed { $0.point = "xy" },
      figure { options, _ in options.mode = .reverse },
      figure { options, _ in options.parts = [.primal] },
      figure { options, _ in options.parts = [] },
      figure { options, _ in options.direction = .topToBottom },
      figure { options, _ in options.format = NumberFormat(digits: 7) },
      figure { options, _ in options.constants = ConstantStyle.allCases.last ?? .automatic },
      figure { options, _ in options.weight = .adjoint },
      figure { options, _ in options.isLive = true },
      figure { _, folding in folding.limit = nil }, figure { _, folding in folding.limit = 7 },
      figure { _, folding in folding.depth = 7 }, figure { _, folding in folding.folded = ["g"] },
      figure { _, folding in folding.unfolded = ["g"] },
      figure { _, folding in folding.folded = ["g", "h"] },
      figure { _, folding in folding.folded = ["gh"] },
      figure { _, folding in folding.selection = .neighbourhood(of: "x", radius: 1) },
      figure { _, folding in folding.selection = .neighbourhood(of: "x", radius: 2) },
      figure { _, folding in folding.selection = .paths(from: "x", to: "y") },
      changed(.trace) { $0.content = .trace([.primal]) },
      changed(.equations) { $0.content = .equations([.primal]) },
      changed(.code) { $0.content = .code(CodeChoice(language: "swift")) },
      changed(.code) { $0.content = .code(CodeChoice(language: "c", derivative: .forward)) },
    ]
    return all
  }
}

@Suite struct `Requests of fences` {
  @Test func `requests that differ in anything have different bytes and different keys`() {
    let variants = FenceRequest.variants
    for (position, request) in variants.enumerated() {
      #expect(request.canonicalBytes == request.canonicalBytes)
      for other in variants[..<position] {
        #expect(request != other)
        #expect(request.canonicalBytes != other.canonicalBytes, "\(request)\n\(other)")
        #expect(request.key != other.key)
      }
    }
  }

  @Test func `bytes do not depend on the order of sets`() {
    var (first, second) = (Folding(), Folding())
    let names = (0..<50).map { "g\($0)" }
    first.folded = Set(names)
    second.folded = Set(names.reversed())
    var requests = [FenceRequest.sample(.figure), FenceRequest.sample(.figure)]
    requests[0].content = .figure(FigureOptions(), first)
    requests[1].content = .figure(FigureOptions(), second)
    #expect(requests[0].canonicalBytes == requests[1].canonicalBytes)
  }

  @Test func `results become bytes and come back`() {
    for result in [
      FenceResult(text: ""), FenceResult(text: "<svg/>\0é\u{2028}"),
      FenceResult(text: "a", script: ""), FenceResult(text: "a", script: "b()"),
    ] {
      #expect(FenceResult(bytes: result.bytes) == result)
      for count in 0..<result.bytes.count {
        #expect(FenceResult(bytes: result.bytes.prefix(count)) == nil)
      }
      #expect(FenceResult(bytes: result.bytes + [0]) == nil)
    }
    #expect(FenceResult(bytes: [UInt8](repeating: 0xFF, count: 64)) == nil)
  }

  @Test func `results change only together with the version`() {
    let rendering = DirectRendering(by: LayeredLayout())
    var bytes: [UInt8] = []
    for kind in FenceKind.allCases {
      for form in FenceRequest.forms {
        let answers = rendering.results(of: [FenceRequest.sample(kind, as: form)])
        if case .success(let result)? = answers.first { bytes += result.bytes }
      }
    }
    let digest = SHA256(bytes).bytes.prefix(8).map { String($0, radix: 16) }.joined(separator: " ")
    #expect(
      (RenderingVersion.number, digest) == (3, "f1 3e 24 e3 d7 e3 dc 60"),
      "Results are not what they were: raise RenderingVersion.number, and put this digest here.")
  }
}
