import Wengert

/// What an author may have meant by a name that does not exist.
enum NearNames {
  static func hint(_ name: String, _ names: some Sequence<String>) -> String? {
    nearest(to: name, among: names.sorted()).map { "did you mean '\($0)'?" }
  }
}
