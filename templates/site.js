// Theme, search, and what the width of the window decides. Without scripts the page lacks nothing else.
const find = (id) => document.getElementById(id);

function show(id) {
  const element = find(id);
  if (element) element.hidden = false;
  return element;
}

const choice = find("wg-theme");
show("wg-theme-choice");
choice.value = document.documentElement.dataset.theme || "auto";
choice.addEventListener("change", () => {
  if (choice.value === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = choice.value;
  try {
    localStorage.setItem("wengert-theme", choice.value);
  } catch {
    // It holds for this page alone.
  }
});

const form = show("wg-find");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  location.href = form.dataset.search + "?q=" + encodeURIComponent(find("wg-query").value);
});
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest && event.target.closest("input, textarea, select");
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  (find("wg-words") || find("wg-query")).focus();
});

// Where the table of contents stands above the text, it is closed.
const contents = find("wg-contents");
if (contents) {
  const wide = matchMedia("(min-width: 60.01rem)");
  const fit = () => { contents.open = wide.matches; };
  fit();
  wide.addEventListener("change", fit);
}

// What scrolls can be reached by the keyboard.
function reach() {
  for (const box of document.querySelectorAll(".scroll, pre")) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}
reach();
addEventListener("resize", reach);

// The heading that is being read.
const links = new Map();
for (const link of document.querySelectorAll(".contents a")) {
  const heading = find(decodeURIComponent(link.hash.slice(1)));
  if (heading) links.set(heading, link);
}
function mark() {
  let current = null;
  for (const heading of links.keys()) {
    if (heading.getBoundingClientRect().top > 120) break;
    current = heading;
  }
  for (const [heading, link] of links) {
    if (heading === current) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}
if (links.size) {
  mark();
  addEventListener("scroll", mark, { passive: true });
}

// The page that searches.
function fold(text) {
  return text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
}

function search(list) {
  const field = find("wg-words");
  const folded = list.map((entry) => entry.map(fold));
  const results = find("wg-results");

  // Words in titles count more than words in the text.
  function score(entry, words) {
    let sum = 0;
    for (const word of words) {
      if (entry[1].includes(word)) sum += 4;
      else if (entry[0].includes(word)) sum += 2;
      else if (entry[3].includes(word)) sum += 1;
      else return 0;
    }
    return sum;
  }

  function excerpt(text, plain, words) {
    let at = words.map((word) => plain.indexOf(word)).filter((place) => place >= 0);
    const start = at.length ? Math.max(0, Math.min(...at) - 60) : 0;
    const end = Math.min(text.length, start + 200);
    return (start > 0 ? "…" : "") + text.slice(start, end) + (end < text.length ? "…" : "");
  }

  function item(entry, plain, words) {
    const line = document.createElement("li");
    const link = document.createElement("a");
    link.href = entry[2];
    link.textContent = entry[1] ? entry[0] + ": " + entry[1] : entry[0];
    const text = document.createElement("p");
    text.textContent = excerpt(entry[3], plain[3], words);
    line.append(link, text);
    return line;
  }

  function update() {
    const words = fold(field.value).split(/\s+/).filter(Boolean);
    find("wg-all").hidden = words.length > 0;
    results.hidden = words.length === 0;
    const found = [];
    for (let n = 0; words.length && n < list.length; n++) {
      const value = score(folded[n], words);
      if (value) found.push([value, n]);
    }
    found.sort((a, b) => b[0] - a[0] || a[1] - b[1]);
    results.replaceChildren(...found.slice(0, 100).map(([, n]) => item(list[n], folded[n], words)));
    find("wg-count").textContent = words.length
      ? found.length + (found.length === 1 ? " place" : " places") + " with these words" : "";
    try {
      history.replaceState(null, "", words.length ? "?q=" + encodeURIComponent(field.value) : location.pathname);
    } catch {
      // The address stays behind; the page does not.
    }
  }

  show("wg-search").addEventListener("submit", (event) => event.preventDefault());
  field.addEventListener("input", update);
  field.value = new URLSearchParams(location.search).get("q") || "";
  field.focus();
  update();
}
if (typeof entries !== "undefined") search(entries);
