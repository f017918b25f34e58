// Folds. What flows along the lines between cards of several nodes is added up from the edges, with one reverse sweep
// inside all folds together for the derivative of the value that flows out of each.
function flows(view) {
  if (view.flowStamp === generation) return view.flows;
  view.flowStamp = generation;
  const weights = new Float64Array(count), isReached = new Uint8Array(count);
  for (let n = 0; n < count; n++) {
    if (view.foldOf[n] === -1) weights[n] = isReached[n] = 1;
  }
  for (const { exits } of view.folds) if (exits.length === 1) weights[exits[0]] = isReached[exits[0]] = 1;
  for (let n = count - 1; view.folds.length && n >= 0; n--) {
    if (!isReached[n] || view.foldOf[n] < 0) continue;
    for (const e of into[n]) {
      const p = parents[e];
      if (view.foldOf[p] !== view.foldOf[n] || !isOpen(e) || now.d[e] === null) continue;
      const product = weights[n] * now.d[e];
      weights[p] = isReached[p] ? weights[p] + product : product;
      isReached[p] = 1;
    }
  }
  view.flows = view.links.map((link) => addUp(link, view, weights, isReached));
  view.links.forEach((link, l) => { link.flow = view.flows[l]; });
  return view.flows;
}
function addUp(link, view, weights, isReached) {
  const flow = { link, partial: 0, tangent: 0, adjoint: 0, isReached: false };
  for (const e of link.edges) {
    if (now.d[e] === null) continue;
    flow.adjoint += now.b[e];
    const isInside = view.foldOf[children[e]] !== -2;
    if (isInside && !isReached[children[e]] || !isOpen(e)) continue;
    const weight = isInside ? weights[children[e]] * now.d[e] : now.d[e];
    flow.partial += weight;
    if (!now.isReachedForward[parents[e]]) continue;
    flow.tangent += now.t[parents[e]] * weight;
    flow.isReached = true;
  }
  return flow;
}
function flowAlong(link) {
  flows(view());
  return link.flow;
}

// Groups open and close: frames and folded cards are buttons that lead to another view.
const groupToggles = new Map();
function prepareToggles(shown) {
  if (shown.isPrepared) return;
  shown.isPrepared = true;
  for (const [id, group, isUnfolded, target] of shown.toggles) {
    const element = find(shown.prefix + "-" + id);
    if (!element) continue;
    setAttributes(element, { role: "button", tabindex: 0, "aria-expanded": String(!!isUnfolded) });
    element.classList.add("wg-toggle");
    drawToggle(element, !!isUnfolded);
    groupToggles.set(element, { group, target });
  }
}
// A triangle, as before lists that open; a frame also has a ground for the pointer.
function drawToggle(element, isUnfolded) {
  const place = placeOf(element.querySelector("rect"));
  const name = element.querySelector("text");
  const [x, y] = isUnfolded ? [place.x + 8, place.y + 5] : [place.x + 10, place.y + 18];
  if (isUnfolded) {
    name.setAttribute("x", Number(name.getAttribute("x")) + 12);
    name.before(svgElement("rect", { x: place.x, y: place.y, width: place.width, height: 18, fill: "transparent" }));
  }
  element.append(svgElement("path", {
    d: isUnfolded ? `M${x} ${y}h9l-4.5 7z` : `M${x} ${y}v9l7 -4.5z`, fill: "currentColor", class: "wg-f-faint wg-sign",
  }));
}
function toggleAt(target) {
  const element = target.closest && target.closest(".wg-toggle");
  return element ? groupToggles.get(element) : undefined;
}
function toggle({ group, target }) {
  showView(target);
  for (const [element, other] of groupToggles) {
    if (other.group === group && view().svg.contains(element)) element.focus({ preventScroll: true });
  }
}
function showView(index) {
  hideExplanation();
  state.view = index;
  figures.forEach((figure, i) => { if (figure.frame) figure.frame.hidden = i !== index; });
  prepareToggles(view());
  fit();
  for (const card of [...allCards(), ...allChips()]) card.stamp = -1;
  paintInSight();
  highlight();
  describeFigure();
  describeFolds();
  remember();
}
function describeFolds() {
  if (!find("fold-all")) return;
  find("fold-all").disabled = state.view === page.closedView;
  find("unfold-all").disabled = state.view === page.openView;
  const isOpen = view().toggles.filter((entry) => entry[2]).length, all = view().toggles.length;
  find("fold-status").textContent = isOpen + " of " + all + (all === 1 ? " group" : " groups") + " open";
}
// The open groups of a view, for the address.
const openGroups = (index) => figures[index].toggles.filter((entry) => entry[2]).map((entry) => entry[1]).join(",") || "none";
