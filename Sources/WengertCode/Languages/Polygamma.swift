/// The derivative of order n of the digamma function in every language, since no library has it.
///
/// The same algorithm as the elemental's primal, so that the numbers are the same but for the library's powers and
/// logarithms.
enum Polygamma {
  private static func source(_ comment: String) -> String {
    """
    \(comment) The derivative of order n of the digamma function: recurrence and asymptotic series of Abramowitz and
    \(comment) Stegun, Handbook of Mathematical Functions, 6.3 and 6.4; negative arguments are reflected.
    """
  }

  static let c = Helper(
    name: "wengert_polygamma",
    definition: """
      \(source("//"))
      static double wengert_polygamma(double order, double x) {
        static const double bernoulli[] = {
          1.0 / 6, -1.0 / 30, 1.0 / 42, -1.0 / 30, 5.0 / 66, -691.0 / 2730, 7.0 / 6, -3617.0 / 510,
          43867.0 / 798, -174611.0 / 330};
        const double pi = 3.141592653589793;
        if (!(order >= 0.0 && order <= 60.0) || order != floor(order) || x != x) return NAN;
        const int n = (int)order;
        const double sign = n % 2 == 0 ? 1.0 : -1.0;
        if (x == INFINITY) return n == 0 ? INFINITY : 0.0;
        if (x <= -1e15 || (x <= 0.0 && x == floor(x))) return NAN;
        double y = x < 0.0 ? 1.0 - x : x, factorial = 1.0, sum = 0.0, tail;
        for (int k = 2; k <= n; k++) factorial *= k;
        for (; y < 12.0 + n; y += 1.0) sum += factorial * pow(y, -(n + 1.0));
        tail = n == 0 ? -log(y) : factorial / n * pow(y, -order);
        tail += factorial / 2.0 * pow(y, -(n + 1.0));
        double term = factorial * (n + 1.0) / 2.0 * pow(y, -(n + 2.0));
        for (int k = 0; k < 10; k++) {
          const double m = 2.0 * (k + 1);
          tail += bernoulli[k] * term;
          term *= (m + n) * (m + 1.0 + n) / ((m + 1.0) * (m + 2.0)) / (y * y);
        }
        const double value = -sign * (sum + tail);
        if (x > 0.0) return value;
        // The derivative of pi cot(pi x), by the polynomial in the cotangent that it is.
        const double turn = x - round(x), cot = fabs(turn) == 0.5 ? 0.0 : 1.0 / tan(pi * turn);
        double polynomial[64] = {0.0, 1.0}, result = 0.0;
        for (int k = 0; k < n; k++) {
          double next[64] = {0.0};
          for (int power = 1; power < k + 2; power++) {
            const double slope = -pi * power * polynomial[power];
            next[power - 1] += slope;
            next[power + 1] += slope;
          }
          for (int power = 0; power < 64; power++) polynomial[power] = next[power];
        }
        for (int power = 63; power >= 0; power--) result = result * cot + polynomial[power];
        return sign * value - pi * result;
      }
      """,
    usesLibrary: true)

  static let swift = Helper(
    name: "wengert_polygamma",
    definition: """
      \(source("//"))
      private func wengert_polygamma(_ order: Double, _ x: Double) -> Double {
        let bernoulli: [Double] = [
          1.0 / 6.0, -1.0 / 30.0, 1.0 / 42.0, -1.0 / 30.0, 5.0 / 66.0, -691.0 / 2730.0, 7.0 / 6.0,
          -3617.0 / 510.0, 43867.0 / 798.0, -174611.0 / 330.0,
        ]
        guard let n = Int(exactly: order), n >= 0, n <= 60, !x.isNaN else { return Double.nan }
        let sign: Double = n % 2 == 0 ? 1.0 : -1.0
        if x == Double.infinity { return n == 0 ? Double.infinity : 0.0 }
        if x <= -1e15 || (x <= 0.0 && x == x.rounded(.down)) { return Double.nan }
        var y: Double = x < 0.0 ? 1.0 - x : x
        var factorial: Double = 1.0
        for k in 0..<n { factorial *= Double(k + 1) }
        var sum: Double = 0.0
        while y < 12.0 + order {
          sum += factorial * pow(y, -(order + 1.0))
          y += 1.0
        }
        var tail: Double = n == 0 ? -log(y) : factorial / order * pow(y, -order)
        tail += factorial / 2.0 * pow(y, -(order + 1.0))
        var term: Double = factorial * (order + 1.0) / 2.0 * pow(y, -(order + 2.0))
        for k in 0..<10 {
          let m: Double = 2.0 * Double(k + 1)
          tail += bernoulli[k] * term
          let rise: Double = (m + order) * (m + 1.0 + order)
          term *= rise / ((m + 1.0) * (m + 2.0)) / (y * y)
        }
        let value: Double = -sign * (sum + tail)
        if x > 0.0 { return value }
        // The derivative of pi cot(pi x), by the polynomial in the cotangent that it is.
        let turn: Double = x - x.rounded()
        let cot: Double = turn.magnitude == 0.5 ? 0.0 : 1.0 / tan(Double.pi * turn)
        var polynomial: [Double] = [0.0, 1.0]
        for _ in 0..<n {
          var next = [Double](repeating: 0.0, count: polynomial.count + 1)
          for power in 1..<polynomial.count {
            let slope: Double = -Double.pi * Double(power) * polynomial[power]
            next[power - 1] += slope
            next[power + 1] += slope
          }
          polynomial = next
        }
        var result: Double = 0.0
        for coefficient in polynomial.reversed() { result = result * cot + coefficient }
        return sign * value - Double.pi * result
      }
      """,
    usesLibrary: true)

