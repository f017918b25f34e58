// What makes a report live. Before this stand linearize(x, v, d), which computes primals and partials, and page: the
// graph as numbers, and the numbers that the page was made with. Without numbers both are null.
const find = (id) => document.getElementById(id);
const all = (selector) => [...document.querySelectorAll(selector)];

// Numbers as texts: the same form as in the rest of the page, to the last character.
function format(value, digits) {
  if (value === null || value === undefined) return "–";
  if (value !== value) return "NaN";
  if (value === Infinity) return "∞";
  if (value === -Infinity) return "−∞";
  if (value === 0) return "0";
  const sign = value < 0 ? "−" : "";
  const size = Math.abs(value);
  if (size < 1e7 && Math.floor(size) === size) return sign + size;
  const parts = size.toExponential().split("e");
  let text = parts[0].replace(".", "");
  let exponent = Number(parts[1]);
  const count = Math.max(digits, exponent < 7 ? Math.max(0, exponent + 1) : 0);
  if (text.length > count) {
    const isUp = text[count] >= "5";
    text = text.slice(0, count);
    if (isUp) {
      text = text.replace(/9+$/, "");
      if (text === "") {
        text = "1";
        exponent += 1;
      } else {
        text = text.slice(0, -1) + (Number(text[text.length - 1]) + 1);
      }
    }
    text = text.replace(/0+$/, "");
  }
  if (exponent < -4 || exponent >= 7) {
    const mantissa = text.length > 1 ? text[0] + "." + text.slice(1) : text;
    return sign + mantissa + "e" + (exponent < 0 ? "−" : "") + Math.abs(exponent);
  }
  if (exponent < 0) return sign + "0." + "0".repeat(-exponent - 1) + text;
  const fraction = text.slice(exponent + 1);
  return sign + text.slice(0, exponent + 1).padEnd(exponent + 1, "0") + (fraction ? "." + fraction : "");
}

// A number as MathML.
function mathematical(value, isEnclosed) {
  const text = format(value, page.digits);
  const isNegative = text[0] === "−";
  const [mantissa, exponent] = (isNegative ? text.slice(1) : text).split("e");
  let markup = "<mn>" + mantissa + "</mn>";
  if (exponent !== undefined) {
    const raised = exponent[0] === "−"
      ? "<mrow><mo form=\"prefix\">−</mo><mn>" + exponent.slice(1) + "</mn></mrow>"
      : "<mn>" + exponent + "</mn>";
    markup = "<mrow>" + markup + "<mo>×</mo><msup><mn>10</mn>" + raised + "</msup></mrow>";
  }
  if (!isNegative) return markup;
  markup = "<mrow><mo form=\"prefix\">−</mo>" + markup + "</mrow>";
  return isEnclosed
    ? "<mrow><mo stretchy=\"false\">(</mo>" + markup + "<mo stretchy=\"false\">)</mo></mrow>" : markup;
}

// Theme and copying need no numbers.
function setTheme(theme) {
  const root = document.documentElement;
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
  if (find("theme")) find("theme").value = root.dataset.theme || "auto";
}

async function copy(text, button) {
  const label = button.textContent;
  let isDone = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    isDone = document.execCommand("copy");
    field.remove();
    button.focus();
  }
  button.textContent = isDone ? "Copied" : "Not copied";
  setTimeout(() => { button.textContent = label; }, 1500);
}

for (const button of all(".copy")) {
  button.addEventListener("click", () => copy(find(button.dataset.copy).textContent, button));
}
for (const element of all(".scripted")) element.hidden = false;
if (find("player")) {
  find("player").hidden = false;
  find("theme").addEventListener("change", () => {
    setTheme(find("theme").value);
    if (page) remember();
  });
}

// The graph: edges by child and by parent, in evaluation order.
const count = page ? page.ids.length : 0;
const parents = [], children = [];
const into = Array.from({ length: count }, () => []);
const outOf = Array.from({ length: count }, () => []);
for (let e = 0; page && 2 * e < page.edges.length; e++) {
  parents.push(page.edges[2 * e]);
  children.push(page.edges[2 * e + 1]);
  into[children[e]].push(e);
  outOf[parents[e]].push(e);
}
const isChoice = new Uint8Array(count);
for (const n of page ? page.choices : []) isChoice[n] = 1;
const name = (n) => typeof page.names[n] === "string" ? page.names[n] : page.names[n][0];
const dotted = (n) => page.names[n][1];
const barred = (n) => page.names[n][2];

// Where the reader is: the inputs, the seeds, and the step; null shows everything.
const state = page && { x: page.x.slice(), s: page.s.slice(), w: page.w.slice(), at: null };
// v, t, a: by node; d, f, b: by edge, partials and contributions.
const now = page && {
  v: page.v.slice(), d: page.d.slice(), t: new Float64Array(count), a: new Float64Array(count),
  isReachedForward: new Uint8Array(count), isReachedBack: new Uint8Array(count),
  f: new Array(parents.length).fill(null), b: new Array(parents.length).fill(null),
};

const same = (left, right) => left.every((value, i) => Object.is(value, right[i]));
// The edge whose value a choice hands on, and whether derivatives flow along an edge.
const taken = (n) => into[n][now.v[parents[into[n][0]]] !== 0 ? 1 : 2];
const isOpen = (e) => !isChoice[children[e]] || taken(children[e]) === e;

// The forward sweep: what no seed reaches stays zero and is never multiplied.
function sweepForward(seed, t, isReached) {
  t.fill(0);
  isReached.fill(0);
  page.inputs.forEach((n, i) => {
    if (seed[i] !== 0) {
      t[n] = seed[i];
      isReached[n] = 1;
    }
  });
  for (let n = 0; n < count; n++) {
    if (isChoice[n]) {
      const p = parents[taken(n)];
      t[n] = t[p];
      isReached[n] = isReached[p];
      continue;
    }
    for (const e of into[n]) {
      if (!isReached[parents[e]]) continue;
      const flow = t[parents[e]] * now.d[e];
      t[n] = isReached[n] ? t[n] + flow : flow;
      isReached[n] = 1;
    }
  }
}

