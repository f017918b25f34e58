package import Wengert

extension Graph {
  /// `f(x₁, x₂)`, or `(f₁, f₂)(x)` for several outputs; `display` sets indices as such.
  package func title(display: Bool) -> String {
    func list(_ ends: [NamedNode]) -> String {
      let names = ends.map { display ? RichText(Symbol($0.name)).inOrder : $0.name }
      return names.count <= 6
        ? names.joined(separator: ", ") : "\(names[0]), \(names[1]), …, \(names[names.count - 1])"
    }
    let function = outputs.count == 1 ? list(outputs) : "(\(list(outputs)))"
    return inputs.isEmpty ? function : "\(function)(\(list(inputs)))"
  }
}
