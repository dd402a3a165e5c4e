// On every page: theme, keys, forms that change one part of the page, filters.
import { post, swapIn } from "./server.js";

const root = document.documentElement;
const keys = document.getElementById("keys");
const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

function themeNow() {
  return root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
}

function labelTheme(button) {
  const other = themeNow() === "dark" ? "light" : "dark";
  button.setAttribute("aria-label", `Switch to ${other}`);
  button.title = `Switch to ${other}`;
}

for (const button of document.querySelectorAll("[data-theme-toggle]")) {
  labelTheme(button);
  button.addEventListener("click", () => {
    root.dataset.theme = themeNow() === "dark" ? "light" : "dark";
    localStorage.setItem("hotseat:theme", root.dataset.theme);
    labelTheme(button);
  });
}

if (isMac) for (const key of document.querySelectorAll("[data-mod]")) key.textContent = "⌘";

for (const link of document.querySelectorAll("[data-keys]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    keys.showModal();
  });
}
keys.addEventListener("click", (event) => {
  if (event.target === keys) keys.close();
});

// --- keys -----------------------------------------------------------------------------------------------------
const PLACES = { h: "/", t: "/plan", p: "/problems", c: "/questions", e: "/drills", q: "/quiz", v: "/review", m: "/map", s: "/stories", i: "/loops", r: "/history", d: "/doctor" };
let goneAt = 0;

export function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}

function search() {
  const field = document.querySelector('input[type="search"]');
  if (field) field.select();
  else location.href = "/problems?focus=search";
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  if (keys.open) {
    if (event.key === "?") keys.close();
    return;
  }
  if (event.key === "?") keys.showModal();
  else if (event.key === "/") search();
  else if (event.key === "g") goneAt = Date.now();
  else if (PLACES[event.key] && Date.now() - goneAt < 1500) location.href = PLACES[event.key];
  else return;
  event.preventDefault();
});

// --- forms that change one part of the page ----------------------------------------------------------------------
document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-swap]");
  if (!form) return;
  event.preventDefault();
  const id = form.dataset.swap;
  const button = form.querySelector("button");
  button.disabled = true;
  try {
    const answer = await post(form.getAttribute("action"), Object.fromEntries(new FormData(form)));
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!fresh.getElementById(id)) throw new Error("no such part");
    swapIn(fresh, [id]);
    const part = document.getElementById(id);
    const next = part.querySelector("form button") ?? part;
    if (next === part) part.tabIndex = -1;
    next.focus({ preventScroll: true });
  } catch {
    button.disabled = false;
    form.submit();
  }
});

for (const form of document.querySelectorAll("form[data-choose]")) {
  form.addEventListener("change", () => form.requestSubmit());
}

// --- filters ------------------------------------------------------------------------------------------------------
const filters = document.querySelector("form[data-filters]");
if (filters) {
  const rows = [...document.querySelectorAll("li[data-text]")];
  const groups = [...document.querySelectorAll("[data-group]")];
  const found = document.querySelector("[data-found]");
  const none = document.querySelector("[data-none]");
  const field = filters.elements.q;

  const narrow = () => {
    const words = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    const chosen = ["area", "level", "task", "state"].map((name) => [name, filters.elements[name].value]);
    let count = 0;
    for (const row of rows) {
      const fits =
        chosen.every(([name, value]) => !value || row.dataset[name] === value) &&
        words.every((word) => row.dataset.text.includes(word));
      row.hidden = !fits;
      count += fits;
    }
    for (const group of groups) group.hidden = !group.querySelector("li[data-text]:not([hidden])");
    none.hidden = count > 0;
    found.textContent = `${count} ${count === 1 ? "problem" : "problems"}`;
    const query = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value));
    history.replaceState(null, "", query.size ? `/problems?${query}` : "/problems");
  };

  const visible = () => rows.filter((row) => !row.hidden).map((row) => row.querySelector("a"));
  filters.addEventListener("input", narrow);
  filters.addEventListener("submit", (event) => {
    event.preventDefault();
    visible()[0]?.click();
  });
  document.querySelector("[data-clear]")?.addEventListener("click", (event) => {
    event.preventDefault();
    filters.reset();
    for (const element of filters.elements) if (element.name) element.value = "";
    narrow();
    field.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    const links = visible();
    const at = links.indexOf(document.activeElement);
    if (at < 0 && document.activeElement !== field) return;
    event.preventDefault();
    const next = at + (event.key === "ArrowDown" ? 1 : -1);
    if (next < 0) field.focus();
    else links[Math.min(next, links.length - 1)]?.focus();
  });
  const wanted = new URLSearchParams(location.search);
  if (wanted.has("focus")) {
    wanted.delete("focus");
    history.replaceState(null, "", wanted.size ? `/problems?${wanted}` : "/problems");
    field.focus();
  }
}