// The reverse sweep, likewise.
function sweepBack(seed, a, isReached) {
  a.fill(0);
  isReached.fill(0);
  const flow = (adjoint, n) => {
    a[n] = isReached[n] ? a[n] + adjoint : adjoint;
    isReached[n] = 1;
  };
  page.outputs.forEach((n, i) => {
    if (seed[i] !== 0 && !page.constant[n]) flow(seed[i], n);
  });
  for (let n = count - 1; n >= 0; n--) {
    if (!isReached[n]) continue;
    for (const e of isChoice[n] ? [taken(n)] : into[n]) {
      if (!page.constant[parents[e]]) flow(isChoice[n] ? a[n] : a[n] * now.d[e], parents[e]);
    }
  }
}

function compute() {
  if (!same(state.x, page.x)) {
    linearize(state.x, now.v, now.d);
  } else {
    page.v.forEach((value, n) => { now.v[n] = value; });
    page.d.forEach((value, e) => { now.d[e] = value; });
  }
  sweepForward(state.s, now.t, now.isReachedForward);
  sweepBack(state.w, now.a, now.isReachedBack);
  for (let e = 0; e < parents.length; e++) {
    if (now.d[e] === null) continue;
    now.f[e] = isOpen(e) && now.isReachedForward[parents[e]] ? now.t[parents[e]] * now.d[e] : 0;
    now.b[e] = isOpen(e) && now.isReachedBack[children[e]] ? now.a[children[e]] * now.d[e] : 0;
  }
  computeMore();
}

const tangent = (n) => page.constant[n] ? null : now.t[n];
const adjoint = (n) => page.constant[n] ? null : now.a[n];
const dot = (left, right) => left.reduce((sum, value, i) => sum + value * right[i], 0);
const unit = (i, length) => Array.from({ length }, (_, k) => k === i ? 1 : 0);

// What follows from several sweeps and evaluations: the Jacobian, the check, central differences.
const more = { byForward: [], byReverse: [], errors: [], best: null };

function computeMore() {
  if (document.querySelector("[data-v^=j]")) {
    const scratch = new Float64Array(count), isReached = new Uint8Array(count);
    more.byReverse = page.outputs.map((_, k) => {
      sweepBack(unit(k, page.outputs.length), scratch, isReached);
      return page.inputs.map((n) => scratch[n]);
    });
    const columns = page.inputs.map((_, k) => {
      sweepForward(unit(k, page.inputs.length), scratch, isReached);
      return page.outputs.map((n) => scratch[n]);
    });
    more.byForward = page.outputs.map((_, row) => columns.map((column) => column[row]));
  }
  if (page.difference && document.querySelector("[data-v^=h]")) computeErrors();
}

function computeErrors() {
  const [output, input] = page.difference;
  const node = page.outputs[output];
  const scratch = new Float64Array(count), isReached = new Uint8Array(count);
  sweepForward(unit(input, page.inputs.length), scratch, isReached);
  const exact = scratch[node];
  const scale = Math.abs(exact) > 0 && Number.isFinite(exact) ? Math.abs(exact) : 1;
  const v = page.v.slice(), d = page.d.slice();
  const value = (shift) => {
    linearize(state.x.map((x, i) => i === input ? x + shift : x), v, d);
    return v[node];
  };
  let step = 1;
  more.errors = [];
  more.best = null;
  for (let k = 0; k < 16; k++, step /= 10) {
    const error = Math.abs((value(step) - value(-step)) / (2 * step) - exact) / scale;
    more.errors.push({ step, error });
    if (Number.isFinite(error) && !(more.best && more.best.error <= error)) more.best = { step, error };
  }
}

// The number that belongs to a key, and the digits that it is written with.
function number(key) {
  const i = Number.parseInt(key.slice(1), 10);
  switch (key[0]) {
    case "p": return now.v[i];
    case "t": return tangent(i);
    case "a": return adjoint(i);
    case "d": return now.d[i];
    case "f": return now.f[i];
    case "b": return now.b[i];
    case "x": return state.x[i];
    case "s": return state.s[i];
    case "w": return state.w[i];
    case "i": return i === 0
      ? dot(page.outputs.map((n) => now.t[n]), state.w) : dot(state.s, page.inputs.map((n) => now.a[n]));
    case "j": {
      const [row, column] = key.slice(1).split(",").map(Number);
      return more.byReverse[row][column];
    }
    case "h": return more.errors[i].error;
    case "m": return more.best && (i === 0 ? more.best.error : more.best.step);
    default: return null;
  }
}
const digitsOf = (key) => key[0] === "h" || key[0] === "m" ? 2 : page.digits;

// The steps: each node of the trace forward, then back; where contributions meet, one step for each addend.
const stepLimit = 12;
let steps = [];
let totals = { forward: 0, reverse: 0 };
// By node: the first and the last of its steps in each pass, and its addends: edges, or −1 for a seed.
const forward = { first: [], last: [], addends: [] };
const back = { first: [], last: [], addends: [] };
const sumOfSeeds = (n) => page.outputs.reduce((sum, m, i) => m === n ? sum + state.w[i] : sum, 0);
const isSeeded = (n) => page.outputs.some((m, i) => m === n && state.w[i] !== 0);

function plan() {
  steps = [];
  const outputs = new Set(page.outputs);
  const append = (pass, table, n, addends, position) => {
    table.addends[n] = addends;
    table.first[n] = steps.length;
    const parts = addends.length < 2 ? 1 : Math.min(addends.length, stepLimit);
    for (let k = 1; k <= parts; k++) {
      steps.push({ pass, n, position, part: k, parts, shown: k === parts ? addends.length : k });
    }
    table.last[n] = steps.length - 1;
  };
  page.lines.forEach((n, i) => {
    const addends = page.constant[n] ? [] : into[n].filter((e) => isOpen(e) && now.isReachedForward[parents[e]]);
    append("forward", forward, n, addends, i + 1);
  });
  totals.forward = page.lines.length;
  const active = page.lines.filter((n) => !page.constant[n]).reverse();
  active.forEach((n, i) => {
    const addends = outOf[n].filter((e) => isOpen(e) && now.isReachedBack[children[e]]);
    append("reverse", back, n, outputs.has(n) && isSeeded(n) ? [-1, ...addends] : addends, i + 1);
  });
  totals.reverse = active.length;
}

