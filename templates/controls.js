// Controls.
let isDue = false;
function schedule() {
  if (isDue) return;
  isDue = true;
  requestAnimationFrame(() => {
    isDue = false;
    update();
  });
}
const written = (value) => Number.isFinite(value) ? String(value) : "";
function fill() {
  state.x.forEach((x, i) => {
    const slider = find("slider-" + i);
    if (!slider) return;
    if (document.activeElement !== find("value-" + i)) find("value-" + i).value = written(x);
    const steps = (x - page.x[i]) / page.steps[i];
    slider.value = Number.isFinite(steps) ? Math.round(steps) : 0;
    slider.setAttribute("aria-valuetext", format(x, page.digits));
    find("value-" + i).removeAttribute("aria-invalid");
  });
  for (const [kind, seed] of [["tangent", state.s], ["adjoint", state.w]]) {
    seed.forEach((value, i) => {
      const field = find(kind + "-" + i);
      if (!field) return;
      if (document.activeElement !== field) field.value = written(value);
      field.removeAttribute("aria-invalid");
      find("unit-" + kind + "-" + i).checked = same(seed, unit(i, seed.length));
    });
  }
}
function takeNumber(field, seed, i) {
  const value = field.value === "" ? NaN : Number(field.value);
  if (Number.isNaN(value)) {
    field.setAttribute("aria-invalid", "true");
    return;
  }
  seed[i] = value;
  fill();
  schedule();
}
function connect() {
  page.x.forEach((start, i) => {
    const slider = find("slider-" + i), field = find("value-" + i);
    if (!slider) return;
    slider.addEventListener("input", () => {
      const steps = Number(slider.value);
      // Twelve digits: a slider at 0.3 means 0.3.
      state.x[i] = steps === 0 ? start : Number((start + steps * page.steps[i]).toPrecision(12));
      fill();
      schedule();
    });
    field.addEventListener("input", () => takeNumber(field, state.x, i));
  });
  for (const [kind, seed] of [["tangent", "s"], ["adjoint", "w"]]) {
    state[seed].forEach((_, i) => {
      const field = find(kind + "-" + i);
      if (!field) return;
      field.addEventListener("input", () => takeNumber(field, state[seed], i));
      find("unit-" + kind + "-" + i).addEventListener("change", () => {
        state[seed] = unit(i, state[seed].length);
        fill();
        schedule();
      });
    });
  }
  for (const field of find("controls").querySelectorAll("input[type=number]")) {
    field.addEventListener("blur", fill);
  }
  find("controls").addEventListener("submit", (event) => event.preventDefault());
  find("reset").addEventListener("click", () => {
    [state.x, state.s, state.w] = [page.x.slice(), page.s.slice(), page.w.slice()];
    fill();
    update();
  });
  find("link").addEventListener("click", () => {
    history.replaceState(null, "", address());
    copy(location.href, find("link"));
  });
}

const moves = {
  first: () => go(0),
  back: () => go(state.at === null ? steps.length - 1 : state.at - 1),
  next: () => go(state.at === null ? 0 : state.at + 1),
  last: () => go(steps.length - 1),
  "pass-forward": () => go(0),
  "pass-reverse": () => go(firstReverse()),
  "pass-all": () => go(null),
};
const keys = { ArrowLeft: "back", ArrowRight: "next", Home: "first", End: "last", Escape: "pass-all" };
// Keys step unless they mean something else where the focus is.
function isFree(target) {
  return target === (isWidget ? root : document.body) || !!target.closest(".wg-player button, .wg-card, .wg-chip");
}
function isStepKey(event) {
  return event.key in keys && !(event.altKey || event.ctrlKey || event.metaKey || event.shiftKey);
}
