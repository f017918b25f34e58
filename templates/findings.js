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
