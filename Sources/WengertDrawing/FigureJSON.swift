import Wengert

extension PlacedFigure {
  /// The figure with its coordinates as JSON, in points, y downwards.
  public var json: String {
    var writer = JSONWriter()
    writer.object { root in
      root.newLine(indent: 2)
      root.key("schema")
      root.value("wengert-figure/1")
      root.newLine(indent: 2)
      root.key("title")
      root.value(figure.title)
      root.newLine(indent: 2)
      root.key("description")
      root.value(figure.summary)
      if let note = figure.note {
        root.newLine(indent: 2)
        root.key("note")
        root.value(note)
      }
      root.newLine(indent: 2)
      root.key("direction")
      root.value(figure.direction.rawValue)
      root.newLine(indent: 2)
      root.key("mode")
      root.value(figure.mode.rawValue)
      root.newLine(indent: 2)
      root.key("size")
      root.array {
        $0.value(layout.size.width.rounded2)
        $0.value(layout.size.height.rounded2)
      }
      root.newLine(indent: 2)
      root.key("nodes")
      root.array { list in
        for index in figure.cards.indices {
          list.newLine(indent: 4)
          card(index, &list)
        }
      }
      root.newLine(indent: 2)
      root.key("edges")
      root.array { list in
        for index in figure.links.indices {
          list.newLine(indent: 4)
          link(index, &list)
        }
      }
      if figure.note != nil || !layout.groups.isEmpty { groups(&root) }
    }
    return writer.text + "\n"
  }

  /// The groups that are open, with their cards.
  private func groups(_ root: inout JSONWriter) {
    root.newLine(indent: 2)
    root.key("groups")
    root.array { list in
      for (position, group) in figure.groups.enumerated() {
        list.newLine(indent: 4)
        list.object {
          $0.key("id")
          $0.value(group.id)
          $0.key("name")
          $0.value(group.name)
          $0.key("parent")
          if let parent = group.parent {
            $0.value(figure.groups[parent].id)
          } else {
            $0.value(nil as Double?)
          }
          if position < layout.groups.count, let frame = layout.groups[position] {
            let center = Point(
              x: frame.origin.x + frame.size.width / 2, y: frame.origin.y + frame.size.height / 2)
            box(center, frame.size, &$0)
          }
          $0.key("nodes")
          $0.array { nodes in for card in group.cards { nodes.value(figure.cards[card].id) } }
        }
      }
    }
  }

  private func fold(_ fold: Figure.Fold, _ object: inout JSONWriter) {
    object.key("fold")
    object.object {
      $0.key("kind")
      $0.value(fold.kind.rawValue)
      if let name = fold.name {
        $0.key("name")
        $0.value(name)
      }
      $0.key("nodes")
      $0.value(fold.nodes)
      if let count = fold.count {
        $0.key("count")
        $0.value(count)
      }
    }
  }

  private func card(_ index: Int, _ list: inout JSONWriter) {
    let card = figure.cards[index]
    list.object {
      $0.key("id")
      $0.value(card.id)
      $0.key("role")
      $0.value(card.role.rawValue)
      $0.key("title")
      $0.value(card.title.plain)
      $0.key("input")
      $0.value(card.isInput)
      $0.key("outputs")
      $0.array { list in
        for output in card.outputs { list.value(output.name) }
      }
      $0.key("used")
      $0.value(card.isUsed)
      $0.key("badges")
      $0.array { list in
        for badge in card.badges where badge.isShown { self.badge(badge, &list) }
      }
      if figure.weight != .none {
        $0.key("strongest")
        $0.value(card.isOnStrongestPath)
      }
      if let fold = card.fold { self.fold(fold, &$0) }
      box(layout.centers[index], cardSizes[index], &$0)
      rows(card.rows, &$0)
    }
  }

  private func link(_ index: Int, _ list: inout JSONWriter) {
    let link = figure.links[index]
    let route = layout.routes[index]
    list.object {
      $0.key("id")
      $0.value(link.id)
      $0.key("parent")
      $0.value(figure.cards[link.parent].id)
      $0.key("child")
      $0.value(figure.cards[link.child].id)
      if figure.cards[link.parent].fold == nil, figure.cards[link.child].fold == nil {
        $0.key("slot")
        $0.value(link.edge.slot)
      } else {
        $0.key("edges")
        $0.value(link.count)
      }
      if let branch = link.branch {
        $0.key("branch")
        $0.value(branch.rawValue)
      }
      if let weight = link.weight {
        $0.key("weight")
        $0.value(weight.number)
        $0.key("strongest")
        $0.value(link.isOnStrongestPath)
      }
      $0.key("curves")
      $0.array { curves in
        for curve in route.curves {
          curves.array { points in
            for point in curve { self.point(point, &points) }
          }
        }
      }
      if let size = chipSizes[index], let center = route.chip { box(center, size, &$0) }
      rows(link.rows, &$0)
    }
  }

  private func badge(_ badge: Figure.Badge, _ list: inout JSONWriter) {
    list.object {
      $0.key("kind")
      $0.value(badge.kind.rawValue)
      $0.key("quantity")
      $0.value(badge.quantity.rawValue)
      $0.key("text")
      $0.value(badge.text.plain)
    }
  }

  private func box(_ center: Point, _ size: Size, _ object: inout JSONWriter) {
    object.key("center")
    point(center, &object)
    object.key("size")
    object.array {
      $0.value(size.width.rounded2)
      $0.value(size.height.rounded2)
    }
  }

  private func point(_ point: Point, _ list: inout JSONWriter) {
    list.array {
      $0.value(point.x.rounded2)
      $0.value(point.y.rounded2)
    }
  }

  private func rows(_ rows: [Figure.Row], _ object: inout JSONWriter) {
    object.key("rows")
    object.array { list in
      for row in rows {
        list.object {
          $0.key("quantity")
          $0.value(row.quantity.rawValue)
          $0.key("text")
          $0.value(row.text)
          $0.key("value")
          $0.value(row.value)
          if let range = row.range {
            $0.key("range")
            $0.array { bounds in
              bounds.value(range.lowerBound)
              bounds.value(range.upperBound)
            }
          }
          $0.key("seed")
          $0.value(row.isSeed)
          if let sum = row.sum, sum.isShown {
            $0.key("addends")
            $0.array { list in
              for addend in sum.addends { list.value(addend.value) }
            }
          }
        }
      }
    }
  }
}

extension Double {
  /// To a hundredth, as in the SVG.
  fileprivate var rounded2: Double { (self * 100).rounded() / 100 }
}

extension Weight {
  /// The weight in JSON: 0 where nothing flows, then the steps from 1; nil where the contribution is not finite.
  fileprivate var number: Double? {
    switch self {
    case .zero: 0
    case .step(let step): Double(step + 1)
    case .notFinite: nil
    }
  }
}
