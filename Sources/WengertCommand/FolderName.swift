import ArgumentParser

/// Names of folders on the command line.
enum FolderName {
  /// Refuses an empty name, with `/` and a file's name behind it a path from the root of the system.
  static func check(_ folders: KeyValuePairs<String, String?>) throws {
    for (option, folder) in folders where folder?.isEmpty == true {
      throw ValidationError("\(option) needs the name of a folder.")
    }
  }
}
