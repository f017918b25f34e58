import Foundation

/// Where it was measured.
struct Machine: Codable {
  let processor: String
  let processors: Int
  let system: String

  /// This machine.
  static var current: Machine {
    let information = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    /// Names of virtual machines can be short; family and model say which it is.
    func value(_ key: String) -> String? {
      information.split(separator: "\n").first { $0.hasPrefix("\(key)\t") }?
        .split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let details = ["cpu family", "model"].compactMap { key in value(key).map { "\(key) \($0)" } }
    let name = value("model name") ?? "unknown processor"
    return Machine(
      processor: details.isEmpty ? name : "\(name) (\(details.joined(separator: ", ")))",
      processors: ProcessInfo.processInfo.activeProcessorCount,
      system: ProcessInfo.processInfo.operatingSystemVersionString)
  }
}
