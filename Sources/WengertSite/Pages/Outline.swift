import WengertDocuments

/// What a page consists of: what has a name, what has a number, and what can be searched.
struct Outline {
  /// What begins at an event.
  enum Element {
    /// A heading with its id.
    case heading(id: String)
    /// An image with its caption, alone in its paragraph.
    case image(Solo, Label?)
    /// A formula on lines of its own.
    case display(Solo, Label?)
    /// A fence, by its position among the fences.
    case fence(Int, Label?)
  }

  /// A heading in the table of contents.
  struct Heading {
    let level: Int
    let id: String
    let title: String
  }

  /// What a search finds: a heading and the words under it.
  struct Section {
    /// The heading's id; nil for what stands before the first heading.
    let id: String?
    let title: String
    var text: String
  }

  var elements: [Int: Element] = [:]
  var labels: [String: Label] = [:]
  var headings: [Heading] = []
  var sections: [Section] = []
  /// The first heading, if it stands above everything else and is the page's title.
  var title: String?
  /// What its author calls it.
  var titleID: String?
  /// The events of that heading.
  var titleEvents: Range<Int>?
  /// The beginning of the first paragraph.
  var opening: String?
}

/// A paragraph that holds an image or a formula and nothing else but a name for it.
struct Solo {
  /// The events of what it holds.
  let content: Range<Int>
  /// The event at which the paragraph ends.
  let end: Int
  let id: String?
}
