import WengertDrawing

/// The style sheet of tables, equations and code in a page: once for all of them.
enum DocumentStyle {
  /// The rules on one line, without an element around them.
  ///
  /// Colours follow the page's `color-scheme` where the browser can tell, and else the reader's preference.
  static var styleSheet: String {
    func variables(_ color: (Ink) -> String) -> String {
      ".wengert-scroll{--wengert-tangent:\(color(.tangent));--wengert-adjoint:\(color(.adjoint));"
        + "--wengert-on-seed:\(color(.onSeed))}"
    }
    return variables(\.light)
      + "@media (prefers-color-scheme:dark){\(variables(\.dark))}"
      + "@supports (color:light-dark(#000,#fff)){\(variables { "light-dark(\($0.light),\($0.dark))" })}"
      + "@media print{\(variables(\.light))}"
      + rules
  }

  private static let rules = [
    ".wengert-scroll{overflow-x:auto;max-width:100%;direction:ltr}",
    ".wengert-scroll table{display:table;width:auto;margin:.5em 0;border:0;border-collapse:collapse;"
      + "font-variant-numeric:tabular-nums}",
    ".wengert-scroll tr{border:0;background:none}",
    ".wengert-scroll th,.wengert-scroll td{padding:.35em .9em;border:0;"
      + "border-bottom:1px solid rgb(128 138 152/.35);background:none;color:inherit;text-align:left;vertical-align:baseline;"
      + "font-weight:400;white-space:nowrap}",
    ".wengert-scroll thead th,.wengert-scroll th[scope=rowgroup]"
      + "{background:rgb(128 138 152/.14);font-size:.925em;font-weight:600}",
    ".wengert-scroll .wengert-number{text-align:right}",
    ".wengert-scroll td.wengert-number{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"
      + "'DejaVu Sans Mono',monospace;font-size:.925em}",
    ".wengert-scroll .wengert-tangent{color:var(--wengert-tangent)}",
    ".wengert-scroll .wengert-adjoint{color:var(--wengert-adjoint)}",
    ".wengert-scroll .wengert-seed{padding:.05em .35em;border-radius:.25em;color:var(--wengert-on-seed)}",
    ".wengert-tangent .wengert-seed{background:var(--wengert-tangent)}",
    ".wengert-adjoint .wengert-seed{background:var(--wengert-adjoint)}",
    ".wengert-scroll small{display:block;font-size:.8em}",
    ".wengert-jacobian th{text-align:center!important}",
    ".wengert-equations td{border:0!important;padding:.2em .25em!important}",
    ".wengert-equations td.wengert-left{padding-left:.9em!important;text-align:right}",
    ".wengert-equations td.wengert-tag{padding:.2em .9em .2em 2.5em!important;text-align:right}",
    ".wengert-scroll math{font-family:'STIX Two Math','Latin Modern Math','TeX Gyre Termes Math',"
      + "'Cambria Math',math;font-size:1.08em}",
    ".wengert-scroll mtd.left{text-align:left}",
  ].joined()
}
