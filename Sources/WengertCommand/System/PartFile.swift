import Foundation

/// A file while it is written, beside the place that it goes to; the only file that knows how these are called.
///
/// It is locked as long as its process lives, so that another process can tell what was abandoned by a killed one from
/// what is being written, on this machine and, where the file system knows locks, on others.
struct PartFile {
  let path: String
  private let descriptor: Int32
  /// Takes the bytes.
  let handle: FileHandle
  private let leftovers: UnfinishedFiles.Leftovers

  private static let (prefix, suffix) = (".wengert-", ".part")

  /// Begins a file in a folder that exists.
  ///
  /// - Parameter permissions: those of the file, from the first moment; nil for those that new files have.
  init(in folder: String, permissions: mode_t? = nil) throws {
    while true {
      let name = String(UInt64.random(in: .min ... .max), radix: 36)
      let path = "\(folder)/\(PartFile.prefix)\(name)\(PartFile.suffix)"
      let descriptor = unsafe open(
        path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, permissions == nil ? 0o666 : 0o600)
      guard descriptor >= 0 else {
        if errno == EEXIST || errno == EINTR { continue }
        throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
      }
      let isTaken = flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK
      var status = stat()
      let isGone = unsafe fstat(descriptor, &status) == 0 && status.st_nlink == 0
      // A process that tidies up saw the file before it was locked.
      guard !isTaken, !isGone else {
        _ = close(descriptor)
        continue
      }
      if let permissions { _ = fchmod(descriptor, permissions) }
      self.path = path
      self.descriptor = descriptor
      handle = FileHandle(
        fileDescriptor: fcntl(descriptor, F_DUPFD_CLOEXEC, 0), closeOnDealloc: true)
      leftovers = UnfinishedFiles.removing([path])
      return
    }
  }

  /// Puts the file in its place; where that fails, it is still to be discarded.
  func move(to target: String) throws {
    // Some file systems say only now that there was no room. The other descriptor keeps the lock.
    try handle.close()
    guard unsafe rename(path, target) == 0 else {
      throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
    }
    leftovers.forget()
    _ = close(descriptor)
  }

  /// Removes the file.
  func discard() {
    _ = unsafe unlink(path)
    leftovers.forget()
    try? handle.close()
    _ = close(descriptor)
  }

  /// Whether a file has the name of one that is being written.
  static func isName(_ name: some StringProtocol) -> Bool {
    name.hasPrefix(prefix) && name.hasSuffix(suffix)
  }

  /// Removes a file if the process that wrote it is gone.
  static func removeIfAbandoned(_ path: String) {
    let flags = O_CLOEXEC | O_NOFOLLOW
    var descriptor = unsafe open(path, O_RDWR | flags)
    // The old file may be one that its owner can write and not read.
    if descriptor < 0 { descriptor = unsafe open(path, O_WRONLY | flags) }
    guard descriptor >= 0 else { return }
    defer { _ = close(descriptor) }
    if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { _ = unsafe unlink(path) }
  }

  /// Removes what killed processes left in a folder and in those inside it.
  static func removeAbandoned(under folder: String) {
    guard let names = FileManager.default.enumerator(atPath: folder) else { return }
    for case let name as String in names {
      guard let last = name.split(separator: "/").last, isName(last) else { continue }
      removeIfAbandoned("\(folder)/\(name)")
    }
  }
}
