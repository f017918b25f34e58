// The address: what differs from the page as it was made. A page of its own keeps it up to date. Around a widget it belongs to
// the text and to other widgets as well: there it changes when the reader asks for a link, and has the name of the figure before it.
const frame = isWidget && root.closest("figure[id]");
const home = isWidget ? encodeURIComponent(frame ? frame.id : root.id) : "";
function address() {
  const text = fragment();
  return "#" + home + (isWidget && text ? ":" : "") + text;
}
// The part of the address that is meant for this page or widget; null where it is for something else.
function given() {
  const text = location.hash.slice(1);
  if (!isWidget) return text;
  return text.startsWith(home + ":") ? text.slice(home.length + 1) : null;
}
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
  if (state.view !== 0) add("open", openGroups(state.view));
  if (!isWidget) add("theme", document.documentElement.dataset.theme);
  return parts.join("&");
}
// Browsers refuse to hear of every move of a slider.
function remember() {
  if (isWidget) return;
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
  const text = given();
  const parts = new Map((text || "").split("&").map((part) => {
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
  state.x = read(parts.get("at"), page.inputNames, page.x.slice());
  const seed = (key, names, usual) =>
    parts.get(key) ? read(parts.get(key), names, names.map(() => 0)) : usual.slice();
  state.s = seed("tangent", page.inputNames, page.s);
  state.w = seed("adjoint", page.outputNames, page.w);
  setTheme(parts.get("theme"));
  state.at = null;
  const open = parts.get("open");
  state.view = Math.max(0, figures.findIndex((_, index) => openGroups(index) === open));
  fill();
  compute();
  plan();
  const [position, part] = (parts.get("step") || "").split(".").map(Number);
  const pass = parts.get("sweep") === "reverse" ? "reverse" : "forward";
  if (position > 0) {
    const fits = (step) => step.pass === pass && step.position === position && step.part === (part || step.parts);
    const at = steps.findIndex(fits);
    if (at >= 0) state.at = at;
  }
  invalidate();
  if (figures.length) showView(state.view);
  paintEverything();
  describeFigure();
  if (isWidget && text) root.scrollIntoView();
  finishStep();
}