// How much of a node a step shows: of its value, and how many addends of each sweep.
const reach = () => state.at === null ? Infinity : state.at;
const hasValue = (n) => !(forward.first[n] > reach());
function shownAddends(table, n) {
  if (!(table.first[n] <= reach())) return -1;
  if (table.last[n] <= reach()) return table.addends[n].length;
  return steps[reach()].shown;
}
const flow = (table, n, e) => e < 0 ? sumOfSeeds(n) : table === forward ? now.f[e] : now.b[e];
function partialSum(table, n, shown) {
  return table.addends[n].slice(0, shown).reduce((sum, e, i) => i ? sum + flow(table, n, e) : flow(table, n, e), 0);
}
// The derivative of a node as far as a step shows it; null before, and on constants.
function derivative(table, n) {
  if (page.constant[n]) return null;
  const shown = shownAddends(table, n);
  if (shown < 0) return null;
  const isComplete = shown === table.addends[n].length;
  return isComplete ? (table === forward ? now.t[n] : now.a[n]) : partialSum(table, n, shown);
}

// A sum as it stands under a total: the parts, at most four, of which the last may say how many there are more.
function sumParts(table, n) {
  const addends = table.addends[n] || [];
  const shown = shownAddends(table, n);
  if (addends.length < 2 || shown < 1) return [];
  const written = addends.length > 4 ? 3 : addends.length;
  const parts = addends.slice(0, Math.min(shown, written)).map((e, i) => {
    const text = format(flow(table, n, e), page.figureDigits);
    const isNegative = text[0] === "−";
    const seed = e < 0 ? "seed " : "";
    if (i === 0) return "= " + seed + text;
    return (isNegative ? "− " : "+ ") + seed + (isNegative ? text.slice(1) : text);
  });
  if (shown < addends.length && shown < written) parts.push("+ …");
  else if (addends.length > written && shown > written) parts.push("+ … " + (addends.length - written) + " more");
  return parts;
}

// A small figure grows with the page, as far as it stays in one piece.
function fit() {
  const picture = find("picture");
  const figure = picture && picture.querySelector("svg");
  if (!figure) return;
  const width = Number(figure.getAttribute("width"));
  const room = picture.clientWidth / width;
  figure.style.maxWidth = figure.style.minWidth = figure.style.height = "";
  if (room < 1) {
    // Smaller than this nothing can be read; the rest is scrolled to.
    if (innerWidth >= 768) figure.style.minWidth = width * Math.max(room, 0.75) + "px";
    return;
  }
  figure.style.maxWidth = width * Math.min(room, 1.3) + "px";
  figure.style.minWidth = figure.style.maxWidth;
  figure.style.height = "auto";
}

// The figure. Everything in it is found once, when it is first touched.
const cards = [], chips = [];
// A figure with folds has no places for numbers that change.
const isFigureLive = !!document.querySelector("#picture [data-room]");
const part = (id) => isFigureLive ? find(page.prefix + "-" + id) : null;
function numberPlace(id) {
  const text = part(id);
  if (!text) return null;
  return {
    text, room: Number(text.dataset.room), size: Number(text.getAttribute("font-size")),
    x: Number(text.getAttribute("x")), y: Number(text.getAttribute("y")),
    box: part(id + "-box"), label: text.textContent.replace(/\u00a0+$/, ""), padding: 0,
  };
}
function card(n) {
  if (cards[n]) return cards[n];
  const id = page.ids[n];
  const group = part(id);
  const sums = (quantity) => {
    const lines = [];
    for (let line; (line = part(id + "-" + quantity + "-sum" + lines.length)); ) lines.push(line);
    return lines;
  };
  const label = group ? group.getAttribute("aria-label") : "";
  const cut = label.lastIndexOf("; primal ");
  cards[n] = {
    group, label: cut < 0 ? label : label.slice(0, cut), badges: part(id + "-badges"),
    rows: ["primal", "tangent", "adjoint"].map((quantity) => numberPlace(id + "-" + quantity)),
    sums: [[], sums("tangent"), sums("adjoint")],
  };
  return cards[n];
}
const slots = into.map((edges) => edges.reduce((map, e, slot) => map.set(e, slot), new Map()));
const edgeID = (e) =>
  "e-" + page.ids[parents[e]] + "-" + page.ids[children[e]] + "-" + slots[children[e]].get(e);
function chip(e) {
  if (chips[e]) return chips[e];
  const id = edgeID(e);
  const group = part(id);
  const label = group ? group.getAttribute("aria-label") : "";
  const cut = label.lastIndexOf("; partial ");
  chips[e] = {
    group, line: part(id + "-line"), branch: part(id + "-branch"),
    label: cut < 0 ? label : label.slice(0, cut),
    rows: ["partial", "tangent", "adjoint"].map((quantity) => numberPlace(id + "-" + quantity)),
  };
  return chips[e];
}

