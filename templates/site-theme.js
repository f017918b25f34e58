// Before anything is painted.
let theme = null;
try {
  theme = localStorage.getItem("wengert-theme");
} catch {
  // The browser keeps nothing for pages from files; the preference of the system holds.
}
if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
