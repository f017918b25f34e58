import Foundation
import TestSupport

/// Chromium, driven by the WebDriver protocol, as much of it as the tests of pages need.
///
/// The driver and the browser are in a process group of their own, which a shell kills as soon as the tests are done
/// with it or have died themselves: it waits for the end of a pipe.
final class Browser: @unchecked Sendable {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  static var isAvailable: Bool {
    ["chromium", "chromedriver", "setsid", "sh"].allSatisfy { Tool.find($0) != nil }
  }

  private let folder: TemporaryFolder
  private let pipe = Pipe()
  private let shell = Process()
  private let port: UInt16
  private let session: String

  private static let script = """
    trap '' INT TERM HUP
    setsid chromedriver --port=0 > "$1" 2>&1 &
    driver=$!
    cat > /dev/null
    kill -s KILL -- "-$driver"
    rm -rf "$2"
    """

  /// Starts a browser.
  init(width: Int = 1280, height: Int = 900) throws {
    folder = try TemporaryFolder()
    let log = folder.file("log")
    shell.executableURL = Tool.find("sh")
    shell.arguments = ["-c", Browser.script, "browser", log.path, folder.url.path]
    shell.standardInput = pipe
    shell.standardOutput = FileHandle.nullDevice
    shell.standardError = FileHandle.nullDevice
    try shell.run()
    do {
      port = try Browser.port(log)
      let answer = try Browser.call(
        port, "POST", "/session", Browser.capabilities(folder, width, height))
      guard let id = (answer as? [String: Any])?["sessionId"] as? String else {
        throw Failure(description: "the driver gave no session: \(answer)")
      }
      session = "/session/\(id)"
    } catch {
      try? pipe.fileHandleForWriting.close()
      throw error
    }
  }

  /// Ends the browser and its driver.
  func quit() {
    _ = try? call("DELETE", "")
    try? pipe.fileHandleForWriting.close()
    shell.waitUntilExit()
  }

  /// Runs a body with a browser that is gone afterwards.
  static func with(_ body: (Browser) throws -> Void) throws {
    let browser = try Browser()
    defer { browser.quit() }
    try body(browser)
  }

  private static func port(_ log: URL) throws -> UInt16 {
    for _ in 0..<600 {
      let text = (try? String(contentsOf: log, encoding: .utf8)) ?? ""
      if let match = text.firstMatch(of: /successfully on port (\d+)/), let port = UInt16(match.1) {
        return port
      }
      Thread.sleep(forTimeInterval: 0.05)
    }
    throw Failure(description: "chromedriver gave no port")
  }

  private static func capabilities(
    _ folder: TemporaryFolder, _ width: Int, _ height: Int
  ) -> [String: Any] {
    let arguments = [
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
      "--window-size=\(width),\(height)", "--force-device-scale-factor=1",
      "--user-data-dir=\(folder.file("profile").path)",
    ]
    let options: [String: Any] = ["binary": Tool.find("chromium")?.path ?? "", "args": arguments]
    return [
      "capabilities": [
        "alwaysMatch": [
          "browserName": "chrome", "goog:loggingPrefs": ["browser": "ALL"],
          "goog:chromeOptions": options,
        ] as [String: Any]
      ]
    ]
  }

  // MARK: Commands

  private static func call(
    _ port: UInt16, _ method: String, _ path: String, _ body: [String: Any]?
  ) throws -> Any {
    let data = try body.map { try JSONSerialization.data(withJSONObject: $0) }
    let answer = try Loopback.request(port: port, method, path, body: data)
    let object = try JSONSerialization.jsonObject(with: answer) as? [String: Any]
    let value = object?["value"] ?? NSNull()
    if let error = value as? [String: Any], let kind = error["error"] as? String {
      throw Failure(description: "\(method) \(path): \(kind): \(error["message"] ?? "")")
    }
    return value
  }

  @discardableResult
  private func call(_ method: String, _ path: String, _ body: [String: Any]? = nil) throws -> Any {
    try Browser.call(port, method, session + path, body ?? (method == "POST" ? [:] : nil))
  }

  /// Opens a page, with a fragment of its address.
  func open(_ file: URL, fragment: String = "") throws {
    // Another document in between, so that a fragment alone is more than a move within the page.
    try call("POST", "/url", ["url": "about:blank"])
    let address = file.absoluteString + (fragment.isEmpty ? "" : "#\(fragment)")
    try call("POST", "/url", ["url": address])
  }

  /// Runs a script and gives what it returns.
  @discardableResult
  func run(_ script: String, _ arguments: [Any] = []) throws -> Any {
    try call("POST", "/execute/sync", ["script": script, "args": arguments])
  }

  /// Runs a script that calls its last argument when it is done.
  func runToEnd(_ script: String, _ arguments: [Any] = []) throws -> Any {
    try call("POST", "/execute/async", ["script": script, "args": arguments])
  }

  /// Where axe-core is, if `make test` could get it.
  static let axe = Tool.root.appending(path: ".build/axe/axe.min.js")

  /// What an audit by axe-core finds wrong with the page as it stands.
  func violations() throws -> [String]? {
    try run(try String(contentsOf: Browser.axe, encoding: .utf8))
    return try runToEnd(
      """
      const done = arguments[0];
      axe.run().then((result) => done(result.violations.map((v) =>
        v.id + ": " + v.nodes.slice(0, 3).map((n) => n.html.slice(0, 120)).join(" | "))));
      """) as? [String]
  }

  private func element(_ selector: String) throws -> String {
    let found = try call("POST", "/element", ["using": "css selector", "value": selector])
    guard let id = (found as? [String: String])?.values.first else {
      throw Failure(description: "there is no \(selector)")
    }
    return "/element/\(id)"
  }

  func click(_ selector: String) throws {
    try call("POST", "\(try element(selector))/click")
  }

  func type(_ keys: String, into selector: String) throws {
    try call("POST", "\(try element(selector))/value", ["text": keys])
  }

  /// Presses a key, wherever the focus is.
  func press(_ key: String) throws {
    let actions = ["keyDown", "keyUp"].map { ["type": $0, "value": key] }
    let keyboard: [String: Any] = ["type": "key", "id": "keyboard", "actions": actions]
    try call("POST", "/actions", ["actions": [keyboard]])
  }

  /// The text of an element as a reader sees it.
  func text(_ selector: String) throws -> String {
    try call("GET", "\(try element(selector))/text") as? String ?? ""
  }

  func isDisplayed(_ selector: String) throws -> Bool {
    try call("GET", "\(try element(selector))/displayed") as? Bool ?? false
  }

  /// What the console says: errors, and what the policy of the page refused.
  func log() throws -> [String] {
    let entries = try call("POST", "/se/log", ["type": "browser"]) as? [[String: Any]] ?? []
    return entries.map { "\($0["level"] ?? ""): \($0["message"] ?? "")" }
  }

  func screenshot() throws -> Data {
    Data(base64Encoded: try call("GET", "/screenshot") as? String ?? "") ?? Data()
  }

  func pdf() throws -> Data {
    Data(base64Encoded: try call("POST", "/print", ["background": true]) as? String ?? "") ?? Data()
  }

  /// What the reader prefers, such as `prefers-color-scheme`: `dark`.
  func emulate(_ features: [String: String], media: String = "") throws {
    let list = features.map { ["name": $0.key, "value": $0.value] }
    try command("Emulation.setEmulatedMedia", ["media": media, "features": list])
  }

  func command(_ name: String, _ parameters: [String: Any]) throws {
    try call("POST", "/goog/cdp/execute", ["cmd": name, "params": parameters])
  }
}
