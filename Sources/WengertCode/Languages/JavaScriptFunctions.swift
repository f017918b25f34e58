/// Functions that JavaScript's library lacks.
enum JavaScriptFunctions {
  private static let polynomial = Helper(
    name: "wengert_polynomial",
    definition: """
      function wengert_polynomial(x, coefficients) { return coefficients.reduce((sum, c) => sum * x + c); }
      """)

  /// The approximations of Cody (1969).
  static let erfc = Helper(
    name: "wengert_erfc",
    definition: """
      // Rational approximations of W. J. Cody, Mathematics of Computation 23 (1969), 631-637.
      function wengert_erfc(x) {
        const y = Math.abs(x);
        if (y <= 0.46875) return 1 - wengert_erf(x);
        if (y > 27) return x > 0 ? 0 : 2;
        if (x !== x) return x;
        let result;
        if (y <= 4) {
          result = wengert_polynomial(y, [
            2.15311535474403846e-8, 5.64188496988670089e-1, 8.88314979438837594, 6.61191906371416295e1,
            2.98635138197400131e2, 8.81952221241769090e2, 1.71204761263407058e3, 2.05107837782607147e3,
            1.23033935479799725e3,
          ]) / wengert_polynomial(y, [
            1, 1.57449261107098347e1, 1.17693950891312499e2, 5.37181101862009858e2,
            1.62138957456669019e3, 3.29079923573345963e3, 4.36261909014324716e3,
            3.43936767414372164e3, 1.23033935480374942e3,
          ]);
        } else {
          const z = 1 / (y * y);
          const ratio = z * wengert_polynomial(z, [
            1.63153871373020978e-2, 3.05326634961232344e-1, 3.60344899949804439e-1,
            1.25781726111229246e-1, 1.60837851487422766e-2, 6.58749161529837803e-4,
          ]) / wengert_polynomial(z, [
            1, 2.56852019228982242, 1.87295284992346047, 5.27905102951428412e-1,
            6.05183413124413191e-2, 2.33520497626869185e-3,
          ]);
          result = (5.6418958354775628695e-1 - ratio) / y;
        }
        // A square with few digits is exact.
        const s = Math.floor(16 * y) / 16;
        result *= Math.exp(-s * s) * Math.exp(-(y - s) * (y + s));
        return x > 0 ? result : 2 - result;
      }
      """,
    callees: [polynomial, small])

  /// The error function near zero and beyond; its complement and it call each other.
  private static let small = Helper(
    name: "wengert_erf",
    definition: """
      function wengert_erf(x) {
        const y = x * x;
        if (Math.abs(x) > 0.46875) return x > 0 ? 0.5 - wengert_erfc(x) + 0.5 : wengert_erfc(-x) - 0.5 - 0.5;
        return x * wengert_polynomial(y, [
          1.85777706184603153e-1, 3.16112374387056560, 1.13864154151050156e2, 3.77485237685302021e2,
          3.20937758913846947e3,
        ]) / wengert_polynomial(y, [
          1, 2.36012909523441209e1, 2.44024637934444173e2, 1.28261652607737228e3,
          2.84423683343917062e3,
        ]);
      }
      """)

  static let erf = Helper(
    name: small.name, definition: small.definition, callees: [erfc])

  static let gelu = Helper(
    name: "wengert_gelu",
    definition:
      "function wengert_gelu(x) { return x === -Infinity ? -0 : 0.5 * x * wengert_erfc(-x / Math.SQRT2); }",
    callees: [erfc])

  /// sin πx without the rounding of the product.
  private static let sinpi = Helper(
    name: "wengert_sinpi",
    definition: """
      function wengert_sinpi(x) {
        const r = x - 2 * Math.round(x / 2), a = Math.abs(r);
        if (a > 0.25 && a < 0.75) return Math.sign(r) * Math.cos(Math.PI * (a - 0.5));
        return a <= 0.25 ? Math.sin(Math.PI * r) : Math.sign(r) * Math.sin(Math.PI * (1 - a));
      }
      """)

