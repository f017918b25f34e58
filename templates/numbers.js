// What makes a report or a widget live, inside a function of its own for each. It is given root, the document or the widget's
// element; prefix, what all ids begin with; linearize(x, v, d), which computes primals and partials; kinks and domains, which
// say where nodes have them; and page: the graph as numbers, and the numbers that the page was made with. Without numbers
// the last four are null.
const isWidget = root !== document;
const find = (id) => document.getElementById(prefix + id);
const all = (selector) => [...root.querySelectorAll(selector)];

// Numbers as texts: the same form as in the rest of the page, to the last character.
function format(value, digits) {
  if (value === null || value === undefined) return "–";
  if (value !== value) return "NaN";
  if (value === Infinity) return "∞";
  if (value === -Infinity) return "−∞";
  if (value === 0) return "0";
  const sign = value < 0 ? "−" : "";
  const size = Math.abs(value);
  if (size < 1e7 && Math.floor(size) === size) return sign + size;
  const parts = size.toExponential().split("e");
  let text = parts[0].replace(".", "");
  let exponent = Number(parts[1]);
  const count = Math.max(digits, exponent < 7 ? Math.max(0, exponent + 1) : 0);
  if (text.length > count) {
    const isUp = text[count] >= "5";
    text = text.slice(0, count);
    if (isUp) {
      text = text.replace(/9+$/, "");
      if (text === "") {
        text = "1";
        exponent += 1;
      } else {
        text = text.slice(0, -1) + (Number(text[text.length - 1]) + 1);
      }
    }
    text = text.replace(/0+$/, "");
  }
  if (exponent < -4 || exponent >= 7) {
    const mantissa = text.length > 1 ? text[0] + "." + text.slice(1) : text;
    return sign + mantissa + "e" + (exponent < 0 ? "−" : "") + Math.abs(exponent);
  }
  if (exponent < 0) return sign + "0." + "0".repeat(-exponent - 1) + text;
  const fraction = text.slice(exponent + 1);
  return sign + text.slice(0, exponent + 1).padEnd(exponent + 1, "0") + (fraction ? "." + fraction : "");
}

// A number as MathML.
function mathematical(value, isEnclosed) {
  const text = format(value, page.digits);
  const isNegative = text[0] === "−";
  const [mantissa, exponent] = (isNegative ? text.slice(1) : text).split("e");
  let markup = "<mn>" + mantissa + "</mn>";
  if (exponent !== undefined) {
    const raised = exponent[0] === "−"
      ? "<mrow><mo form=\"prefix\">−</mo><mn>" + exponent.slice(1) + "</mn></mrow>"
      : "<mn>" + exponent + "</mn>";
    markup = "<mrow>" + markup + "<mo>×</mo><msup><mn>10</mn>" + raised + "</msup></mrow>";
  }
  if (!isNegative) return markup;
  markup = "<mrow><mo form=\"prefix\">−</mo>" + markup + "</mrow>";
  return isEnclosed
    ? "<mrow><mo stretchy=\"false\">(</mo>" + markup + "<mo stretchy=\"false\">)</mo></mrow>" : markup;
}
