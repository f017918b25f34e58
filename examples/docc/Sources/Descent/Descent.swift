/// A step of gradient descent.
public struct Descent {
  /// How far a step goes, in multiples of the gradient.
  public var rate: Double

  /// Descent with steps of a size.
  public init(rate: Double) { self.rate = rate }

  /// The point after a step.
  public func step(from point: [Double], gradient: [Double]) -> [Double] {
    zip(point, gradient).map { $0 - rate * $1 }
  }
}
