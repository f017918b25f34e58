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
function sumWords(terms, shown) {
  if (terms.length < 2 || shown < 1) return [];
  const written = terms.length > 4 ? 3 : terms.length;
  const parts = terms.slice(0, Math.min(shown, written)).map(({ value, isSeed }, i) => {
    const text = format(value, page.figureDigits);
    const isNegative = text[0] === "−";
    const seed = isSeed ? "seed " : "";
    if (i === 0) return "= " + seed + text;
    return (isNegative ? "− " : "+ ") + seed + (isNegative ? text.slice(1) : text);
  });
  if (shown < terms.length && shown < written) parts.push("+ …");
  else if (terms.length > written && shown > written) parts.push("+ … " + (terms.length - written) + " more");
  return parts;
}
function sumParts(table, n) {
  const terms = (table.addends[n] || []).map((e) => ({ value: flow(table, n, e), isSeed: e < 0 }));
  return sumWords(terms, shownAddends(table, n));
}
