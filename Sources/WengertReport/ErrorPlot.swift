import Wengert
import WengertDrawing

/// The errors of central differences for one derivative, relative to it unless it is zero.
struct DifferenceErrors {
  /// The steps and their errors; an error is NaN where a step leaves the domain.
  let steps: [(step: Double, error: Double)]
  /// Whether the errors are relative.
  let isRelative: Bool

  init(_ alternatives: Alternatives) {
    let exact = alternatives.exact.magnitude
    isRelative = exact > 0 && exact.isFinite
    let scale = isRelative ? exact : 1
    steps = alternatives.differenceErrors.map { ($0.step, $0.error / scale) }
  }

  /// The step with the smallest error; nil where every step leaves the domain.
  var best: (step: Double, error: Double)? {
    steps.filter { $0.error.isFinite }.min { $0.error < $1.error }
  }
}

/// Errors against steps on logarithmic scales, as SVG that follows the page's theme.
///
/// The axes are the same for every function, so that the script only moves points.
struct ErrorPlot {
  /// The powers of ten at the ends of the axes.
  private static let steps = -15...0
  private static let errors = -17...1
  /// Points on the page for one power of ten.
  private static let decade = (x: 28.0, y: 13.0)
  private static let (left, top) = (52.0, 14.0)

  private let values: [(step: Double, error: Double)]
  private let isRelative: Bool

  init(_ errors: DifferenceErrors) {
    (values, isRelative) = (errors.steps, errors.isRelative)
  }

  private static func x(_ exponent: Double) -> Double {
    left + (exponent - Double(steps.lowerBound)) * decade.x
  }
  private static func y(_ exponent: Double) -> Double {
    top + (Double(errors.upperBound) - exponent) * decade.y
  }
  private static var right: Double { x(Double(steps.upperBound)) }
  private static var bottom: Double { y(Double(errors.lowerBound)) }

  /// The drawing.
  var svg: String {
    let (width, height) = (ErrorPlot.right + 24, ErrorPlot.bottom + 46)
    var text = "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" width=\"\(width.tenths)\""
    text +=
      " height=\"\(height.tenths)\" viewBox=\"0 0 \(width.tenths) \(height.tenths)\" role=\"img\""
    text += " aria-label=\"Error of central differences against the step on logarithmic scales;"
    text += " the numbers are in the table below.\">\n"
    text += grid() + guides() + curve()
    return text + "</svg>"
  }

  private func grid() -> String {
    let (left, right, bottom) = (ErrorPlot.left, ErrorPlot.right, ErrorPlot.bottom)
    var text = ""
    for exponent in ErrorPlot.steps where exponent % 3 == 0 {
      let x = ErrorPlot.x(Double(exponent))
      text += "<path class=\"grid\" d=\"M\(x.tenths) \(ErrorPlot.top.tenths)V\(bottom.tenths)\"/>\n"
      text += power(exponent, x: x, y: bottom + 16, anchor: "middle")
    }
    for exponent in ErrorPlot.errors where exponent % 4 == 0 {
      let y = ErrorPlot.y(Double(exponent))
      text += "<path class=\"grid\" d=\"M\(left.tenths) \(y.tenths)H\(right.tenths)\"/>\n"
      text += power(exponent, x: left - 7, y: y + 4, anchor: "end")
    }
    text += "<path class=\"axis\" d=\"M\(left.tenths) \(ErrorPlot.top.tenths)V\(bottom.tenths)"
    text += "H\(right.tenths)\"/>\n"
    let middle = (left + right) / 2
    text += "<text class=\"label\" x=\"\(middle.tenths)\" y=\"\((bottom + 36).tenths)\""
    text += " text-anchor=\"middle\">step h</text>\n"
    let center = (ErrorPlot.top + bottom) / 2
    text += "<text class=\"label\" text-anchor=\"middle\""
    text += " transform=\"translate(12 \(center.tenths)) rotate(-90)\">"
    return text + (isRelative ? "relative error" : "error") + "</text>\n"
  }

  private func power(_ exponent: Int, x: Double, y: Double, anchor: String) -> String {
    let place = "x=\"\(x.tenths)\" y=\"\(y.tenths)\" text-anchor=\"\(anchor)\""
    if exponent == 0 { return "<text class=\"tick\" \(place)>1</text>\n" }
    let digits = "\(exponent < 0 ? "−" : "")\(exponent.magnitude)"
    return
      "<text class=\"tick\" \(place)>10<tspan dy=\"-4\" font-size=\"8\">\(digits)</tspan></text>\n"
  }

  /// What theory expects: cutting off the series costs h², rounding ε/h.
  private func guides() -> String {
    func line(_ from: (Double, Double), _ to: (Double, Double)) -> String {
      "<path class=\"guide\" d=\"M\(ErrorPlot.x(from.0).tenths) \(ErrorPlot.y(from.1).tenths)"
        + "L\(ErrorPlot.x(to.0).tenths) \(ErrorPlot.y(to.1).tenths)\"/>\n"
    }
    func label(_ text: String, _ x: Double, _ y: Double, _ anchor: String) -> String {
      "<text class=\"remark\" x=\"\(ErrorPlot.x(x).tenths)\" y=\"\(ErrorPlot.y(y).tenths)\""
        + " text-anchor=\"\(anchor)\">\(text)</text>\n"
    }
    return line((-8, -16), (0, 0)) + line((-15, -0.7), (0, -15.7))
      + label("rounding ∼ 1/h", -11.5, -2.9, "start")
      + label("cut-off ∼ h²", -2.6, -6.9, "start")
  }

  private func curve() -> String {
    var text = "<path id=\"error-curve\" class=\"curve\" d=\"\(course)\"/>\n"
    for (position, value) in values.enumerated() {
      let place = ErrorPlot.place(value.step, value.error)
      text += "<circle id=\"error-\(position)\" class=\"point\" r=\"3.2\""
      text += " cx=\"\((place?.x ?? -9).tenths)\" cy=\"\((place?.y ?? -9).tenths)\"/>\n"
    }
    return text
  }

  private var course: String {
    let places = values.compactMap { ErrorPlot.place($0.step, $0.error) }
    return places.enumerated().map {
      "\($0 == 0 ? "M" : "L")\($1.x.tenths) \($1.y.tenths)"
    }.joined()
  }

  /// Where an error stands, beyond the ends of the axis at its end; nil where it is not finite.
  private static func place(_ step: Double, _ error: Double) -> Point? {
    guard error.isFinite else { return nil }
    let low = Double(errors.lowerBound)
    let exponent = error > 0 ? min(max(logarithm(error), low), Double(errors.upperBound)) : low
    return Point(x: x(logarithm(step)), y: y(exponent))
  }

  private static func logarithm(_ value: Double) -> Double {
    Elemental.Log10.primal(value)
  }

  /// What the script needs to place points: the origin and the size of a power of ten, across and up.
  static let scale = [
    x(0), decade.x, y(0), decade.y, Double(errors.lowerBound), Double(errors.upperBound),
  ]
}

extension Double {
  /// To a tenth, without a trailing zero.
  fileprivate var tenths: String {
    let scaled = Int((self * 10).rounded())
    let (whole, fraction) = scaled.magnitude.quotientAndRemainder(dividingBy: 10)
    return "\(scaled < 0 ? "-" : "")\(whole)\(fraction == 0 ? "" : ".\(fraction)")"
  }
}
