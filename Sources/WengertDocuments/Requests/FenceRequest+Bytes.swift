import WengertCode
import WengertDrawing
import WengertReport

/// What the bytes of results depend on besides the request: how this version of the program makes them.
public enum RenderingVersion {
  /// Counts up whenever the result of any request changes.
  public static let number = 3
}

extension FenceRequest {
  /// The request as bytes: different requests have different ones, on all machines and in all processes the same.
  public var canonicalBytes: [UInt8] {
    var writer = CanonicalWriter()
    write(to: &writer, includingPrefix: true)
    return writer.bytes
  }

  /// The digest of the request and of ``RenderingVersion``, in hexadecimal digits: the name of its result in a store.
  ///
  /// A figure depends on the layout engine as well, which a store has to add.
  public var key: String {
    SHA256("wengert-fence/\(RenderingVersion.number)\n".utf8 + canonicalBytes).hexadecimal
  }

  /// The bytes without the prefix, from which a prefix can be made.
  var bytesWithoutPrefix: [UInt8] {
    var writer = CanonicalWriter()
    write(to: &writer, includingPrefix: false)
    return writer.bytes
  }

  private func write(to writer: inout CanonicalWriter, includingPrefix: Bool) {
    writer.text(kind.rawValue)
    writer.text(form.name)
    writer.text(text)
    for option in [point, tangent, adjoint] { writer.optional(option) }
    if includingPrefix { writer.text(idPrefix) }
    switch content {
    case .figure(let options, let folding), .live(let options, let folding):
      options.write(to: &writer)
      folding.write(to: &writer)
    case .trace(let columns): writer.set(columns.map(\.rawValue))
    case .equations(let lists): writer.set(lists.map(\.rawValue))
    case .jacobian: break
    case .code(let choice):
      writer.text(choice.language)
      writer.text(choice.derivative.rawValue)
    }
  }
}

extension FenceForm {
  /// The form in a word.
  var name: String {
    switch self {
    case .html: "html"
    case .svg(let theme): "svg-\(theme.rawValue)"
    case .markdown: "markdown"
    case .plain: "plain"
    case .latex: "latex"
    case .pandoc: "pandoc"
    }
  }
}

extension FigureOptions {
  fileprivate func write(to writer: inout CanonicalWriter) {
    writer.text(mode.rawValue)
    writer.set(parts.map(\.rawValue))
    writer.optional(direction?.rawValue)
    writer.number(format.digits)
    writer.text(constants.rawValue)
    writer.text(weight.rawValue)
    writer.number(isLive ? 1 : 0)
  }
}

extension Folding {
  fileprivate func write(to writer: inout CanonicalWriter) {
    writer.optional(depth)
    writer.set(folded)
    writer.set(unfolded)
    writer.optional(limit)
    switch selection {
    case .all: writer.number(0)
    case .neighbourhood(let node, let radius):
      writer.number(1)
      writer.text(node)
      writer.number(radius)
    case .paths(let start, let end):
      writer.number(2)
      writer.text(start)
      writer.text(end)
    }
  }
}