// The characters of a number from its decimal point, or its exponent, on.
function fraction(text) {
  const start = text.search(/[.e]/);
  return start < 0 || !/\d/.test(text) ? 0 : text.length - start;
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
function put(place, value, isSeed, ink) {
  if (!place) return;
  const text = format(value, page.figureDigits);
  const kind = (isSeed ? "s" : value === null ? "n" : Number.isFinite(value) ? "" : "i");
  if (place.last === text && place.kind === kind && place.lastMost === place.most) return;
  [place.last, place.kind, place.lastMost] = [text, kind, place.most];
  const padding = /∞$|NaN/.test(text) ? 0 : Math.max(0, place.most - fraction(text));
  place.text.textContent = text + "\u00a0".repeat(padding);
  place.text.setAttribute("class", "wg-f-" + (isSeed ? "onSeed" : value === null ? "faint" : ink));
  const [advance, across, above, height] = page.metrics;
  const squeezed = text.length > place.room ? place.room * advance * place.size : 0;
  if (squeezed) {
    place.text.setAttribute("textLength", squeezed);
    place.text.setAttribute("lengthAdjust", "spacingAndGlyphs");
  } else {
    place.text.removeAttribute("textLength");
  }
  const isBoxed = kind === "s" || kind === "i";
  if (!isBoxed) {
    if (place.box) place.box.setAttribute("display", "none");
    return;
  }
  if (!place.box) {
    place.box = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    place.box.setAttribute("rx", 3);
    place.text.before(place.box);
  }
  const width = (squeezed || text.length * advance * place.size) + across;
  const end = place.x - padding * advance * place.size;
  place.box.removeAttribute("display");
  place.box.setAttribute("x", end - width + across / 2);
  place.box.setAttribute("y", place.y - place.size * above);
  place.box.setAttribute("width", width);
  place.box.setAttribute("height", place.size * height);
  place.box.setAttribute("fill", "none");
  place.box.setAttribute("class", (isSeed ? "wg-f-" + ink + " " : "") + "wg-s-" + ink);
}

const isTangentSeed = (n) => page.inputs.some((m, i) => m === n && state.s[i] !== 0);
function paintCard(n) {
  const view = card(n);
  if (!view.group || !view.rows[0]) return;
  const values = [hasValue(n) ? now.v[n] : null, derivative(forward, n), derivative(back, n)];
  const seeds = [false, values[1] !== null && isTangentSeed(n), values[2] !== null && isSeeded(n)];
  const sums = [[], sumParts(forward, n), sumParts(back, n)];
  const inks = ["text", "tangent", "adjoint"];
  view.rows.forEach((place, q) => put(place, values[q], seeds[q], inks[q]));
  view.sums.forEach((lines, q) => lines.forEach((line, i) => {
    const text = sums[q].slice(2 * i, 2 * i + 2).join(" ");
    if (line.textContent === text) return;
    line.textContent = text;
    if (text.length > Number(line.dataset.room)) {
      line.setAttribute("textLength", line.dataset.room * page.metrics[0] * line.getAttribute("font-size"));
      line.setAttribute("lengthAdjust", "spacingAndGlyphs");
    } else {
      line.removeAttribute("textLength");
    }
  }));
  const words = ["primal", "tangent", "adjoint"].map((quantity, q) => {
    const text = values[q] === null ? "not computed" : format(values[q], page.figureDigits);
    const sum = sums[q].length ? " " + sums[q].join(" ") : "";
    return quantity + " " + text + (seeds[q] ? " (seed)" : "") + sum;
  });
  view.group.setAttribute("aria-label", [view.label, ...words].join("; "));
  if (view.badges) view.badges.setAttribute("display", isMoved() ? "none" : "inline");
}

// Whether the contribution of an edge is an addend that a step shows, or has nothing to show.
function hasFlowed(table, e) {
  const n = table === forward ? children[e] : parents[e];
  const position = (table.addends[n] || []).indexOf(e);
  const shown = shownAddends(table, n);
  return position < 0 ? shown >= 0 : shown > position;
}
function paintChip(e) {
  const view = chip(e);
  if (view.rows[0]) {
    const values = [
      hasValue(children[e]) ? now.d[e] : null, hasFlowed(forward, e) ? now.f[e] : null,
      hasFlowed(back, e) ? now.b[e] : null,
    ];
    const inks = ["faint", "tangent", "adjoint"];
    view.rows.forEach((place, q) => put(place, values[q], false, inks[q]));
    const words = ["partial", "tangent contribution", "adjoint contribution"].map((quantity, q) =>
      quantity + " " + (values[q] === null ? "not computed" : format(values[q], page.figureDigits)));
    view.group.setAttribute("aria-label", [branchLabel(view, e), ...words].join("; "));
  }
}
function branchLabel(view, e) {
  return isChoice[children[e]] && slots[children[e]].get(e) > 0
    ? view.label.replace(/, (not )?taken$/, isOpen(e) ? ", taken" : ", not taken") : view.label;
}
// The branches of choices: words and lines.
function paintBranches() {
  for (const n of page.choices) {
    for (const e of into[n].slice(1)) {
      const view = chip(e);
      if (view.branch) {
        view.branch.textContent = isOpen(e) ? "taken" : "not taken";
        view.branch.setAttribute("class", isOpen(e) ? "wg-f-text" : "wg-f-faint");
      }
      const line = view.line && view.line.querySelector("path");
      if (!line) continue;
      line.setAttribute("stroke-width", isOpen(e) ? 1.3 : 0.9);
      if (isOpen(e)) line.removeAttribute("stroke-dasharray");
      else line.setAttribute("stroke-dasharray", "3 3");
    }
  }
}

// Texts and tables: what shows a number, and what waits for one.
const places = page ? all("[data-v]").map((element) => ({ element, key: element.dataset.v, last: null })) : [];
const formulas = page ? all("[data-n]").map((element) => ({
  element, key: element.dataset.n, isEnclosed: "p" in element.dataset, last: null,
})) : [];
const seedWords = page ? all("[data-seed]") : [];
const waiting = new Map();
for (const element of page ? all("[data-v], [data-w]") : []) {
  const key = element.dataset.v || element.dataset.w;
  if (!waiting.has(key)) waiting.set(key, []);
  waiting.get(key).push(element);
}
function paintTexts() {
  for (const place of places) {
    const text = format(number(place.key), digitsOf(place.key));
    if (text === place.last) continue;
    place.last = text;
    place.element.textContent = text;
  }
  for (const place of formulas) {
    const value = number(place.key);
    const text = format(value, page.digits);
    if (text === place.last) continue;
    if (place.last !== null || isMoved()) place.element.innerHTML = mathematical(value, place.isEnclosed);
    place.last = text;
  }
  for (const element of seedWords) {
    const n = Number(element.dataset.seed.slice(1));
    const isSeed = element.dataset.seed[0] === "t" ? isTangentSeed(n) : isSeeded(n);
    element.textContent = isSeed ? "seed" : "zero by structure";
  }
  for (const element of all("#trace ~ .scroll [data-v]")) {
    const key = element.dataset.v;
    const n = Number(key.slice(1));
    element.classList.toggle("seed", key[0] === "t" ? isTangentSeed(n) : key[0] === "a" && isSeeded(n));
  }
  paintFindings();
  paintPlot();
  const agreement = find("agreement");
  if (agreement) agreement.textContent = agreementWords();
  for (const element of all(".moved")) {
    element.hidden = !isMoved() || element.classList.contains("still") && isFigureLive;
  }
}
const isMoved = () => !(same(state.x, page.x) && same(state.s, page.s) && same(state.w, page.w));

function agreementWords() {
  let largest = 0;
  more.byReverse.forEach((row, k) => row.forEach((value, i) => {
    const other = more.byForward[k][i];
    if (value === other || (value !== value && other !== other)) return;
    const difference = Math.abs(value - other) / Math.max(Math.abs(value), Math.abs(other));
    if (!(difference <= largest)) largest = difference;
  }));
  return largest === 0
    ? "Both ways give the same numbers to the last digit."
    : "The largest relative difference between the two ways is " + format(largest, 2) + ".";
}

function paintPlot() {
  const curve = find("error-curve");
  if (!curve || !more.errors.length) return;
  const [x0, width, y0, height, low, high] = page.plot;
  const course = [];
  more.errors.forEach(({ step, error }, k) => {
    const point = find("error-" + k);
    const exponent = error > 0 ? Math.min(Math.max(Math.log10(error), low), high) : low;
    const x = x0 + Math.log10(step) * width, y = y0 - exponent * height;
    const isThere = Number.isFinite(error);
    point.setAttribute("cx", isThere ? x.toFixed(1) : -9);
    point.setAttribute("cy", isThere ? y.toFixed(1) : -9);
    if (isThere) course.push(x.toFixed(1) + " " + y.toFixed(1));
  });
  curve.setAttribute("d", course.length ? "M" + course.join("L") : "");
}

// What is remarkable: the first number that is not finite and why, what is not reached, the strongest path.
function usedNodes() {
  const isUsed = new Uint8Array(count).fill(1);
  if (!page.choices.length) return isUsed;
  for (const p of parents) isUsed[p] = 0;
  for (const n of page.outputs) isUsed[n] = 1;
  for (let n = count - 1; n >= 0; n--) {
    if (!isUsed[n]) continue;
    if (isChoice[n]) isUsed[parents[into[n][0]]] = isUsed[parents[taken(n)]] = 1;
    else for (const e of into[n]) isUsed[parents[e]] = 1;
  }
  return isUsed;
}
function firstNonFinite() {
  const isUsed = usedNodes();
  const text = (value) => format(value, page.digits);
  for (let n = 0; n < count; n++) {
    if (!isUsed[n] || Number.isFinite(now.v[n])) continue;
    const operands = into[n].map((e) => parents[e]).map((p) =>
      typeof page.names[p] === "string" ? text(now.v[p]) : name(p) + " = " + text(now.v[p]));
    return [name(n), now.v[n], operands.length ? "computed from " + operands.join(", ") : "as it was given"];
  }
  const contribution = (e, value) =>
    "by the contribution " + text(value) + " · " + text(now.d[e]) + " along " + name(parents[e]) + " → "
    + name(children[e]);
  const cause = (edges, flows, source) => {
    const culprit = edges.find((e) => flows[e] !== null && !Number.isFinite(flows[e]));
    if (culprit !== undefined) return contribution(culprit, source(culprit));
    return edges.length ? "a sum that overflows, or of infinities" : "as it was given";
  };
  for (let n = 0; n < count; n++) {
    if (!isUsed[n] || page.constant[n] || Number.isFinite(now.t[n])) continue;
    return [dotted(n), now.t[n], cause(into[n], now.f, (e) => now.t[parents[e]])];
  }
  for (let n = count - 1; n >= 0; n--) {
    if (page.constant[n] || Number.isFinite(now.a[n])) continue;
    return [barred(n), now.a[n], cause(outOf[n].slice().reverse(), now.b, (e) => now.a[children[e]])];
  }
  return null;
}
function strongestPath() {
  const gain = new Array(count).fill(null), next = new Array(count).fill(null);
  page.outputs.forEach((n, i) => {
    if (state.w[i] !== 0 && !page.constant[n]) gain[n] = 1;
  });
  for (let n = count - 1; n >= 0; n--) {
    if (gain[n] === null) continue;
    for (const e of into[n]) {
      if (now.d[e] === null) continue;
      const candidate = gain[n] * Math.abs(now.d[e]);
      if (candidate > (gain[parents[e]] === null ? -1 : gain[parents[e]])) {
        gain[parents[e]] = candidate;
        next[parents[e]] = n;
      }
    }
  }
  let start = null;
  for (const n of page.inputs) {
    if (next[n] !== null && (start === null || gain[n] >= gain[start])) start = n;
  }
  if (start === null) return null;
  const nodes = [start];
  while (next[nodes[nodes.length - 1]] !== null) nodes.push(next[nodes[nodes.length - 1]]);
  return { nodes, factor: gain[start] };
}
function paintFindings() {
  const finding = find("finding");
  if (!finding) return;
  const first = firstNonFinite();
  finding.classList.toggle("alert", first !== null);
  finding.textContent = first === null
    ? "Every number is finite."
    : "The first number that is not finite is " + first[0] + " = " + format(first[1], page.digits) + ", "
      + first[2] + ".";
  const missed = [];
  for (let n = 0; n < count; n++) if (!now.isReachedBack[n] && !page.constant[n]) missed.push(name(n));
  find("unreached").textContent = missed.length === 0
    ? "Every node reaches a seeded output."
    : "No seeded output is reached from " + missed.slice(0, 12).join(", ")
      + (missed.length > 12 ? " and " + (missed.length - 12) + " more" : "") + ".";
  const path = first === null ? strongestPath() : null;
  const names = path ? path.nodes.map(name) : [];
  const shown = names.length <= 12
    ? names : [...names.slice(0, 6), "… " + (names.length - 11) + " more …", ...names.slice(-5)];
  find("strongest").textContent = path
    ? "The strongest path is " + shown.join(" → ") + "; its partials multiply to "
      + format(path.factor, page.digits) + " in magnitude."
    : "";
}

// Stepping touches only what changes.
function setWaiting(key, isWaiting) {
  for (const element of waiting.get(key) || []) {
    element.classList.toggle("waits", isWaiting);
    element.parentElement.classList.toggle("dashed", isWaiting);
  }
}
function paintNode(n) {
  paintCard(n);
  setWaiting("p" + n, !hasValue(n));
  if (page.constant[n]) return;
  setWaiting("t" + n, !(forward.last[n] <= reach()));
  setWaiting("a" + n, !(back.last[n] <= reach()));
}
function paintEdge(e) {
  paintChip(e);
  setWaiting("d" + e, !hasValue(children[e]));
  setWaiting("f" + e, !hasFlowed(forward, e));
  setWaiting("b" + e, !hasFlowed(back, e));
}
function paintStep(index) {
  const { n } = steps[index];
  paintNode(n);
  for (const e of into[n]) paintEdge(e);
  for (const e of outOf[n]) paintEdge(e);
}
function paintEverything() {
  for (let n = 0; n < count; n++) {
    const texts = [now.v[n], tangent(n), adjoint(n)].map((value) => format(value, page.figureDigits));
    align(card(n).rows, texts);
    paintNode(n);
  }
  for (let e = 0; e < parents.length; e++) {
    const texts = [now.d[e], now.f[e], now.b[e]].map((value) => format(value, page.figureDigits));
    align(chip(e).rows, texts);
    paintEdge(e);
  }
  paintBranches();
  paintTexts();
}

let lit = [];
function light(element, kind) {
  if (!element) return;
  element.classList.add(...kind.split(" "));
  lit.push(element);
}
function highlight() {
  for (const element of lit) element.classList.remove("now", "before", "forward", "reverse");
  lit = [];
  if (state.at === null) return;
  const { pass, n, shown, parts } = steps[state.at];
  const isForward = pass === "forward";
  const table = isForward ? forward : back;
  const kind = "now " + pass;
  light(card(n).group, kind);
  light(find("row-" + page.ids[n]), kind);
  light(find((isForward ? "tangent-" : "adjoint-") + page.ids[n]), kind);
  const addends = table.addends[n].slice(0, shown);
  const edges = isForward ? into[n] : outOf[n].filter((e) => addends.includes(e));
  for (const e of edges) {
    const isNew = parts === 1 || addends[addends.length - 1] === e;
    for (const element of [chip(e).group, chip(e).line, find("edge-" + e)]) {
      light(element, (isNew ? "now " : "before ") + pass);
    }
  }
  show(card(n).group);
}

// Scrolls the figure until the card is in sight, and the page where the figure is in sight and the card is not.
function show(element) {
  const picture = find("picture");
  if (!element || !picture) return;
  if (picture.scrollWidth > picture.clientWidth || picture.scrollHeight > picture.clientHeight) {
    scrollWithin(picture, element);
  }
  const outer = picture.getBoundingClientRect(), inner = element.getBoundingClientRect();
  const top = find("player").getBoundingClientRect().bottom;
  if (outer.bottom < top || outer.top > innerHeight) return;
  if (inner.bottom > innerHeight - 8) scrollBy(0, inner.bottom - innerHeight + 24);
  else if (inner.top < top + 8) scrollBy(0, inner.top - top - 24);
}
function scrollWithin(picture, element) {
  const outer = picture.getBoundingClientRect(), inner = element.getBoundingClientRect();
  const dx = inner.left < outer.left || inner.right > outer.right
    ? (inner.left + inner.right - outer.left - outer.right) / 2 : 0;
  const dy = inner.top < outer.top || inner.bottom > outer.bottom
    ? (inner.top + inner.bottom - outer.top - outer.bottom) / 2 : 0;
  if (dx || dy) picture.scrollBy(dx, dy);
}

// The sentence of a step, and its equation with numbers.
function derivativeWords(table, n) {
  const symbol = table === forward ? dotted(n) : barred(n);
  const addends = table.addends[n];
  const shown = shownAddends(table, n);
  const value = format(derivative(table, n), page.digits);
  if (addends.length < 2) {
    const isSeed = table === forward ? isTangentSeed(n) : addends[0] === -1;
    const isReached = table === forward ? now.isReachedForward[n] : now.isReachedBack[n];
    return symbol + " = " + value
      + (isSeed ? ", the seed" : isReached ? "" : table === forward ? ", no seed reaches it" : ", it reaches no seed");
  }
  const sum = sumParts(table, n).join(" ").slice(2);
  const place = steps[state.at];
  return symbol + " = " + sum + (shown === addends.length ? " = " + value : "")
    + " (addend " + place.part + " of " + place.parts + ")";
}
function describe() {
  const status = find("status");
  const equation = find("equation");
  equation.replaceChildren();
  if (state.at === null) {
    status.textContent = "Both passes are complete: " + totals.forward + " steps forward, " + totals.reverse
      + " back.";
    return;
  }
  const { pass, n, position, part } = steps[state.at];
  const isForward = pass === "forward";
  const words = [];
  const tellsValue = isForward && part === 1;
  if (tellsValue) words.push(name(n) + " = " + format(now.v[n], page.digits));
  if (!page.constant[n]) words.push(derivativeWords(isForward ? forward : back, n));
  status.textContent = (isForward ? "Forward pass: step " : "Reverse pass: step ") + position + " of "
    + (isForward ? totals.forward : totals.reverse) + ", " + words.join(", ");
  if (tellsValue) writeEquation(equation, "row-" + page.ids[n], "p" + n, true);
  if (!page.constant[n]) {
    const table = isForward ? forward : back;
    const isComplete = table.last[n] <= state.at;
    writeEquation(
      equation, (isForward ? "tangent-" : "adjoint-") + page.ids[n], (isForward ? "t" : "a") + n, isComplete);
  }
}
// A line of a table as one equation: symbols, numbers, result.
function writeEquation(target, rowID, key, isComplete) {
  const row = find(rowID);
  if (!row) return;
  const span = document.createElement("span");
  span.className = { p: "primal", t: "tangent", a: "adjoint", d: "partial" }[key[0]];
  span.append(copied(row.cells[0].querySelector("math")));
  const numbers = row.cells[1] && row.cells[1].querySelector("math");
  const value = format(number(key), page.digits);
  if (isComplete && numbers && numbers.textContent !== value) span.append(" = ", copied(numbers));
  if (isComplete) span.append(" = " + value);
  if (target.childNodes.length) target.append(" ");
  target.append(span);
}
function copied(math) {
  const copy = math.cloneNode(true);
  for (const element of copy.querySelectorAll("[data-n]")) element.removeAttribute("data-n");
  return copy;
}

function go(at) {
  const old = state.at;
  state.at = at === null ? null : Math.min(Math.max(at, 0), steps.length - 1);
  const from = old === null ? steps.length - 1 : old;
  const to = state.at === null ? steps.length - 1 : state.at;
  // Of the steps in between, and of the one that a sum was in the midst of, each node is painted once.
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  const seen = new Set();
  for (let i = low; i <= high; i++) {
    const { n } = steps[i];
    if (seen.has(n)) continue;
    seen.add(n);
    paintStep(i);
  }
  finishStep();
}
function finishStep() {
  highlight();
  describe();
  hideExplanation();
  const { at } = state;
  find("first").disabled = at === 0;
  find("back").disabled = at === 0;
  find("next").disabled = at === steps.length - 1;
  find("last").disabled = at === steps.length - 1;
  const pass = at === null ? "all" : steps[at].pass;
  for (const kind of ["forward", "reverse", "all"]) {
    find("pass-" + kind).setAttribute("aria-pressed", String(kind === pass));
  }
  remember();
}
const forwardSteps = () => steps.findIndex((step) => step.pass === "reverse");
const firstReverse = () => forwardSteps() < 0 ? steps.length - 1 : forwardSteps();

// New inputs or seeds: everything is computed and painted again, and the step stays where it was.
function update() {
  const step = state.at === null ? null : steps[state.at];
  compute();
  plan();
  if (step) {
    const table = step.pass === "forward" ? forward : back;
    state.at = table.last[step.n] === undefined
      ? null : Math.min(table.first[step.n] + step.part - 1, table.last[step.n]);
  }
  paintEverything();
  describeFigure();
  finishStep();
}
function describeFigure() {
  const description = part("desc");
  if (!description || !isMoved()) return;
  const list = (names, values) =>
    names.slice(0, 8).map((text, i) => text + " = " + format(values[i], page.figureDigits)).join(", ");
  const at = (nodes, table) => nodes.map((n) => table[n]);
  description.textContent = "Expression graph with its numbers at " + list(page.inputNames, state.x)
    + ". Values: " + list(page.outputNames, at(page.outputs, now.v))
    + ". Tangents of the outputs: " + list(page.outputNames, at(page.outputs, now.t))
    + ". Adjoints of the inputs: " + list(page.inputNames, at(page.inputs, now.a)) + ".";
}

// Controls.
let isDue = false;
function schedule() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    update();
  });
}
const written = (value) => Number.isFinite(value) ? String(value) : "";
function fill() {
  state.x.forEach((x, i) => {
    const slider = find("slider-" + i);
    if (!slider) return;
    if (document.activeElement !== find("value-" + i)) find("value-" + i).value = written(x);
    const steps = (x - page.x[i]) / page.steps[i];
    slider.value = Number.isFinite(steps) ? Math.round(steps) : 0;
    slider.setAttribute("aria-valuetext", format(x, page.digits));
    find("value-" + i).removeAttribute("aria-invalid");
  });
  for (const [kind, seed] of [["tangent", state.s], ["adjoint", state.w]]) {
    seed.forEach((value, i) => {
      const field = find(kind + "-" + i);
      if (!field) return;
      if (document.activeElement !== field) field.value = written(value);
      field.removeAttribute("aria-invalid");
      find("unit-" + kind + "-" + i).checked = same(seed, unit(i, seed.length));
    });
  }
}
function takeNumber(field, seed, i) {
  const value = field.value === "" ? NaN : Number(field.value);
  if (Number.isNaN(value)) {
    field.setAttribute("aria-invalid", "true");
    return;
  }
  seed[i] = value;
  fill();
  schedule();
}
function connect() {
  page.x.forEach((start, i) => {
    const slider = find("slider-" + i), field = find("value-" + i);
    if (!slider) return;
    slider.addEventListener("input", () => {
      const steps = Number(slider.value);
      // Twelve digits: a slider at 0.3 means 0.3.
      state.x[i] = steps === 0 ? start : Number((start + steps * page.steps[i]).toPrecision(12));
      fill();
      schedule();
    });
    field.addEventListener("input", () => takeNumber(field, state.x, i));
  });
  for (const [kind, seed] of [["tangent", "s"], ["adjoint", "w"]]) {
    state[seed].forEach((_, i) => {
      const field = find(kind + "-" + i);
      if (!field) return;
      field.addEventListener("input", () => takeNumber(field, state[seed], i));
      find("unit-" + kind + "-" + i).addEventListener("change", () => {
        state[seed] = unit(i, state[seed].length);
        fill();
        schedule();
      });
    });
  }
  for (const field of all("#controls input[type=number]")) {
    field.addEventListener("blur", fill);
  }
  find("controls").addEventListener("submit", (event) => event.preventDefault());
  find("reset").addEventListener("click", () => {
    [state.x, state.s, state.w] = [page.x.slice(), page.s.slice(), page.w.slice()];
    fill();
    update();
  });
  find("link").addEventListener("click", () => {
    history.replaceState(null, "", "#" + fragment());
    copy(location.href, find("link"));
  });
}

