// Theme and copying need no numbers.
function setTheme(theme) {
  // The page around a widget has a theme of its own.
  if (isWidget) return;
  const root = document.documentElement;
  if (theme === "light" || theme === "dark") root.dataset.theme = theme;
  else delete root.dataset.theme;
  if (find("theme")) find("theme").value = root.dataset.theme || "auto";
}

async function copy(text, button) {
  const label = button.textContent;
  let isDone = true;
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    isDone = document.execCommand("copy");
    field.remove();
    button.focus();
  }
  button.textContent = isDone ? "Copied" : "Not copied";
  setTimeout(() => { button.textContent = label; }, 1500);
}

for (const button of all(".copy")) {
  button.addEventListener("click", () => copy(find(button.dataset.copy).textContent, button));
}
for (const element of all(".scripted")) element.hidden = false;
if (find("player")) find("player").hidden = false;
if (find("theme")) {
  find("theme").addEventListener("change", () => {
    setTheme(find("theme").value);
    if (page) remember();
  });
}
