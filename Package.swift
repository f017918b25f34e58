// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is held to; language mode 6 follows from the tools version.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .strictMemorySafety(),
]

let package = Package(
  name: "wengert",
  platforms: [.macOS(.v15)],
  products: [
    .library(name: "Wengert", targets: ["Wengert"]),
    .library(name: "WengertNotation", targets: ["WengertNotation"]),
    .library(name: "WengertCode", targets: ["WengertCode"]),
    .library(name: "WengertDrawing", targets: ["WengertDrawing"]),
    .library(name: "WengertGraphviz", targets: ["WengertGraphviz"]),
    .library(name: "WengertWorker", targets: ["WengertWorker"]),
    .library(name: "WengertReport", targets: ["WengertReport"]),
    .library(name: "WengertDocuments", targets: ["WengertDocuments"]),
    .library(name: "WengertSite", targets: ["WengertSite"]),
    .executable(name: "wengert", targets: ["wengert"]),
    .plugin(name: "GenerateGraphDocs", targets: ["GenerateGraphDocs"]),
    .plugin(name: "RenderGraphs", targets: ["RenderGraphs"]),
    .executable(name: "wengert-bench", targets: ["wengert-bench"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // Elementals, graph, sweeps. Depends on swift-numerics and on nothing of ours.
    .target(
      name: "Wengert",
      dependencies: ["CSineCosine", .product(name: "RealModule", package: "swift-numerics")],
      swiftSettings: strict),
    .target(name: "CSineCosine"),
    // Text to graph. Knows no drawing.
    .target(name: "WengertNotation", dependencies: ["Wengert"], swiftSettings: strict),
    // Graph to source text. A language is a table row.
    .target(name: "WengertCode", dependencies: ["Wengert"], swiftSettings: strict),
    // Graph to figure, SVG and DOT text. No C: layout comes through a protocol.
    .target(name: "WengertDrawing", dependencies: ["Wengert"], swiftSettings: strict),
    // The layout engine that is Graphviz. Sees boxes and numbers, never text.
    .systemLibrary(
      name: "CGraphviz", pkgConfig: "libgvc",
      providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
    .target(name: "CGraphvizShims", dependencies: ["CGraphviz"]),
    .target(
      name: "WengertGraphviz",
      dependencies: ["Wengert", "WengertDrawing", "CGraphvizShims"],
      swiftSettings: strict),
    // Layout in a kept child process. Knows no engine: the executable brings one.
    .target(
      name: "WengertWorker", dependencies: ["Wengert", "WengertDrawing"], swiftSettings: strict),
    // Report model to HTML, trace tables. Takes a figure as SVG text; never calls a layout engine.
    .target(
      name: "WengertReport",
      dependencies: [
        "Wengert", "WengertCode", "WengertDrawing", "WengertNotation", "WengertTemplates",
        .product(name: "Mustache", package: "swift-mustache"),
      ],
      swiftSettings: strict),
    // The files of templates/ as string literals.
    .target(
      name: "WengertTemplates", path: "templates",
      exclude: [
        "README.md", "report.css", "report.js", "report.mustache", "live.css", "live.mustache",
        "folding.mustache", "player.mustache",
        "controls.mustache", "function.mustache", "figure.mustache", "trace.mustache",
        "forward.mustache", "reverse.mustache", "partials.mustache", "jacobian.mustache",
        "checks.mustache", "diagnosis.mustache", "cost.mustache", "symbolic.mustache",
        "code.mustache", "site.mustache", "site-steps.mustache", "site-contents.mustache",
        "site-pages.mustache", "site-index.mustache", "site-search.mustache", "site.css", "site.js",
        "site-theme.js",
      ],
      swiftSettings: strict, plugins: ["EmbedTemplates"]),
    .plugin(
      name: "EmbedTemplates", capability: .buildTool(), dependencies: ["embed-templates"],
      path: "Plugins/EmbedTemplates"),
    .executableTarget(name: "embed-templates", swiftSettings: strict),
    // The examples in Swift of the documentation as source.
    .plugin(
      name: "CollectExamples", capability: .buildTool(), dependencies: ["collect-examples"],
      path: "Plugins/CollectExamples"),
    .executableTarget(name: "collect-examples", swiftSettings: strict),
    // Fences in documents to figures. Layout comes through the protocol; reads and writes no files.
    .target(
      name: "WengertDocuments",
      dependencies: [
        "Wengert", "WengertNotation", "WengertDrawing", "WengertCode", "WengertReport",
      ],
      swiftSettings: strict),
    // Markdown with GitHub's extensions and formulas between dollar signs.
    .systemLibrary(
      name: "CMarkGFM", pkgConfig: "libcmark-gfm",
      providers: [
        .apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"]), .brew(["cmark-gfm"]),
      ]),
    .target(name: "CMarkGFMShims", dependencies: ["CMarkGFM"]),
    // Pages in, pages of a site out; reads and writes no files.
    .target(
      name: "WengertSite",
      dependencies: [
        "Wengert", "WengertNotation", "WengertDrawing", "WengertReport", "WengertDocuments",
        "WengertTemplates", "CMarkGFMShims", .product(name: "Yams", package: "Yams"),
      ],
      swiftSettings: strict),
    // Subcommands: the only target that reads files, prints or writes.
    .target(
      name: "WengertCommand",
      dependencies: [
        "Wengert", "WengertNotation", "WengertDrawing", "WengertGraphviz", "WengertWorker",
        "WengertReport", "WengertDocuments", "WengertSite", "WengertCode", "WengertTemplates",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .executableTarget(
      name: "wengert",
      dependencies: [
        "WengertCommand", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Figures in DocC catalogs. A plugin cannot import a library; what both need stands in Plugins/Shared.
    .plugin(
      name: "GenerateGraphDocs",
      capability: .command(
        intent: .custom(
          verb: "generate-graph-docs",
          description: "Build DocC archives with the figures of wengert fences and .expr files.")),
      dependencies: ["wengert"]),
    .plugin(
      name: "RenderGraphs",
      capability: .command(
        intent: .custom(
          verb: "render-graphs",
          description: "Write the pictures of .expr files into DocC catalogs."),
        permissions: [
          .writeToPackageDirectory(
            reason: "Writes the pictures of .expr files beside them into DocC catalogs.")
        ]),
      dependencies: ["wengert"]),

    // The benchmarks, and the C by hand that they are measured against.
    .target(name: "BenchmarkFloor", cSettings: [.unsafeFlags(["-O3"])]),
    .executableTarget(
      name: "wengert-bench",
      dependencies: [
        "BenchmarkFloor", "Wengert", "WengertNotation", "WengertCode", "WengertDrawing",
        "WengertGraphviz", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),

    // Seeded random numbers and graphs, ulps, processes: shared by the tests and the benchmark.
    .target(
      name: "TestSupport", dependencies: ["Wengert", "WengertDrawing"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "WengertTests", dependencies: ["Wengert", "TestSupport"], swiftSettings: strict),
    // Generic functions that know swift-numerics and nothing of ours.
    .target(
      name: "OutsideFunctions",
      dependencies: [.product(name: "RealModule", package: "swift-numerics")],
      path: "Tests/OutsideFunctions"),
    .testTarget(
      name: "RecordingTests",
      dependencies: [
        "Wengert", "WengertDrawing", "WengertGraphviz", "WengertReport", "OutsideFunctions",
        "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WengertNotationTests",
      dependencies: ["Wengert", "WengertNotation", "TestSupport"], exclude: ["Reference"],
      swiftSettings: strict),
    .testTarget(
      name: "WengertDrawingTests",
      dependencies: [
        "Wengert", "WengertNotation", "WengertDrawing", "WengertGraphviz", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WengertWorkerTests",
      dependencies: ["wengert", "WengertDrawing", "WengertWorker", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "WengertReportTests",
      dependencies: [
        "Wengert", "WengertNotation", "WengertDrawing", "WengertReport", "WengertTemplates",
        "TestSupport",
      ],
      swiftSettings: strict),
    // Reports and live figures in a real browser.
    .testTarget(
      name: "WengertPageTests",
      dependencies: [
        "Wengert", "WengertCode", "WengertNotation", "WengertDrawing", "WengertGraphviz",
        "WengertReport", "WengertDocuments", "WengertSite", "TestSupport",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WengertDocumentsTests",
      dependencies: [
        "WengertDocuments", "WengertNotation", "WengertDrawing", "WengertGraphviz",
        "WengertCode", "WengertReport", "WengertCommand", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .testTarget(
      name: "WengertSiteTests",
      dependencies: [
        "wengert", "Wengert", "WengertSite", "WengertDocuments", "WengertNotation",
        "WengertDrawing",
        "WengertReport", "TestSupport",
      ],
      swiftSettings: strict),
    // Runs the built tool as a process.
    .testTarget(
      name: "WengertCommandTests",
      dependencies: [
        "wengert", "WengertCommand", "WengertDocuments", "WengertNotation", "TestSupport",
      ],
      swiftSettings: strict),
    // Caches, threads and processes that build documents.
    .testTarget(
      name: "WengertBuildingTests",
      dependencies: [
        "wengert", "WengertCommand", "WengertDocuments", "WengertDrawing", "TestSupport",
      ],
      swiftSettings: strict),
    // Builds other packages with the plugins and libraries of this one.
    .testTarget(
      name: "WengertPluginTests", dependencies: ["wengert", "TestSupport"], swiftSettings: strict),
    // The examples in Swift of the documentation, as a program; a reader's own have warnings about unused values, too.
    .executableTarget(
      name: "documented-examples",
      dependencies: [
        "Wengert", "WengertNotation", "WengertCode", "WengertDrawing", "WengertGraphviz",
        "WengertWorker", "WengertReport", "WengertDocuments", "WengertSite",
        .product(name: "RealModule", package: "swift-numerics"),
      ],
      path: "Tests/DocumentedExamples",
      swiftSettings: strict + [.unsafeFlags(["-suppress-warnings"])],
      plugins: ["CollectExamples"]),
    .testTarget(
      name: "WengertDocumentationTests",
      dependencies: ["wengert", "documented-examples", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "WengertBenchTests", dependencies: ["wengert-bench"], swiftSettings: strict),
    .testTarget(
      name: "WengertCodeTests",
      dependencies: [
        "Wengert", "WengertCode", "WengertCommand", "WengertNotation", "TestSupport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    // What is attacked, how, and that a little of it breaks nothing; scripts/fuzz attacks longer.
    .target(
      name: "CGraphvizParser", dependencies: ["CGraphviz"], path: "Tests/CGraphvizParser"),
    .target(
      name: "FuzzTargets",
      dependencies: [
        "CGraphvizParser", "Wengert", "WengertCode", "WengertDocuments", "WengertDrawing",
        "WengertGraphviz", "WengertNotation", "WengertReport", "WengertSite", "WengertTemplates",
        "WengertWorker", "TestSupport",
      ],
      path: "Tests/FuzzTargets", swiftSettings: strict),
    .testTarget(
      name: "FuzzTests",
      dependencies: [
        "wengert", "FuzzTargets", "TestSupport", "Wengert", "WengertDocuments", "WengertDrawing",
        "WengertGraphviz", "WengertNotation", "WengertWorker",
      ],
      swiftSettings: strict),
  ]
)

// For scripts/fuzz alone: what libFuzzer links to, and everything that it attacks with the counters that it reads.
if Context.environment["WENGERT_FUZZ"] != nil {
  package.targets.append(
    .executableTarget(
      name: "wengert-fuzz", dependencies: ["FuzzTargets"], path: "Tests/FuzzDriver",
      swiftSettings: strict, linkerSettings: [.unsafeFlags(["-sanitize=fuzzer", "-use-ld=lld"])]))
  for target in package.targets
  where target.type == .regular {
    target.swiftSettings?.append(.unsafeFlags(["-sanitize=fuzzer"]))
  }
}