  static let javascript = Helper(
    name: "wengert_polygamma",
    definition: """
      \(source("//"))
      function wengert_polygamma(n, x) {
        const bernoulli = [
          1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798,
          -174611 / 330];
        if (!(n >= 0 && n <= 60) || n !== Math.floor(n) || x !== x) return NaN;
        const sign = n % 2 === 0 ? 1 : -1;
        if (x === Infinity) return n === 0 ? Infinity : 0;
        if (x <= -1e15 || (x <= 0 && x === Math.floor(x))) return NaN;
        let y = x < 0 ? 1 - x : x, factorial = 1, sum = 0;
        for (let k = 2; k <= n; k++) factorial *= k;
        for (; y < 12 + n; y += 1) sum += factorial * Math.pow(y, -(n + 1));
        let tail = n === 0 ? -Math.log(y) : factorial / n * Math.pow(y, -n);
        tail += factorial / 2 * Math.pow(y, -(n + 1));
        let term = factorial * (n + 1) / 2 * Math.pow(y, -(n + 2));
        for (let k = 0; k < 10; k++) {
          const m = 2 * (k + 1);
          tail += bernoulli[k] * term;
          term *= (m + n) * (m + 1 + n) / ((m + 1) * (m + 2)) / (y * y);
        }
        const value = -sign * (sum + tail);
        if (x > 0) return value;
        // The derivative of pi cot(pi x), by the polynomial in the cotangent that it is.
        const turn = x - Math.round(x);
        const cot = Math.abs(turn) === 0.5 ? 0 : 1 / Math.tan(Math.PI * turn);
        let polynomial = [0, 1];
        for (let k = 0; k < n; k++) {
          const next = new Array(polynomial.length + 1).fill(0);
          for (let power = 1; power < polynomial.length; power++) {
            const slope = -Math.PI * power * polynomial[power];
            next[power - 1] += slope;
            next[power + 1] += slope;
          }
          polynomial = next;
        }
        return sign * value - Math.PI * polynomial.reduceRight((sum, c) => sum * cot + c, 0);
      }
      """)

  static let python = Helper(
    name: "wengert_polygamma",
    definition: """
      \(source("#"))
      def wengert_polygamma(order, x):
          bernoulli = (
              1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510, 43867 / 798,
              -174611 / 330)
          if x != x or order != order:
              return math.nan
          if not 0.0 <= order <= 60.0 or order != math.floor(order):
              raise ValueError("the order of a polygamma function is a whole number up to 60")
          n = int(order)
          sign = 1.0 if n % 2 == 0 else -1.0
          if x == math.inf:
              return math.inf if n == 0 else 0.0
          if x <= -1e15 or (x <= 0.0 and x == math.floor(x)):
              raise ValueError("a polygamma function has a pole here")
          y = 1.0 - x if x < 0.0 else x
          factorial = float(math.factorial(n))
          total = 0.0
          while y < 12.0 + n:
              total += factorial * math.pow(y, -(n + 1.0))
              y += 1.0
          tail = -math.log(y) if n == 0 else factorial / n * math.pow(y, -order)
          tail += factorial / 2.0 * math.pow(y, -(n + 1.0))
          term = factorial * (n + 1.0) / 2.0 * math.pow(y, -(n + 2.0))
          for k, number in enumerate(bernoulli):
              m = 2.0 * (k + 1)
              tail += number * term
              term *= (m + n) * (m + 1.0 + n) / ((m + 1.0) * (m + 2.0)) / (y * y)
          value = -sign * (total + tail)
          if x > 0.0:
              return value
          # The derivative of pi cot(pi x), by the polynomial in the cotangent that it is.
          turn = x - math.floor(x + 0.5)
          cot = 0.0 if abs(turn) == 0.5 else 1.0 / math.tan(math.pi * turn)
          polynomial = [0.0, 1.0]
          for _ in range(n):
              following = [0.0] * (len(polynomial) + 1)
              for power in range(1, len(polynomial)):
                  slope = -math.pi * power * polynomial[power]
                  following[power - 1] += slope
                  following[power + 1] += slope
              polynomial = following
          result = 0.0
          for coefficient in reversed(polynomial):
              result = result * cot + coefficient
          return sign * value - math.pi * result

      """,
    usesLibrary: true)
}
