// The figures, one for each view that groups can be folded and unfolded to. What is in one is found when it is first
// painted. A card shows one node or a fold of several; a chip belongs to one edge or to all edges between two cards.
const picture = find("picture");
const inks = ["text", "tangent", "adjoint"];
const slots = into.map((edges) => edges.reduce((map, e, slot) => map.set(e, slot), new Map()));
const edgeID = (e) =>
  "e-" + page.ids[parents[e]] + "-" + page.ids[children[e]] + "-" + slots[children[e]].get(e);
const figures = page && picture ? page.views.map(makeView) : [];
const view = () => figures[state.view];

function makeView({ prefix, folds, links, toggles, hidden }) {
  const description = find(prefix + "-desc");
  const view = {
    prefix, toggles, svg: description && description.closest("svg"), cards: new Map(), chips: new Map(),
    // By node its fold, or −1, or −2 where it is left out; by edge its link, −1 where it has a chip of its own, −2 where
    // it has none.
    foldOf: new Int32Array(count).fill(-1), linkOf: new Int32Array(parents.length).fill(-1),
    folds: folds.map(([id, nodes, exits]) => ({ id, nodes, exits, into: [] })),
    links: links.map(([id, edges, child, hasOneSource]) => ({ id, edges, child, hasOneSource })),
  };
  for (const n of hidden) view.foldOf[n] = -2;
  view.folds.forEach((fold, k) => fold.nodes.forEach((n) => { view.foldOf[n] = k; }));
  for (let e = 0; e < parents.length; e++) {
    if (view.foldOf[parents[e]] !== -1 || view.foldOf[children[e]] !== -1) view.linkOf[e] = -2;
  }
  view.links.forEach((link, l) => {
    link.edges.forEach((e) => { view.linkOf[e] = l; });
    if (link.child >= 0) view.folds[link.child].into.push(link);
  });
  view.frame = view.svg && view.svg.parentElement !== picture ? view.svg.parentElement : view.svg;
  return view;
}

// The number that a text shows, and the room for it.
function numberPlace(view, id) {
  const text = find(view.prefix + "-" + id);
  if (!text) return null;
  return {
    text, room: Number(text.dataset.room), size: Number(text.getAttribute("font-size")),
    x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")),
    box: find(view.prefix + "-" + id + "-box"), most: 0,
  };
}
function placeOf(shape) {
  const number = (name) => Number(shape.getAttribute(name));
  return { x: number("x"), y: number("y"), width: number("width"), height: number("height") };
}
const head = (group, mark) => (group ? group.getAttribute("aria-label") : "").split("; " + mark + " ")[0];

// The card of a node, and the chip of an edge, in the view that is shown; null where there is none.
function cardOf(n) {
  if (!figures.length) return null;
  const k = view().foldOf[n];
  return k === -2 ? null : card(view(), k === -1 ? page.ids[n] : view().folds[k].id, n, view().folds[k]);
}
function card(view, id, n, fold) {
  if (view.cards.has(id)) return view.cards.get(id);
  const group = find(view.prefix + "-" + id);
  const sums = (quantity) => {
    const lines = [];
    for (let line; (line = find(view.prefix + "-" + id + "-" + quantity + "-sum" + lines.length)); ) lines.push(line);
    return lines;
  };
  const shapes = group ? [...group.querySelectorAll(":scope > rect, :scope > path")] : [];
  const made = group && {
    id, group, fold, node: fold ? (fold.exits.length === 1 ? fold.exits[0] : null) : n, stamp: -1,
    label: head(group, "primal"), place: placeOf(shapes[0]), frame: shapes.slice(1),
    badges: find(view.prefix + "-" + id + "-badges"), remark: null,
    rows: ["primal", "tangent", "adjoint"].map((quantity) => numberPlace(view, id + "-" + quantity)),
    sums: [[], sums("tangent"), sums("adjoint")],
  };
  view.cards.set(id, made);
  return made;
}
function chipOf(e) {
  if (!figures.length) return null;
  const l = view().linkOf[e];
  if (l === -2) return null;
  return chip(view(), l === -1 ? edgeID(e) : view().links[l].id, e, view().links[l]);
}
function chip(view, id, e, link) {
  if (view.chips.has(id)) return view.chips.get(id);
  const group = find(view.prefix + "-" + id), line = find(view.prefix + "-" + id + "-line");
  const made = (group || line) && {
    id, group, line, link, edge: e, stamp: -1, label: head(group, "partial").split("; tangent ")[0].split("; adjoint ")[0],
    branch: find(view.prefix + "-" + id + "-branch"),
    place: group ? placeOf(group.querySelector("rect")) : null,
    rows: ["partial", "tangent", "adjoint"].map((quantity) => numberPlace(view, id + "-" + quantity)),
  };
  view.chips.set(id, made);
  return made;
}
// All cards and chips of the view; they are made once.
function allCards() {
  const shown = view();
  if (!shown.allCards) {
    const own = page.ids.map((_, n) => n).filter((n) => shown.foldOf[n] === -1).map(cardOf);
    shown.allCards = [...own, ...shown.folds.map((fold) => cardOf(fold.nodes[0]))].filter(Boolean);
    const edges = parents.map((_, e) => e).filter((e) => shown.linkOf[e] === -1).map(chipOf);
    shown.allChips = [...edges, ...shown.links.map((link) => chipOf(link.edges[0]))].filter(Boolean);
  }
  return shown.allCards;
}
function allChips() {
  allCards();
  return view().allChips;
}

