// A round of a mock interview: the clock, what is being written, one's own tests.
//
// The clock is the server's: the page says how many seconds are left when it is sent, and counts from there by the
// monotonic clock of the browser; coming back from sleep or from another tab, it asks again. What is written goes to
// the server at most SAVE_MS after the first change, and into this browser at once.
import { post } from "./server.js";

const SAVE_MS = 1200;
const LOOK_AGAIN_MS = 20000;
const bar = document.querySelector("[data-round]");
const shown = bar.querySelector("[data-clock-left]");
const nudge = document.querySelector("[data-nudge]");
const lost = document.querySelector("[data-lost]");
const loop = bar.dataset.loop;
let left = Number(bar.dataset.left);
let since = performance.now();
let asked = Date.now();
let isOver = false;

const remaining = () => Math.max(0, left - (performance.now() - since) / 1000);

function words(seconds) {
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

async function look() {
  asked = Date.now();
  try {
    const answer = await fetch(`/loops/${loop}/clock`, { headers: { accept: "application/json" } });
    const told = await answer.json();
    lost.hidden = true;
    if (told.stage !== "running") return void (location.href = `/loops/${loop}`);
    document.querySelector("[data-watching]").textContent = told.peer ? `${told.peer} is watching` : "";
    left = told.left;
    since = performance.now();
  } catch {
    lost.hidden = false;
  }
}

async function tick() {
  const seconds = remaining();
  shown.textContent = words(seconds);
  nudge.hidden = seconds > Number(bar.dataset.half) || seconds < Number(bar.dataset.half) - 60;
  if (Date.now() - asked > LOOK_AGAIN_MS) look();
  if (seconds <= 0 && !isOver) {
    isOver = true;
    await Promise.all(boxes.map((box) => box.save()));
    location.href = `/loops/${loop}`;
  }
}

// --- what is being written ---------------------------------------------------------------------------------------
class Box {
  constructor(field) {
    this.field = field;
    this.name = field.dataset.draft;
    this.key = `hotseat:loop:${loop}:${this.name}`;
    this.saved = field.value;
    const kept = localStorage.getItem(this.key);
    if (kept !== null && kept !== field.value && kept.length > field.value.length) {
      field.value = kept;
      this.later();
    }
    field.addEventListener("input", () => this.later());
    field.addEventListener("blur", () => this.save());
  }

  later() {
    try {
      localStorage.setItem(this.key, this.field.value);
    } catch {
      // Storage is full: the server still has it.
    }
    this.timer ??= setTimeout(() => this.save(), SAVE_MS);
  }

  async save(keepalive = false) {
    clearTimeout(this.timer);
    this.timer = undefined;
    const text = this.field.value;
    if (text === this.saved) return;
    try {
      const answer = await post(`/loops/${loop}/draft`, { box: this.name, text }, { keepalive });
      if (answer.status >= 500) throw new Error(answer.status);
      this.saved = text;
      lost.hidden = true;
      for (const note of document.querySelectorAll("form [data-saved], section [data-saved]")) note.textContent = "Saved";
    } catch {
      lost.hidden = false;
      this.timer = setTimeout(() => this.save(), 3000);
    }
  }

  forget() {
    localStorage.removeItem(this.key);
    clearTimeout(this.timer);
  }
}

const boxes = [...document.querySelectorAll("[data-draft]")].map((field) => new Box(field));
addEventListener("pagehide", () => boxes.forEach((box) => box.save(true)));
document.addEventListener("visibilitychange", () => {
  if (document.hidden) boxes.forEach((box) => box.save(true));
  else look();
});

const began = performance.now();
const form = document.querySelector("form[data-act]");
if (form) {
  form.addEventListener("submit", () => {
    form.elements.seconds.value = ((performance.now() - began) / 1000).toFixed(1);
    boxes.forEach((box) => box.forget());
  });
  form.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") form.requestSubmit();
  });
}

document.querySelector("form[data-end]").addEventListener("submit", async (event) => {
  if (isOver) return;
  event.preventDefault();
  isOver = true;
  await Promise.all(boxes.map((box) => box.save()));
  document.dispatchEvent(new CustomEvent("hotseat:leaving"));
  setTimeout(() => event.target.submit(), 150);
});

document.querySelector("[data-try-tests]")?.addEventListener("click", () => {
  document.dispatchEvent(new CustomEvent("hotseat:try-tests", { detail: document.querySelector("[data-tests]").value }));
});

setInterval(tick, 250);
tick();

// --- how long it takes to say it ---------------------------------------------------------------------------------
const WORDS_A_MINUTE = 140;
const spoken = document.querySelector("[data-spoken]");
if (spoken) {
  const length = document.querySelector("[data-spoken-length]");
  const measure = () => {
    const count = spoken.value.split(/\s+/).filter(Boolean).length;
    length.textContent = count ? `${words((count / WORDS_A_MINUTE) * 60)} when spoken` : "";
  };
  spoken.addEventListener("input", measure);
  measure();
}
