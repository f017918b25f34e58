import Foundation
import PackagePlugin

/// Why a plugin cannot do what it is asked for.
struct PluginError: Error, CustomStringConvertible {
  let description: String
}

extension Package {
  /// The targets that documentation can be made of: those of this package, first those of its products.
  var ownTargets: [SourceModuleTarget] {
    var ids: Set<Target.ID> = []
    return (products.flatMap(\.targets) + targets)
      .compactMap { $0 as? SourceModuleTarget }
      .filter { $0.kind != .test && ids.insert($0.id).inserted }
  }

  /// The same with those of other packages that they depend on.
  var allTargets: [SourceModuleTarget] {
    let own = ownTargets
    var ids = Set(own.map(\.id))
    let others = own.flatMap(\.dependencies).flatMap { dependency in
      switch dependency {
      case .product(let product): product.targets
      case .target(let target): [target]
      @unknown default: [Target]()
      }
    }
    return own
      + others.compactMap { $0 as? SourceModuleTarget }
      .filter { $0.kind != .test && ids.insert($0.id).inserted }
  }

  /// The targets that `--target` and `--product` name; all where there are no such options.
  ///
  /// These are the rules of swift-docc-plugin.
  func targets(
    chosenBy arguments: inout ArgumentExtractor, among all: [SourceModuleTarget]
  ) throws -> [SourceModuleTarget] {
    let products = arguments.extractOption(named: "product")
    let names = arguments.extractOption(named: "target")
    guard !products.isEmpty || !names.isEmpty else { return all }
    let ofProducts = try products.flatMap { name in
      let product = (self.products + dependencies.flatMap(\.package.products))
        .first { $0.name == name }
      guard let product else { throw PluginError(description: "there is no product '\(name)'") }
      let ids = Set(product.targets.map(\.id))
      return all.filter { ids.contains($0.id) }
    }
    let named = try names.map { name in
      guard let target = all.first(where: { $0.name == name }) else {
        let known = all.map(\.name).joined(separator: ", ")
        throw PluginError(description: "there is no target '\(name)'; known are \(known)")
      }
      return target
    }
    var ids: Set<Target.ID> = []
    return (ofProducts + named).filter { ids.insert($0.id).inserted }
  }
}

extension SourceModuleTarget {
  /// Its DocC catalog, if it has one.
  var catalog: URL? {
    sourceFiles.first { $0.url.pathExtension.lowercased() == "docc" }?.url
  }
}

extension URL {
  /// The path as a program takes it, without a slash at its end.
  var filePath: String {
    let path = path(percentEncoded: false)
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}