// The characters of a number from its decimal point, or its exponent, on.
function fraction(text) {
  const start = text.search(/[.e]/);
  return start < 0 || !/\d/.test(text) || text.includes("…") ? 0 : text.length - start;
}
// Brings decimal points into line where the room allows it.
function align(places, texts) {
  const fractions = texts.map(fraction);
  const widest = Math.max(...texts.map((text) => text.length));
  const whole = Math.max(...texts.map((text, i) => text.length - fractions[i]));
  const most = Math.max(...fractions);
  const isAligned = whole + most <= widest + 4;
  places.forEach((place) => {
    if (place) place.most = isAligned && whole + most <= place.room ? most : 0;
  });
}
// Writes a number, { text, kind }: on a ground where it is a seed, in a frame where it is not finite.
function put(place, { text, kind }, ink) {
  if (!place) return;
  if (place.last === text && place.kind === kind && place.lastMost === place.most) return;
  [place.last, place.kind, place.lastMost] = [text, kind, place.most];
  const padding = /∞$|NaN|…/.test(text) ? 0 : Math.max(0, place.most - fraction(text));
  place.text.textContent = text + "\u00a0".repeat(padding);
  place.text.setAttribute("class", "wg-f-" + (kind === "seed" ? "onSeed" : kind === "none" ? "faint" : ink));
  const [advance, across, above, height] = page.metrics;
  const squeezed = squeeze(place.text, text, place.room, place.size);
  if (kind !== "seed" && kind !== "wild") {
    if (place.box) place.box.setAttribute("display", "none");
    return;
  }
  if (!place.box) {
    place.box = svgElement("rect", { rx: 3 });
    place.text.before(place.box);
  }
  const width = (squeezed || text.length * advance * place.size) + across;
  const end = place.x - padding * advance * place.size;
  place.box.removeAttribute("display");
  setAttributes(place.box, {
    x: end - width + across / 2, y: place.y - place.size * above, width, height: place.size * height, fill: "none",
    class: (kind === "seed" ? "wg-f-" + ink + " " : "") + "wg-s-" + ink,
  });
}
function squeeze(element, text, room, size) {
  const width = text.length > room ? room * page.metrics[0] * size : 0;
  if (width) setAttributes(element, { textLength: width, lengthAdjust: "spacingAndGlyphs" });
  else element.removeAttribute("textLength");
  return width;
}
function setAttributes(element, attributes) {
  for (const name in attributes) element.setAttribute(name, attributes[name]);
}
function svgElement(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  setAttributes(element, attributes);
  return element;
}
function one(value, isSeed) {
  const kind = isSeed ? "seed" : value === null ? "none" : Number.isFinite(value) ? "number" : "wild";
  return { text: format(value, page.figureDigits), kind };
}
// Several numbers: the least and the largest, and whether some are none.
function several(values) {
  const numbers = values.filter((value) => value === value);
  if (!values.length) return one(null, false);
  if (!numbers.length) return one(NaN, false);
  const least = numbers.reduce((a, b) => a < b ? a : b), largest = numbers.reduce((a, b) => a > b ? a : b);
  if (numbers.length === values.length && least === largest) return one(least, false);
  const text = format(least, page.figureDigits)
    + (least < largest ? " … " + format(largest, page.figureDigits) : "")
    + (numbers.length < values.length ? ", NaN" : "");
  return { text, kind: "number" };
}