const moves = {
  first: () => go(0),
  back: () => go(state.at === null ? steps.length - 1 : state.at - 1),
  next: () => go(state.at === null ? 0 : state.at + 1),
  last: () => go(steps.length - 1),
  "pass-forward": () => go(0),
  "pass-reverse": () => go(firstReverse()),
  "pass-all": () => go(null),
};
const keys = { ArrowLeft: "back", ArrowRight: "next", Home: "first", End: "last", Escape: "pass-all" };
// Keys step unless they mean something else where the focus is.
function isFree(target) {
  return target === document.body || !!target.closest("#player button, .wg-card, .wg-chip");
}
function isStepKey(event) {
  return event.key in keys && !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
}

// Where a number comes from.
const explanation = find("explanation");
function hideExplanation() { explanation.hidden = true; }
function keysAt(target) {
  const element = target.closest && target.closest("[data-v], .wg-card, .wg-chip, text");
  if (!element) return null;
  if (element.dataset && element.dataset.v) return { element, keys: [element.dataset.v] };
  const group = element.closest(".wg-card, .wg-chip");
  if (!group) return null;
  const isCard = group.classList.contains("wg-card");
  const letters = isCard ? "pta" : "dfb";
  const i = (isCard ? nodeOf : edgeOf)(group);
  if (i === undefined) return null;
  const place = (isCard ? card(i) : chip(i)).rows.findIndex((row) => row && row.text === element);
  return { element: group, keys: (place < 0 ? [...letters] : [letters[place]]).map((letter) => letter + i) };
}
let groups = null;
function groupTable() {
  if (groups) return groups;
  groups = new Map();
  for (let n = 0; n < count; n++) if (card(n).group) groups.set(card(n).group, n);
  for (let e = 0; e < parents.length; e++) if (chip(e).group) groups.set(chip(e).group, e);
  return groups;
}
const nodeOf = (group) => groupTable().get(group);
const edgeOf = (group) => groupTable().get(group);
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
  const found = keysAt(target);
  const known = found ? found.keys.filter((key) => isKnown(key) && number(key) !== null) : [];
  explanation.replaceChildren();
  for (const key of known) explanation.append(explained(key));
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

