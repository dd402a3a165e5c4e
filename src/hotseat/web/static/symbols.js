// Symbols of mathematics into the text box that was used last, at its cursor. Every step is one that Ctrl+Z takes back.
const palette = document.querySelector("[data-palette]");
const form = palette.closest("form");
const symbols = JSON.parse(palette.dataset.palette);
const boxes = [...form.querySelectorAll("textarea, input[type=text]")];
let box = boxes[0];
let isSelected = false;
let declined = null; // what was taken back is not turned into a symbol again

function put(target, text, start = target.selectionStart, end = target.selectionEnd) {
  target.focus();
  target.setSelectionRange(start, end);
  // The one way that leaves the browser's own undo intact; setRangeText is for browsers without it.
  if (document.execCommand("insertText", false, text)) return;
  target.setRangeText(text, start, end, "end");
  target.dispatchEvent(new InputEvent("input", { bubbles: true, inputType: "insertText" }));
}

function typedName(target) {
  if (target.selectionStart !== target.selectionEnd) return null;
  const end = target.selectionEnd;
  const found = /\\([A-Za-z]+)$/.exec(target.value.slice(Math.max(0, end - 24), end));
  if (!found || !Object.hasOwn(symbols, found[1])) return null;
  return { name: found[1], start: end - found[0].length, end };
}

function turn(event) {
  const target = event.target;
  deselect(target);
  const isKey = event.key === "Tab" ? !event.shiftKey : event.key === " ";
  if (!isKey || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  const typed = typedName(target);
  if (!typed || (declined?.name === typed.name && declined.start === typed.start)) return;
  event.preventDefault();
  put(target, symbols[typed.name] + (event.key === " " ? " " : ""), typed.start, typed.end);
  target.dataset.turned = JSON.stringify(typed);
}

function decline(target) {
  declined = JSON.parse(target.dataset.turned);
  isSelected = true;
  setTimeout(() => deselect(target));
}

/** Browsers select what came back, and the next key would replace it: unselect it soon, at the latest with that key. */
function deselect(target) {
  if (!isSelected) return;
  isSelected = false;
  if (declined && target.selectionStart === declined.start) target.setSelectionRange(declined.end, declined.end);
}

for (const each of boxes) {
  each.addEventListener("focus", () => (box = each));
  each.addEventListener("keydown", turn);
  each.addEventListener("input", (event) => {
    if (event.inputType === "historyUndo" && each.dataset.turned) decline(each);
    else if (event.inputType !== "historyUndo" && !typedName(each)) declined = null;
  });
}

palette.addEventListener("mousedown", (event) => {
  if (event.target.closest("button")) event.preventDefault(); // the cursor stays in its box
});
palette.addEventListener("click", (event) => {
  const button = event.target.closest("[data-symbol]");
  if (!button) return;
  const isByKey = event.detail === 0;
  put(box, symbols[button.dataset.symbol]);
  if (isByKey) button.focus();
});
palette.addEventListener("keydown", (event) => {
  const buttons = [...palette.querySelectorAll("[data-symbol]")];
  const at = buttons.indexOf(document.activeElement);
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (event.key === "Escape" && palette.open) {
    palette.open = false;
    box.focus();
  } else if (at >= 0 && step) {
    buttons[(at + step + buttons.length) % buttons.length].focus();
    event.preventDefault();
  }
});