const isTangentSeed = (n) => page.inputs.some((m, i) => m === n && state.s[i] !== 0);
// What a card shows at a step, and when both passes are complete.
function shownOn(card) {
  const n = card.node;
  if (n === null) {
    const active = card.fold.exits.filter((m) => !page.constant[m]);
    return [
      several(card.fold.exits.filter(hasValue).map((m) => now.v[m])),
      several(active.filter((m) => forward.last[m] <= reach()).map((m) => now.t[m])),
      several(active.filter((m) => back.last[m] <= reach()).map((m) => now.a[m])),
    ];
  }
  const [t, a] = [derivative(forward, n), derivative(back, n)];
  return [
    one(hasValue(n) ? now.v[n] : null, false), one(t, t !== null && isTangentSeed(n)), one(a, a !== null && isSeeded(n)),
  ];
}
function completeOn(card) {
  const n = card.node;
  const nodes = n === null ? card.fold.exits : [n];
  return [(m) => now.v[m], tangent, adjoint].map((value) =>
    several(nodes.map(value).filter((x) => x !== null)).text);
}
function paintCard(card) {
  if (!card) return;
  if (card.stamp !== generation) align(card.rows, completeOn(card));
  card.stamp = generation;
  paintFrame(card);
  const words = [card.label];
  if (card.rows.some(Boolean)) {
    const shown = shownOn(card);
    const sums = [[], cardSum(card, forward), cardSum(card, back)];
    card.rows.forEach((place, q) => {
      put(place, shown[q], inks[q]);
      card.sums[q].forEach((line, i) => putSum(line, sums[q].slice(2 * i, 2 * i + 2).join(" ")));
      if (!place) return;
      const { text, kind } = shown[q];
      words.push(["primal", "tangent", "adjoint"][q] + " " + (kind === "none" ? "not computed" : text)
        + (kind === "seed" ? " (seed)" : "") + (sums[q].length ? " " + sums[q].join(" ") : ""));
    });
  }
  words.push(...paintBadges(card));
  card.group.setAttribute("aria-label", words.join("; "));
}
function putSum(line, text) {
  if (line.textContent === text) return;
  line.textContent = text;
  squeeze(line, text, Number(line.dataset.room), Number(line.getAttribute("font-size")));
}
// The addends on a card: what flows along each line that enters it in a sweep.
function cardSum(card, table) {
  const n = card.node;
  if (n === null || page.constant[n]) return [];
  if (table === forward && card.fold) {
    const lines = flows(view()).filter((flow) => flow.link.child >= 0 && flow.isReached
      && view().folds[flow.link.child] === card.fold);
    const isShown = forward.last[n] <= reach();
    return sumWords(lines.map((flow) => ({ value: flow.tangent, isSeed: false })), isShown ? lines.length : 0);
  }
  const terms = new Map();
  const shown = shownAddends(table, n);
  (table.addends[n] || []).forEach((e, i) => {
    const line = e < 0 ? "seed" : view().linkOf[e] >= 0 ? "l" + view().linkOf[e] : e;
    if (!terms.has(line)) terms.set(line, { value: null, isSeed: e < 0 });
    const term = terms.get(line);
    const value = flow(table, n, e);
    if (i < shown) term.value = term.value === null ? value : term.value + value;
  });
  const list = [...terms.values()];
  return sumWords(list, list.filter((term) => term.value !== null).length);
}

// Dashes around what only a branch needs that is not taken.
function paintFrame(card) {
  if (!page.choices.length) return;
  const nodes = card.fold ? card.fold.nodes : [card.node];
  const isPlain = nodes.every((n) => typeof page.names[n] !== "string"
    && !page.inputs.includes(n) && !page.outputs.includes(n));
  if (!isPlain) return;
  const isNeeded = nodes.some((n) => used()[n]);
  for (const shape of card.frame) {
    if (isNeeded) shape.removeAttribute("stroke-dasharray");
    else shape.setAttribute("stroke-dasharray", "7 3");
  }
}

