import Foundation

/// Where figures are kept unless another folder is named.
enum CacheFolder {
  /// The folder that the system provides for such things; nil where there is no home.
  static func standard(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String? {
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      return "\(cache)/wengert"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    #if os(macOS)
      return "\(home)/Library/Caches/wengert"
    #else
      return "\(home)/.cache/wengert"
    #endif
  }
}
