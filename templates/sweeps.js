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
// A constant has a text, everything else a letter and an index: a mark stands over the letter.
const name = (n) => typeof page.names[n] === "string" ? page.names[n] : page.names[n].join("");
const dotted = (n) => page.names[n].join("\u0307");
const barred = (n) => page.names[n].join("\u0304");

// Where the reader is: the inputs, the seeds, the step, of which null shows everything, and what is folded.
const state = page && { x: page.x.slice(), s: page.s.slice(), w: page.w.slice(), at: null, view: 0 };
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
  if (root.querySelector("[data-v^=j]")) {
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
  if (page.difference && root.querySelector("[data-v^=h]")) computeErrors();
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