// Whether the contribution of an edge is an addend that a step shows, or has nothing to show.
function hasFlowed(table, e) {
  const n = table === forward ? children[e] : parents[e];
  const position = (table.addends[n] || []).indexOf(e);
  const shown = shownAddends(table, n);
  return position < 0 ? shown >= 0 : shown > position;
}
// What has flowed along several edges so far; null where nothing has.
function flowed(table, edges, values) {
  const known = edges.filter((e) => values[e] !== null && hasFlowed(table, e));
  return known.length ? known.reduce((sum, e) => sum + values[e], 0) : null;
}
function valuesOf(chip) {
  const e = chip.edge;
  if (!chip.link) {
    return [
      hasValue(children[e]) ? now.d[e] : null, hasFlowed(forward, e) ? now.f[e] : null,
      hasFlowed(back, e) ? now.b[e] : null,
    ];
  }
  const { edges, child } = chip.link;
  const { partial, tangent: t } = flowAlong(chip.link);
  const exits = child >= 0 ? view().folds[child].exits : edges.map((e) => children[e]);
  return [
    exits.every(hasValue) ? partial : null,
    child < 0 ? flowed(forward, edges, now.f) : exits.every((n) => forward.last[n] <= reach()) ? t : null,
    flowed(back, edges, now.b),
  ];
}
function paintChip(chip) {
  if (!chip) return;
  if (chip.stamp !== generation) {
    const { partial, tangent: t, adjoint: a } = chip.link
      ? flowAlong(chip.link) : { partial: now.d[chip.edge], tangent: now.f[chip.edge], adjoint: now.b[chip.edge] };
    align(chip.rows, [partial, t, a].map((value, q) => chip.rows[q] ? format(value, page.figureDigits) : ""));
    paintBranch(chip);
  }
  chip.stamp = generation;
  if (!chip.group) return;
  const values = valuesOf(chip);
  const words = [branchLabel(chip)];
  chip.rows.forEach((place, q) => {
    if (!place) return;
    put(place, one(values[q], false), ["faint", "tangent", "adjoint"][q]);
    words.push(["partial", "tangent contribution", "adjoint contribution"][q] + " "
      + (values[q] === null ? "not computed" : format(values[q], page.figureDigits)));
  });
  chip.group.setAttribute("aria-label", words.join("; "));
}
// The branches of choices: words and lines.
const isBranch = (chip) => !chip.link && isChoice[children[chip.edge]] && slots[children[chip.edge]].get(chip.edge) > 0;
function branchLabel(chip) {
  return isBranch(chip)
    ? chip.label.replace(/, (not )?taken(?=$|, )/, isOpen(chip.edge) ? ", taken" : ", not taken") : chip.label;
}
function paintBranch(chip) {
  if (!isBranch(chip)) return;
  const isTaken = isOpen(chip.edge);
  if (chip.branch) {
    chip.branch.textContent = isTaken ? "taken" : "not taken";
    chip.branch.setAttribute("class", isTaken ? "wg-f-text" : "wg-f-faint");
  }
  const line = chip.line && chip.line.querySelector("path");
  if (!line) return;
  const isThick = isTaken && !page.constant[parents[chip.edge]];
  line.setAttribute("stroke-width", isThick ? 1.3 : 0.9);
  if (isTaken) line.removeAttribute("stroke-dasharray");
  else line.setAttribute("stroke-dasharray", "3 3");
}

// A small figure grows with the page, as far as it stays in one piece.
function fit() {
  const figure = picture && (figures.length ? view().svg : picture.querySelector("svg"));
  if (!figure) return;
  const width = Number(figure.getAttribute("width"));
  const room = picture.clientWidth / width;
  figure.style.maxWidth = figure.style.minWidth = figure.style.height = "";
  if (room < 1) {
    // Smaller than this nothing can be read, in a column of text as in a page; the rest is scrolled to.
    if (innerWidth >= 768) figure.style.minWidth = width * Math.max(room, isWidget ? 0.65 : 0.75) + "px";
    return;
  }
  figure.style.maxWidth = width * Math.min(room, 1.3) + "px";
  figure.style.minWidth = figure.style.maxWidth;
  figure.style.height = "auto";
}

// The rectangle of the figure that is in sight, in its own units; null where none is.
function sight() {
  const { svg } = view();
  if (!svg) return null;
  const outer = picture.getBoundingClientRect(), inner = svg.getBoundingClientRect();
  const scale = inner.width / Number(svg.getAttribute("width")) || 1;
  const left = Math.max(outer.left, 0), right = Math.min(outer.right, innerWidth);
  const top = Math.max(outer.top, 0), bottom = Math.min(outer.bottom, innerHeight);
  if (right <= left || bottom <= top) return null;
  const shift = svg.querySelector("g").transform.baseVal[0].matrix;
  return {
    left: (left - inner.left) / scale - shift.e, right: (right - inner.left) / scale - shift.e,
    top: (top - inner.top) / scale - shift.f, bottom: (bottom - inner.top) / scale - shift.f,
  };
}
const isWithin = (place, area) => !!place && place.x < area.right && place.x + place.width > area.left
  && place.y < area.bottom && place.y + place.height > area.top;
