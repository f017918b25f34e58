import RealModule

/// The derivative of order n of the digamma function ψ.
///
/// Abramowitz and Stegun 6.3 and 6.4: the recurrence carries the argument to where the asymptotic series has
/// full accuracy; negative arguments are reflected. NaN outside the domain.
///
/// - Complexity: O(order + 20).
func polygamma(_ order: Double, _ x: Double) -> Double {
  guard let n = Int(exactly: order), (0...60).contains(n), !x.isNaN else { return .nan }
  if x == .infinity { return n == 0 ? .infinity : 0 }
  guard Domain.exceptPoles.contains(x), x > -1e15 else { return .nan }
  if x < 0 {
    // (−1)ⁿ ψₙ(1 − x) − ψₙ(x) = π dⁿ/dxⁿ cot(πx)
    let reflected = positivePolygamma(n, 1 - x)
    return (n % 2 == 0 ? reflected : -reflected) - cotangentDerivative(n, x)
  }
  return positivePolygamma(n, x)
}

private func positivePolygamma(_ n: Int, _ start: Double) -> Double {
  var x = start
  var sum = 0.0
  let sign: Double = n % 2 == 0 ? -1 : 1
  let factorial = (1...max(1, n)).reduce(1.0) { $0 * Double($1) }
  // ψₙ(x) = ψₙ(x + 1) − (−1)ⁿ n! / xⁿ⁺¹
  while x < 12 + Double(n) {
    sum += factorial * .pow(x, -(n + 1))
    x += 1
  }
  return sign * (sum + series(n, x, factorial))
}

/// The asymptotic series of |ψₙ| for a large argument.
private func series(_ n: Int, _ x: Double, _ factorial: Double) -> Double {
  // B₂ₖ
  let bernoulli: [Double] = [
    1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798,
    -174611 / 330,
  ]
  var sum = n == 0 ? -.log(x) : factorial / Double(n) * .pow(x, -n)
  sum += factorial / 2 * .pow(x, -(n + 1))
  // (2k + n − 1)! / (2k)! x^(−2k − n)
  var term = factorial * Double(n + 1) / 2 * .pow(x, -(n + 2))
  for (index, number) in bernoulli.enumerated() {
    sum += number * term
    let k = 2 * Double(index + 1)
    term *= (k + Double(n)) * (k + 1 + Double(n)) / ((k + 1) * (k + 2)) / (x * x)
  }
  return sum
}

/// π dⁿ/dxⁿ cot(πx), by the polynomial in the cotangent that it is.
private func cotangentDerivative(_ n: Int, _ x: Double) -> Double {
  // cot has the period 1 in x, which keeps the argument small.
  let turn = x - x.rounded()
  let c = turn.magnitude == 0.5 ? 0 : 1 / .tan(.pi * turn)
  // p₀ = c and pₖ₊₁ = −π (1 + c²) pₖ′
  var coefficients = [0.0, 1.0]
  for _ in 0..<n {
    var next = [Double](repeating: 0, count: coefficients.count + 1)
    for power in coefficients.indices.dropFirst() {
      let slope = -.pi * Double(power) * coefficients[power]
      next[power - 1] += slope
      next[power + 1] += slope
    }
    coefficients = next
  }
  return .pi * coefficients.reversed().reduce(0) { $0 * c + $1 }
}
