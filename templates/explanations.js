// Where a number comes from.
const explanation = find("explanation");
function hideExplanation() { explanation.hidden = true; }
// What a pointer is at: a number in a table, or a card or chip with all its numbers or one of them.
function hit(target) {
  const element = target.closest && target.closest("[data-v], .wg-card, .wg-chip");
  if (!element) return null;
  if (element.dataset.v) return { element, keys: [element.dataset.v] };
  const isCard = element.classList.contains("wg-card");
  const shown = isCard ? allCards() : allChips();
  const found = figures.length ? shown.find((item) => item.group === element) : null;
  if (!found) return null;
  const place = found.rows.findIndex((row) => row && row.text === target);
  const letters = [...(isCard ? "pta" : "dfb")].filter((_, q) => place < 0 ? found.rows[q] : q === place);
  if (isCard && found.node === null || found.link) return { element, item: found, letters };
  return { element, keys: letters.map((letter) => letter + (isCard ? found.node : found.edge)) };
}
// Whether the step has got to a number.
function isKnown(key) {
  const i = Number(key.slice(1));
  switch (key[0]) {
    case "p": return hasValue(i);
    case "t": return forward.last[i] <= reach();
    case "a": return back.last[i] <= reach();
    case "d": return hasValue(children[i]);
    case "f": return hasFlowed(forward, i);
    case "b": return hasFlowed(back, i);
    default: return false;
  }
}
function explain(target) {
  const found = hit(target);
  explanation.replaceChildren();
  if (found && found.keys) {
    const known = found.keys.filter((key) => isKnown(key) && number(key) !== null);
    explanation.append(...known.map(explained));
  } else if (found) {
    explanation.append(...explainedTogether(found));
  }
  explanation.hidden = !explanation.textContent;
  if (explanation.hidden) return;
  const box = found.element.getBoundingClientRect();
  const width = explanation.offsetWidth, height = explanation.offsetHeight;
  const left = Math.min(Math.max(8, box.left + box.width / 2 - width / 2), innerWidth - width - 8);
  const isBelow = box.bottom + 8 + height < innerHeight;
  explanation.style.left = Math.max(8, left) + "px";
  explanation.style.top = (isBelow ? box.bottom + 8 : Math.max(8, box.top - height - 8)) + "px";
}
function explained(key) {
  const line = document.createElement("div");
  const i = Number(key.slice(1));
  const row = { p: "row-", t: "tangent-", a: "adjoint-" }[key[0]];
  if (row) writeEquation(line, row + page.ids[i], key, true);
  else if (key[0] === "d") writeEquation(line, "edge-" + i, key, true);
  if (!line.textContent) line.append(plainly(key));
  return line;
}
function plainly(key) {
  const i = Number(key.slice(1));
  const value = format(number(key), page.digits);
  const text = (number) => format(number, page.digits);
  const partial = (e) => "∂" + name(children[e]) + "/∂" + name(parents[e]);
  switch (key[0]) {
    case "p": return name(i) + " = " + value;
    case "t": return dotted(i) + " = " + value;
    case "a": return barred(i) + " = " + value;
    case "d": return partial(i) + " = " + value;
    case "f": return dotted(parents[i]) + " · " + partial(i) + " = " + text(now.t[parents[i]]) + " · "
      + text(now.d[i]) + " = " + value;
    case "b": return barred(children[i]) + " · " + partial(i) + " = " + text(now.a[children[i]]) + " · "
      + text(now.d[i]) + " = " + value;
    default: return "";
  }
}
// The numbers of several nodes or edges together.
function explainedTogether({ item, letters }) {
  const line = (text) => {
    const element = document.createElement("div");
    element.textContent = text;
    return element;
  };
  const text = (number) => format(number, page.digits);
  if (!item.link) {
    const names = item.fold.exits.map(name);
    const list = names.length > 4 ? names[0] + ", …, " + names[names.length - 1] : names.join(", ");
    const shown = shownOn(item);
    return letters.map((letter) => "pta".indexOf(letter)).filter((q) => shown[q].kind !== "none")
      .map((q) => line(["values", "tangents", "adjoints"][q] + " of " + list + ": " + shown[q].text));
  }
  const { edges, child } = item.link;
  const values = valuesOf(item);
  const source = name(parents[edges[0]]);
  const sink = name(child >= 0 ? view().folds[child].exits[0] : children[edges[0]]);
  const words = {
    d: "∂" + sink + "/∂" + source,
    f: "to the tangent of " + sink + ", along " + (edges.length === 1 ? "one edge" : edges.length + " edges"),
    b: "to the adjoint of " + source + ", along " + (edges.length === 1 ? "one edge" : edges.length + " edges"),
  };
  return letters.filter((letter) => values["dfb".indexOf(letter)] !== null)
    .map((letter) => line(words[letter] + ": " + text(values["dfb".indexOf(letter)])));
}
