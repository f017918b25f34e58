import Foundation
import Testing
import WengertDrawing

@Suite struct `The palette` {
  typealias Palette = @Sendable (Ink) -> String
  static let palettes: [(name: String, color: Palette)] = [
    ("light", { $0.light }), ("dark", { $0.dark }),
  ]

  /// The inks that text is set in, with every ground that it stands on.
  private static let texts: [(ink: Ink, grounds: [Ink])] = [
    (.text, [.paper, .card, .chip, .header, .inputHeader, .outputHeader]),
    (.faint, [.paper, .card, .chip]),
    (.tangent, [.paper, .card, .chip]),
    (.adjoint, [.paper, .card, .chip]),
    (.onSeed, [.tangent, .adjoint, .text]),
  ]

  /// The inks of lines that mean something; the frame of a chip only holds its numbers together.
  private static let lines: [Ink] = [
    .line, .frame, .inputFrame, .outputFrame, .tangent, .adjoint, .text, .faint, .focus,
  ]

  @Test(arguments: 0..<2)
  func `text has a contrast of at least 4.5 to 1 on every ground`(_ index: Int) throws {
    let palette = Self.palettes[index]
    for (ink, grounds) in Self.texts {
      for ground in grounds {
        let contrast = Color(palette.color(ink)).contrast(with: Color(palette.color(ground)))
        #expect(contrast >= 4.5, "\(ink) on \(ground), \(palette.name): \(contrast)")
      }
    }
  }

  @Test(arguments: 0..<2)
  func `lines that mean something have a contrast of at least 3 to 1`(_ index: Int) throws {
    let palette = Self.palettes[index]
    for line in Self.lines {
      for ground in [Ink.paper, .card] {
        let contrast = Color(palette.color(line)).contrast(with: Color(palette.color(ground)))
        #expect(contrast >= 3, "\(line) on \(ground), \(palette.name): \(contrast)")
      }
    }
  }

  @Test(arguments: 0..<2, Vision.allCases)
  func `quantities stay apart for every kind of colour vision`(_ index: Int, _ vision: Vision) {
    let palette = Self.palettes[index]
    func distance(_ a: Ink, _ b: Ink) -> Double {
      Color(palette.color(a)).seen(by: vision).distance(
        to: Color(palette.color(b)).seen(by: vision))
    }
    #expect(distance(.tangent, .adjoint) >= 60, "\(palette.name)")
    for ink in [Ink.text, .faint, .line] {
      #expect(distance(.adjoint, ink) >= 35, "\(ink), \(palette.name)")
    }
    #expect(distance(.tangent, .text) >= 30, "\(palette.name)")
    #expect(distance(.tangent, .faint) >= 20, "\(palette.name)")
    #expect(distance(.inputFrame, .outputFrame) >= 30, "\(palette.name)")
  }

  @Test func `the measures are those of the books`() {
    let (black, white) = (Color("#000000"), Color("#ffffff"))
    #expect(abs(black.contrast(with: white) - 21) < 1e-9)
    #expect(abs(black.distance(to: white) - 100) < 0.01)
    // Pure red and green are far apart for most, and near for those without long-wave cones.
    let (red, green) = (Color("#ff0000"), Color("#008000"))
    let usual = red.distance(to: green)
    let protan = red.seen(by: .protanopia).distance(to: green.seen(by: .protanopia))
    #expect(usual > 130 && protan < 30)
  }
}

/// How colours are seen: matrices of Machado, Oliveira and Fernandes (2009), in linear light, at full severity.
enum Vision: CaseIterable {
  case usual, protanopia, deuteranopia, tritanopia

  var matrix: [[Double]] {
    switch self {
    case .usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    case .protanopia:
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ]
    case .deuteranopia:
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ]
    case .tritanopia:
      [
        [1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
      ]
    }
  }
}

/// A colour in linear light.
struct Color {
  let channels: [Double]

  init(_ hex: String) {
    let value = Int(hex.dropFirst(), radix: 16) ?? 0
    channels = [16, 8, 0].map { shift in
      let channel = Double((value >> shift) & 255) / 255
      return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4)
    }
  }

  private init(channels: [Double]) { self.channels = channels }

  func seen(by vision: Vision) -> Color {
    Color(channels: vision.matrix.map { row in min(1, max(0, dot(row))) })
  }

  private func dot(_ row: [Double]) -> Double { zip(row, channels).reduce(0) { $0 + $1.0 * $1.1 } }

  private var luminance: Double { dot([0.2126, 0.7152, 0.0722]) }

  /// The contrast by WCAG 2.
  func contrast(with other: Color) -> Double {
    let (x, y) = (luminance, other.luminance)
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  /// L*, a*, b* under D65.
  private var lab: [Double] {
    func root(_ t: Double) -> Double {
      t > pow(6.0 / 29, 3) ? cbrt(t) : t / (3 * pow(6.0 / 29, 2)) + 4.0 / 29
    }
    let x = root(dot([0.4124564, 0.3575761, 0.1804375]) / 0.95047)
    let y = root(dot([0.2126729, 0.7151522, 0.0721750]))
    let z = root(dot([0.0193339, 0.1191920, 0.9503041]) / 1.08883)
    return [116 * y - 16, 500 * (x - y), 200 * (y - z)]
  }

  /// The distance of 1976 of the CIE.
  func distance(to other: Color) -> Double {
    zip(lab, other.lab).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }.squareRoot()
  }
}
