// The page of one problem: editor, draft, run and submit, tabs on a phone.
import { Answer } from "./answer.js";
import { Draft } from "./draft.js";
import { openEditor } from "./editor.js";
import { isTyping } from "./app.js";
import { makeSplitter } from "./splitter.js";
import { Stopwatch } from "./stopwatch.js";

const space = document.querySelector("[data-workspace]");
const form = space.querySelector("[data-answer]");
const drawer = space.querySelector("[data-result]");
const textarea = form.elements.source;
const starter = space.querySelector("[data-starter]").content.textContent;
const { slug, minutes, save, box } = space.dataset; // save, box: in a round of a mock interview

// --- editor and draft ----------------------------------------------------------------------------------------------
const sent = textarea.value;
const keys = [
  { key: "Mod-Enter", run: () => (send("submit"), true) },
  { key: "Mod-'", run: () => (send("run"), true) },
];
const editor = openEditor(textarea, {
  nonce: space.querySelector("[data-editor]").dataset.nonce,
  keys,
  onChange: () => draft.changed(),
  onBlur: () => draft.save(),
});
const status = form.querySelector("[data-saved]");
const inLoop = save && { address: save, fields: (text) => ({ box, text }) };
const draft = new Draft({ slug, text: editor.text, sent, starter, status, ...inLoop });

function offerCopy() {
  const copy = draft.offered();
  if (!copy) return;
  const kept = space.querySelector("[data-kept]");
  const words = document.createElement("p");
  const at = new Date(copy.at).toLocaleString([], { weekday: "short", hour: "2-digit", minute: "2-digit" });
  words.textContent = `This browser kept other code, from ${at}.`;
  const use = Object.assign(document.createElement("button"), { type: "button", textContent: "Use it" });
  const drop = Object.assign(document.createElement("button"), { type: "button", textContent: "Discard it", className: "quiet" });
  use.addEventListener("click", () => {
    editor.replace(copy.text);
    draft.save();
    kept.hidden = true;
    editor.focus();
  });
  drop.addEventListener("click", () => {
    draft.discard(copy.tab);
    kept.hidden = true;
  });
  kept.replaceChildren(words, use, drop);
  kept.hidden = false;
}
offerCopy();

// --- run and submit ----------------------------------------------------------------------------------------------
const stopwatch = new Stopwatch({ slug, minutes, button: space.querySelector("[data-timer]") });
let taken = sent; // what the server received last with a run or a submission, and keeps as the draft
const answer = new Answer({
  form,
  drawer,
  waiting: space.querySelector("[data-waiting]"),
  said: space.querySelector("[data-said]"),
  editor,
  onTaken() {
    draft.saved = taken;
    draft.say("Saved");
  },
  onVerdict(verdict, isRun) {
    if (verdict === "accepted" && !isRun) stopwatch.restart();
    if (verdict === "accepted" && !isRun && "reload" in space.dataset) setTimeout(() => location.reload(), 1500); // the next level
  },
});

function send(action) {
  if (form.querySelector("[data-submit]").disabled) return;
  show("result");
  const source = editor.text();
  draft.copy();
  taken = source;
  answer.send(action, { source, seconds: action === "submit" ? stopwatch.seconds().toFixed(0) : "" });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send(event.submitter?.value === "run" ? "run" : "submit");
});

document.addEventListener("keydown", (event) => {
  const isMod = event.ctrlKey || event.metaKey;
  if (event.defaultPrevented) return;
  if (isMod && event.key === "Enter") send("submit");
  else if (isMod && event.key === "'") send("run");
  else if (event.key === "e" && !isMod && !event.altKey && !isTyping(event.target) && !document.querySelector("dialog[open]")) {
    show("code");
    editor.focus();
  } else return;
  event.preventDefault();
});

drawer.addEventListener("click", (event) => {
  const line = event.target.closest("[data-line]");
  if (line) {
    event.preventDefault();
    show("code");
    editor.goTo(Number(line.dataset.line));
  } else if (event.target.closest("[data-close]")) {
    drawer.setAttribute("data-empty", "");
    editor.focus();
  }
});

const startOver = space.querySelector("[data-start-over]");
startOver.addEventListener("click", () => {
  editor.replace(starter);
  stopwatch.restart();
  draft.save();
  draft.say("Back to the starter; undo brings your code back");
  editor.focus();
});

space.querySelector("[data-again]")?.addEventListener("submit", (event) => {
  event.preventDefault();
  show("code");
  startOver.click();
});

for (const line of space.querySelectorAll("[data-split]")) makeSplitter(line);

// --- tabs on a phone ----------------------------------------------------------------------------------------------
const tabs = [...space.querySelectorAll('[role="tab"]')];

function show(name) {
  space.dataset.tab = name;
  for (const tab of tabs) {
    const isChosen = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
  }
}

space.querySelector("[data-tabs]").addEventListener("click", (event) => {
  const tab = event.target.closest('[role="tab"]');
  if (tab) show(tab.id.slice(4));
});
space.querySelector("[data-tabs]").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const next = tabs[(tabs.indexOf(event.target) + step + tabs.length) % tabs.length];
  show(next.id.slice(4));
  next.focus();
});

document.addEventListener("hotseat:leaving", () => draft.save());
document.addEventListener("hotseat:try-tests", (event) => {
  show("result");
  const source = editor.text();
  draft.copy();
  taken = source;
  answer.send("tests", { source, tests: event.detail });
});

if (!drawer.hasAttribute("data-empty")) show("result");
else if (location.hash === "#result") show("result");
