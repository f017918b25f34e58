/// A formula that is computed with, and so says what happens where a factor is zero and the other one infinite.
///
/// ``Formula`` is for readers, who are spared that.
struct GuardedFormula: Scalar {
  let formula: Formula

  init(_ formula: Formula) { self.formula = formula }
  init(_ value: Double) { formula = Formula(value) }

  static func apply<E: UnaryElemental>(_: E.Type, _ x: GuardedFormula) -> GuardedFormula {
    GuardedFormula(.apply(E.self, x.formula))
  }

  static func apply<E: BinaryElemental>(
    _: E.Type, _ x: GuardedFormula, _ y: GuardedFormula
  ) -> GuardedFormula {
    GuardedFormula(.apply(E.self, x.formula, y.formula))
  }

  static func apply<E: TernaryElemental>(
    _: E.Type, _ x: GuardedFormula, _ y: GuardedFormula, _ z: GuardedFormula
  ) -> GuardedFormula {
    GuardedFormula(.apply(E.self, x.formula, y.formula, z.formula))
  }

  /// Only at the pole the zero is asked for: elsewhere the product must be one, because its derivative is not zero
  /// where a factor is.
  static func strong(
    _ zero: GuardedFormula, _ factor: GuardedFormula, at pole: GuardedFormula
  ) -> GuardedFormula {
    .select(pole, zero * factor, .select(zero, zero * factor, GuardedFormula(0)))
  }

  static func strongQuotient(_ zero: GuardedFormula, _ divisor: GuardedFormula) -> GuardedFormula {
    .select(divisor, zero / divisor, GuardedFormula(0))
  }
}