  private static let stirling = Helper(
    name: "wengert_stirling",
    definition: """
      // The rest of Stirling's formula: Abramowitz and Stegun, Handbook of Mathematical Functions, 6.1.41.
      function wengert_stirling(x) {
        return wengert_polynomial(1 / (x * x), [
          1 / 156, -691 / 360360, 1 / 1188, -1 / 1680, 1 / 1260, -1 / 360, 1 / 12]) / x;
      }
      """,
    callees: [polynomial])

  static let gamma = Helper(
    name: "wengert_gamma",
    definition: """
      // Abramowitz and Stegun, Handbook of Mathematical Functions: the recurrence 6.1.15 carries the argument to where
      // Stirling's formula has full accuracy; negative arguments are reflected by 6.1.17.
      function wengert_gamma(x) {
        if (x === 0) return 1 / x;
        if (x !== x || (x < 0 && x === Math.floor(x))) return NaN;
        if (x > 172) return Infinity;
        const a = Math.min(Math.abs(x), 200), n = Math.max(0, Math.ceil(12 - a)), w = a + n;
        let product = 1;
        if (x > 0 && x < 24 && x === Math.floor(x)) {
          for (let k = 2; k < x; k++) product *= k;
          return product;
        }
        for (let k = 0; k < n; k++) product *= a + k;
        // What the sum has lost changes the value by its logarithmic derivative.
        const lost = a - (w - n);
        const power = Math.pow(w, 0.5 * w - 0.25);
        const factor = 2.5066282746310005 * Math.exp(-w) * Math.exp(wengert_stirling(w))
          * (1 + lost * (Math.log(w) - 0.5 / w));
        if (x > 0) return factor * power / product * power;
        return -Math.PI / (x * wengert_sinpi(x)) / power / factor * product / power;
      }
      """,
    callees: [sinpi, stirling])

  static let lgamma = Helper(
    name: "wengert_lgamma",
    definition: """
      // Abramowitz and Stegun, Handbook of Mathematical Functions: the series 6.1.33 around 2, the recurrence 6.1.15,
      // Stirling's formula 6.1.41; negative arguments are reflected by 6.1.17.
      function wengert_lgamma(x) {
        if (x !== x) return x;
        if (Math.abs(x) === Infinity || (x <= 0 && x === Math.floor(x))) return Infinity;
        if (x < 0) return Math.log(Math.PI / Math.abs(x * wengert_sinpi(x))) - wengert_lgamma(-x);
        if (x >= 12) return (x - 0.5) * (Math.log(x) - 1) + (0.41893853320467274 + wengert_stirling(x));
        // The logarithm of gamma(2 + z).
        const series = (z) => z * wengert_polynomial(z, [
          -1.5021384080754142e-11, 3.1044247747322276e-11, -6.4229645638381e-11, 1.330476437424449e-10,
          -2.7595228851242334e-10, 5.731367241678862e-10, -1.1921401405860912e-9, 2.4836745438024785e-9,
          -5.183475041970047e-9, 1.0838659214896955e-8, -2.2711094608943164e-8, 4.7698101693639804e-8,
          -1.0043224823968099e-7, 2.1207184805554665e-7, -4.492469198764566e-7, 9.55141213040742e-7,
          -2.039215753801366e-6, 4.374866789907488e-6, -9.439488275268397e-6, 2.050721277567069e-5,
          -4.492623673813314e-5, 9.945751278180853e-5, -2.2315475845357939e-4, 5.096695247430425e-4,
          -1.192753911703261e-3, 2.8905103307415234e-3, -7.385551028673986e-3, 2.0580808427784546e-2,
          -6.73523010531981e-2, 3.224670334241132e-1, 4.2278433509846713e-1]);
        if (x < 0.5) return series(x) - Math.log1p(x) - Math.log(x);
        if (x < 1.5) return series(x - 1) - Math.log1p(x - 1);
        let w = x, product = 1;
        while (w > 2.5) {
          w -= 1;
          product *= w;
        }
        return series(w - 2) + Math.log(product);
      }
      """,
    callees: [sinpi, stirling])
}
