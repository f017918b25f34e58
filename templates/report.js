// The start.
if (isWidget) root.classList.add("wg-started");
if (page) {
  find("controls") && (find("controls").hidden = false);
  if (find("controls")) connect();
  for (const id in moves) find(id).addEventListener("click", moves[id]);
  root.addEventListener("keydown", (event) => {
    if (!isStepKey(event)) return;
    // Slides and books turn their pages by the same keys.
    event.stopPropagation();
    if (!isFree(event.target)) return;
    event.preventDefault();
    moves[keys[event.key]]();
  });
  root.addEventListener("pointerover", (event) => explain(event.target));
  root.addEventListener("focusin", (event) => explain(event.target));
  root.addEventListener("focusout", hideExplanation);
  document.addEventListener("scroll", hideExplanation, { capture: true, passive: true });
  root.addEventListener("click", (event) => choose(event.target));
  root.addEventListener("keydown", (event) => {
    const isButton = !!toggleAt(event.target);
    if (event.key !== "Enter" && !(isButton && event.key === " ")) return;
    if (isButton) event.preventDefault();
    choose(event.target);
  });
  document.addEventListener("scroll", paintScrolled, { capture: true, passive: true });
  addEventListener("beforeprint", paintAll);
  if (find("fold-all")) {
    find("fold-all").addEventListener("click", () => showView(page.closedView));
    find("unfold-all").addEventListener("click", () => showView(page.openView));
  }
  addEventListener("hashchange", () => {
    if ((given() || "").includes("=")) recall();
  });
  addEventListener("resize", fit);
  fit();
  recall();
  // For those who like to look behind the page: every number to the last bit.
  (isWidget ? root : window).wengert = Object.freeze({
    get numbers() {
      return {
        x: [...state.x], tangentSeed: [...state.s], adjointSeed: [...state.w], primals: [...now.v],
        partials: [...now.d], tangents: [...now.t].map((_, n) => tangent(n)),
        adjoints: [...now.a].map((_, n) => adjoint(n)), forward: [...now.f], back: [...now.b],
      };
    },
    // Whether everything, also what is out of sight, shows the numbers.
    get isPainted() { return restTimer === 0 && !isDue; },
    format,
  });
} else {
  setTheme("auto");
}

// A group that is clicked opens or closes; another card leads to its step, in the pass that is shown.
function choose(target) {
  const found = toggleAt(target);
  if (found) return toggle(found);
  const group = target.closest && target.closest(".wg-card");
  const card = group && figures.length ? allCards().find((item) => item.group === group) : null;
  if (!card) return;
  const n = card.node === null ? card.fold.exits[0] : card.node;
  const table = state.at !== null && steps[state.at].pass === "reverse" ? back : forward;
  if (table.first[n] !== undefined) go(table.first[n]);
}
