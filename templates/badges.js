// What is remarkable about a node, as far as a step shows it: it comes and goes with the inputs, so it stands above the card.
let usedStamp = -1, usedTable = null;
function used() {
  if (usedStamp !== generation) [usedStamp, usedTable] = [generation, usedNodes()];
  return usedTable;
}
const isAtKink = (n) => n in kinks && kinks[n](now.v);
const seedScale = () => Math.max(0, ...state.w.map(Math.abs));

// Whether a number that is not finite begins with this value.
function start(value, operands) {
  if (value !== value) return operands.some((x) => x !== x) ? null : "startsNaN";
  if (Number.isFinite(value)) return null;
  return operands.every(Number.isFinite) ? "startsInfinity" : null;
}
function primalRemark(n) {
  const kind = start(now.v[n], into[n].filter(isOpen).map((e) => now.v[parents[e]]));
  if (kind !== "startsInfinity" || !into[n].length) return kind;
  return !(n in domains) || domains[n](now.v) ? "overflow" : kind;
}
function derivativeRemark(value, edges, sources) {
  const kind = start(value, sources);
  const isFinite = edges.every((e) => now.d[e] === null || Number.isFinite(now.d[e]));
  return kind === "startsInfinity" && edges.length && isFinite ? "overflow" : kind;
}
const backFlows = (n) => outOf[n].filter((e) => isOpen(e) && now.isReachedBack[children[e]]);
// Whether the adjoint crosses the bounds of what is usual here, and not already at a child.
function extreme(n, edges) {
  const value = Math.abs(now.a[n]), scale = seedScale();
  if (!Number.isFinite(value) || !Number.isFinite(scale) || scale === 0 || !edges.length || isSeeded(n)) return null;
  const sources = edges.map((e) => Math.abs(now.a[children[e]]));
  const low = scale / 1e6, high = scale * 1e6;
  if (value >= high) return sources.every((x) => x < high) ? "explodes" : null;
  if (!edges.every((e) => Math.abs(now.b[e] || 0) <= low) || !sources.some((x) => x > low)) return null;
  // A zero partial is the node's own where it is no factor that is zero and no convention at a kink.
  const isFlat = (m) => into[m].length === 1 && !isAtKink(m);
  return value !== 0 || edges.every((e) => isFlat(children[e])) ? "vanishes" : null;
}
function remarks(n) {
  const found = [];
  if (isAtKink(n)) found.push(["kink", "primal"]);
  if (!used()[n]) return [...found, ["notTaken", "primal"]];
  const primal = primalRemark(n);
  if (primal) found.push([primal, "primal"]);
  if (page.constant[n]) return found;
  const open = into[n].filter((e) => isOpen(e) && now.isReachedForward[parents[e]]);
  const tangential = primal ? null : derivativeRemark(now.t[n], open, open.map((e) => now.t[parents[e]]));
  if (tangential) found.push([tangential, "tangent"]);
  const edges = backFlows(n);
  const reverse = derivativeRemark(now.a[n], edges, edges.map((e) => now.a[children[e]])) || extreme(n, edges);
  if (reverse) found.push([reverse, "adjoint"]);
  return found;
}
function isRemarkShown(n, quantity) {
  if (quantity === "primal") return hasValue(n);
  return (quantity === "tangent" ? forward : back).last[n] <= reach();
}
// The words on a card, each once; of folds also what is inside, without what is not taken there.
function remarksOn(card) {
  const words = new Map();
  for (const n of card.fold ? card.fold.nodes : [card.node]) {
    // Constants of the text have nothing to remark in a fold.
    if (card.fold && typeof page.names[n] === "string") continue;
    for (const [kind, quantity] of remarks(n)) {
      if (card.fold && kind === "notTaken" || !isRemarkShown(n, quantity)) continue;
      const text = (quantity === "primal" ? "" : quantity + ": ") + page.remarks[kind];
      words.set(card.fold ? text.replace("here", "inside") : text, kind !== "kink" && kind !== "notTaken");
    }
  }
  return words;
}
function paintBadges(card) {
  if (!card.badges) return [];
  const words = remarksOn(card);
  const text = [...words.keys()].join(" · ");
  if (card.remark === text) return [...words.keys()];
  card.remark = text;
  card.badges.replaceChildren();
  if (!text) return [];
  const isAlert = [...words.values()].some(Boolean);
  const [size, height, rise, gap] = page.badges;
  const width = text.length * page.metrics[0] * size + 2 * gap + 2;
  // The ring around a card is 3.5 points away from it.
  const right = card.place.x + card.place.width - 3.5, y = card.place.y + 3.5 - rise - height;
  const box = svgElement("rect", {
    x: right - width, y, width, height, rx: 3, "stroke-width": 0.8,
    fill: "none", class: isAlert ? "wg-f-text" : "wg-f-card wg-s-faint",
  });
  const line = svgElement("text", {
    x: right - width / 2, y: y + 10, "font-size": size, "text-anchor": "middle", class: isAlert ? "wg-f-onSeed" : "wg-f-text",
  });
  line.textContent = text;
  card.badges.append(box, line);
  return [...words.keys()];
}
