// Tables and texts. A row is found when it is first painted; what is out of sight waits until it comes into sight, until
// nothing has moved for a while, or until the page is printed. A table that is hidden is only read from.
const tables = page ? all("table.lines:not([hidden])").map((table) => ({ table, rows: [...table.tBodies[0].rows] })) : [];
const rowRecords = new Map();
const nameOf = (row) => row.id.slice(prefix.length);
const rowNames = tables.flatMap(({ rows }) => rows.map(nameOf));
// What stands outside of those tables, and what of it waits for a step.
const others = page ? slotsIn(all("[data-v], [data-n], [data-seed], [data-w]").filter((e) => !e.closest("table.lines"))) : null;

function slotsIn(elements) {
  const record = { values: [], formulas: [], seeds: [], waiting: [], stamp: -1 };
  for (const element of elements) {
    const { v, n, seed, w } = element.dataset;
    if (v) record.values.push({ element, key: v, last: element.textContent });
    if (n) record.formulas.push({ element, key: n, isEnclosed: "p" in element.dataset, last: null });
    if (seed) record.seeds.push(element);
    if (v || w) record.waiting.push({ element, key: v || w, isWaiting: false });
  }
  return record;
}
function rowRecord(id) {
  if (rowRecords.has(id)) return rowRecords.get(id);
  const row = find(id);
  const record = row ? slotsIn([...row.querySelectorAll("[data-v], [data-n], [data-seed], [data-w]")]) : null;
  if (record) record.name = id;
  rowRecords.set(id, record);
  return record;
}
function paintRow(id) {
  const record = rowRecord(id);
  if (record) paintRecord(record);
}
function paintRecord(record) {
  if (record.stamp !== generation) paintNumbers(record);
  record.stamp = generation;
  for (const place of record.waiting) {
    const isWaiting = isStep(place.key) && !isKnown(place.key);
    if (isWaiting === place.isWaiting) continue;
    place.isWaiting = isWaiting;
    place.element.classList.toggle("waits", isWaiting);
    place.element.parentElement.classList.toggle("dashed", isWaiting);
  }
}
function paintNumbers(record) {
  for (const place of record.values) {
    const text = format(number(place.key), digitsOf(place.key));
    if (text !== place.last) place.element.textContent = text;
    place.last = text;
  }
  for (const place of record.formulas) {
    const value = number(place.key);
    const text = format(value, page.digits);
    // As it was made, the page has the numbers already.
    if (text !== place.last && (place.last !== null || isMoved())) writeNumber(place, value, text);
    place.last = text;
  }
  for (const element of record.seeds) {
    const n = Number(element.dataset.seed.slice(1));
    const isSeed = element.dataset.seed[0] === "t" ? isTangentSeed(n) : isSeeded(n);
    element.textContent = isSeed ? "seed" : "zero by structure";
  }
  if (!record.name || !record.name.startsWith("row-")) return;
  for (const { element, key } of record.values) {
    const n = Number(key.slice(1));
    element.classList.toggle("seed", key[0] === "t" ? isTangentSeed(n) : key[0] === "a" && isSeeded(n));
  }
}
// A number in a formula, which is MathML, or in a line of text.
function writeNumber({ element, isEnclosed }, value, text) {
  if (element.localName !== "mrow") element.textContent = isEnclosed && text[0] === "−" ? "(" + text + ")" : text;
  else element.innerHTML = mathematical(value, isEnclosed);
}
// Whether steps reach a number: those of nodes and edges.
const isStep = (key) => "ptadfb".includes(key[0]) && !(key[0] !== "p" && number(key) === null);

function paintTexts() {
  paintRecord(others);
  paintFindings();
  paintPlot();
  const agreement = find("agreement");
  if (agreement) agreement.textContent = agreementWords();
  for (const element of all(".moved")) element.hidden = !isMoved();
}
const isMoved = () => !(same(state.x, page.x) && same(state.s, page.s) && same(state.w, page.w));

// The rows of a table that are in sight; nothing in a table out of sight is measured.
function rowsInSight({ table, rows }) {
  const box = table.parentElement.getBoundingClientRect();
  if (box.bottom < 0 || box.top > innerHeight || !rows.length) return [];
  let low = 0, high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (rows[middle].getBoundingClientRect().bottom < 0) low = middle + 1;
    else high = middle;
  }
  const found = [];
  for (let i = low; i < rows.length; i++) {
    if (rows[i].getBoundingClientRect().top > innerHeight) break;
    found.push(nameOf(rows[i]));
  }
  return found;
}

// Painting: a generation of numbers is painted where it is in sight, then everywhere.
let generation = 0;
let rest = null, restTimer = 0;
// So much is painted at once, wherever it is.
const atOnce = 400;
function invalidate() { generation += 1; }
function isSmall() {
  return rowNames.length + (figures.length ? allCards().length + allChips().length : 0) <= atOnce;
}
function paintInSight() {
  clearTimeout(restTimer);
  rest = null;
  if (isSmall()) return paintAll();
  const rows = tables.flatMap(rowsInSight);
  const area = figures.length ? sight() : null;
  if (area) {
    for (const chip of allChips()) if (chip.stamp !== generation && isWithin(chip.place, area)) paintChip(chip);
    for (const card of allCards()) if (card.stamp !== generation && isWithin(card.place, area)) paintCard(card);
  }
  for (const id of rows) paintRow(id);
  restTimer = setTimeout(paintRest, 250);
}
// One after the other what is left, in short pieces.
function* unpainted() {
  if (figures.length) {
    for (const chip of allChips()) if (chip.stamp !== generation) yield paintChip(chip);
    for (const card of allCards()) if (card.stamp !== generation) yield paintCard(card);
  }
  for (const id of rowNames) {
    const record = rowRecord(id);
    if (record && record.stamp !== generation) yield paintRecord(record);
  }
}
function paintRest() {
  rest = rest || unpainted();
  const end = performance.now() + 24;
  while (performance.now() < end) {
    if (rest.next().done) {
      rest = null;
      restTimer = 0;
      return;
    }
  }
  restTimer = setTimeout(paintRest, 4);
}
function paintAll() {
  clearTimeout(restTimer);
  rest = null;
  restTimer = 0;
  for (const _ of unpainted()) continue;
}
// While the reader acts, the rest waits.
function postponeRest() {
  if (!restTimer) return;
  clearTimeout(restTimer);
  restTimer = setTimeout(paintRest, 250);
}
let isScrolling = false;
function paintScrolled() {
  if (!restTimer || isScrolling) return;
  isScrolling = true;
  requestAnimationFrame(() => {
    isScrolling = false;
    if (restTimer) paintInSight();
  });
}

// A step touches its node, the edges at it, and their rows.
function paintNode(n) {
  paintCard(cardOf(n));
  for (const kind of ["row-", "tangent-", "adjoint-"]) paintRow(kind + page.ids[n]);
}
function paintEdge(e) {
  paintChip(chipOf(e));
  paintRow("edge-" + e);
}
function paintStep(index) {
  const { n } = steps[index];
  paintNode(n);
  for (const e of into[n]) paintEdge(e);
  for (const e of outOf[n]) paintEdge(e);
}
function paintEverything() {
  invalidate();
  paintTexts();
  paintInSight();
}