// The address: what differs from the page as it was made.
let memory = 0;
function fragment() {
  const pairs = (names, values, usual) => names
    .map((text, i) => Object.is(values[i], usual[i]) ? "" : encodeURIComponent(text) + ":" + values[i])
    .filter(Boolean).join(",");
  const parts = [];
  const add = (key, value) => { if (value) parts.push(key + "=" + value); };
  add("at", pairs(page.inputNames, state.x, page.x));
  const seeds = (names, values, usual) => same(values, usual) ? "" : pairs(names, values, values.map(() => 0)) || "none";
  add("tangent", seeds(page.inputNames, state.s, page.s));
  add("adjoint", seeds(page.outputNames, state.w, page.w));
  if (state.at !== null) {
    const { pass, position, part, parts: all } = steps[state.at];
    add("sweep", pass);
    add("step", position + (all > 1 ? "." + part : ""));
  }
  add("theme", document.documentElement.dataset.theme);
  return parts.join("&");
}
// Browsers refuse to hear of every move of a slider.
function remember() {
  clearTimeout(memory);
  memory = setTimeout(() => {
    const text = fragment();
    if (text || location.hash.includes("=")) {
      try {
        history.replaceState(null, "", text ? "#" + text : location.pathname + location.search);
      } catch {
        // The address stays behind; the page does not.
      }
    }
  }, 150);
}
function recall() {
  const given = new Map(location.hash.slice(1).split("&").map((part) => {
    const cut = part.indexOf("=");
    return cut < 0 ? [part, null] : [part.slice(0, cut), part.slice(cut + 1)];
  }));
  const read = (text, names, values) => {
    for (const pair of (text || "").split(",")) {
      const cut = pair.lastIndexOf(":");
      if (cut < 0) continue;
      let key;
      try {
        key = decodeURIComponent(pair.slice(0, cut));
      } catch {
        continue;
      }
      const i = names.indexOf(key);
      const value = pair.slice(cut + 1) === "" ? NaN : Number(pair.slice(cut + 1));
      if (i >= 0 && !Number.isNaN(value)) values[i] = value;
    }
    return values;
  };
  state.x = read(given.get("at"), page.inputNames, page.x.slice());
  const seed = (key, names, usual) =>
    given.get(key) ? read(given.get(key), names, names.map(() => 0)) : usual.slice();
  state.s = seed("tangent", page.inputNames, page.s);
  state.w = seed("adjoint", page.outputNames, page.w);
  setTheme(given.get("theme"));
  state.at = null;
  fill();
  compute();
  plan();
  const [position, part] = (given.get("step") || "").split(".").map(Number);
  const pass = given.get("sweep") === "reverse" ? "reverse" : "forward";
  if (position > 0) {
    const fits = (step) => step.pass === pass && step.position === position && step.part === (part || step.parts);
    const at = steps.findIndex(fits);
    if (at >= 0) state.at = at;
  }
  paintEverything();
  describeFigure();
  finishStep();
}

