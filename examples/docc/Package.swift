// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "descent",
  platforms: [.macOS(.v15)],
  products: [.library(name: "Descent", targets: ["Descent"])],
  // The plugins come with the package; no target has to depend on it.
  dependencies: [.package(path: "../..")],
  targets: [.target(name: "Descent")]
)
