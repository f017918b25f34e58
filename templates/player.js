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
  const card = cardOf(n);
  light(card && card.group, kind);
  light(find("row-" + page.ids[n]), kind);
  light(find((isForward ? "tangent-" : "adjoint-") + page.ids[n]), kind);
  const addends = table.addends[n].slice(0, shown);
  const edges = isForward ? into[n] : outOf[n].filter((e) => addends.includes(e));
  for (const e of edges) {
    const isNew = parts === 1 || addends[addends.length - 1] === e;
    const chip = chipOf(e);
    for (const element of [chip && chip.group, chip && chip.line, find("edge-" + e)]) {
      light(element, (isNew ? "now " : "before ") + pass);
    }
  }
  show(card && card.group);
}

// Scrolls the figure until the card is in sight, and the page where the figure is in sight and the card is not.
function show(element) {
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
  paintRow(rowID);
  const span = document.createElement("span");
  span.className = { p: "wg-primal", t: "wg-tangent", a: "wg-adjoint", d: "wg-partial" }[key[0]];
  span.append(copied(row.cells[0].querySelector("math, .line")));
  const numbers = row.cells[1] && row.cells[1].querySelector("math, .line");
  const value = format(number(key), page.digits);
  if (isComplete && numbers && numbers.textContent !== value) span.append(" = ", copied(numbers));
  if (isComplete) span.append(" = " + value);
  if (target.childNodes.length) target.append(" ");
  target.append(span);
}
function copied(formula) {
  const copy = formula.cloneNode(true);
  for (const element of copy.querySelectorAll("[data-n]")) element.removeAttribute("data-n");
  return copy;
}

// A leap over more steps than this paints what is in sight first.
const leap = 40;
function go(at) {
  const old = state.at;
  state.at = at === null ? null : Math.min(Math.max(at, 0), steps.length - 1);
  const from = old === null ? steps.length - 1 : old;
  const to = state.at === null ? steps.length - 1 : state.at;
  // Of the steps in between, and of the one that a sum was in the midst of, each node is painted once.
  const [low, high] = [Math.min(from, to), Math.max(from, to)];
  paintRecord(others);
  if (high - low > leap) {
    invalidate();
    paintInSight();
    return finishStep();
  }
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
  postponeRest();
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
  const description = figures.length && find(view().prefix + "-desc");
  if (!description || !isMoved()) return;
  const list = (names, values) =>
    names.slice(0, 8).map((text, i) => text + " = " + format(values[i], page.figureDigits)).join(", ");
  const at = (nodes, table) => nodes.map((n) => table[n]);
  description.textContent = "Expression graph with its numbers at " + list(page.inputNames, state.x)
    + ". Values: " + list(page.outputNames, at(page.outputs, now.v))
    + ". Tangents of the outputs: " + list(page.outputNames, at(page.outputs, now.t))
    + ". Adjoints of the inputs: " + list(page.inputNames, at(page.inputs, now.a)) + ".";
}