if (page) {
  find("controls") && (find("controls").hidden = false);
  if (find("controls")) connect();
  for (const id in moves) find(id).addEventListener("click", moves[id]);
  document.addEventListener("keydown", (event) => {
    if (!isStepKey(event) || !isFree(event.target)) return;
    event.preventDefault();
    moves[keys[event.key]]();
  });
  document.addEventListener("pointerover", (event) => explain(event.target));
  document.addEventListener("focusin", (event) => explain(event.target));
  document.addEventListener("focusout", hideExplanation);
  document.addEventListener("scroll", hideExplanation, { capture: true, passive: true });
  document.addEventListener("click", (event) => chooseCard(event.target));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter") chooseCard(event.target);
  });
  addEventListener("hashchange", () => {
    if (location.hash.includes("=")) recall();
  });
  addEventListener("resize", fit);
  fit();
  recall();
  // For those who like to look behind the page: every number to the last bit.
  window.wengert = Object.freeze({
    get numbers() {
      return {
        x: [...state.x], tangentSeed: [...state.s], adjointSeed: [...state.w], primals: [...now.v],
        partials: [...now.d], tangents: [...now.t].map((_, n) => tangent(n)),
        adjoints: [...now.a].map((_, n) => adjoint(n)), forward: [...now.f], back: [...now.b],
      };
    },
    format,
  });
} else if (find("theme")) {
  setTheme("auto");
}

// A card that is clicked leads to its step, in the pass that is shown.
function chooseCard(target) {
  const group = target.closest && target.closest(".wg-card");
  const n = group ? nodeOf(group) : undefined;
  if (n === undefined) return;
  const table = state.at !== null && steps[state.at].pass === "reverse" ? back : forward;
  if (table.first[n] !== undefined) go(table.first[n]);
}
