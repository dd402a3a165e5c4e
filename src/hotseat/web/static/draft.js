// The draft: on the server shortly after each edit, and in this browser at once, so that no text is ever lost.
//
// The server keeps one draft per problem, the last writer's. This browser keeps one copy per tab; a copy that differs
// from what the server sent is offered when the page opens, and forgotten once it equals it.
import { post } from "./server.js";

const SAVE_AFTER_MS = 700;
const SAVE_AT_MOST_MS = 1500;
const COPIES = 6;
const KEEPALIVE_CHARACTERS = 15000; // browsers refuse larger bodies once the page is going away

function thisTab() {
  let id = sessionStorage.getItem("hotseat:tab");
  if (!id) sessionStorage.setItem("hotseat:tab", (id = Math.random().toString(36).slice(2)));
  return id;
}

export class Draft {
  constructor({ slug, text, sent, starter, status, address, fields = (source) => ({ source }) }) {
    Object.assign(this, { slug, text, sent, starter, status, fields });
    this.address = address ?? `/problems/${slug}/draft`;
    this.key = `hotseat:draft:${slug}`;
    this.tab = thisTab();
    this.saved = sent;
    addEventListener("storage", (event) => {
      if (event.key === this.key) this.say("Also open in another tab");
    });
    addEventListener("pagehide", () => this.leave());
    document.addEventListener("visibilitychange", () => document.hidden && this.leave());
  }

  copies() {
    try {
      return JSON.parse(localStorage.getItem(this.key)) ?? {};
    } catch {
      return {};
    }
  }

  write(copies) {
    const newest = Object.entries(copies).sort(([, a], [, b]) => b.at - a.at).slice(0, COPIES);
    try {
      if (newest.length) localStorage.setItem(this.key, JSON.stringify(Object.fromEntries(newest)));
      else localStorage.removeItem(this.key);
    } catch {
      this.say("This browser keeps no copy: its storage is full");
    }
  }

  /** The newest copy that differs from what the server sent; this tab's own comes first. */
  offered() {
    const copies = this.copies();
    const others = Object.entries(copies).filter(([, copy]) => copy.text !== this.sent && copy.text !== this.starter);
    this.write(Object.fromEntries(others));
    others.sort(([a, x], [b, y]) => (b === this.tab) - (a === this.tab) || y.at - x.at);
    return others.length ? { tab: others[0][0], ...others[0][1] } : null;
  }

  discard(tab) {
    const copies = this.copies();
    delete copies[tab];
    this.write(copies);
  }

  changed() {
    clearTimeout(this.timer);
    this.changedAt ??= Date.now(); // whoever types on and on is saved all the same
    const wait = Math.max(0, Math.min(SAVE_AFTER_MS, this.changedAt + SAVE_AT_MOST_MS - Date.now()));
    this.timer = setTimeout(() => this.save(), wait);
    clearTimeout(this.copying);
    this.copying = setTimeout(() => this.copy(), 150);
  }

  copy() {
    clearTimeout(this.copying);
    this.write({ ...this.copies(), [this.tab]: { at: Date.now(), text: this.text() } });
  }

  async save() {
    clearTimeout(this.timer);
    const text = this.text();
    this.changedAt = undefined;
    if (this.isSaving || text === this.saved) return;
    this.copy();
    this.isSaving = true;
    try {
      const answer = await post(this.address, this.fields(text));
      if (!answer.ok) throw new Error(answer.status);
      this.saved = text;
      this.say("Saved");
    } catch {
      this.say("Not saved; a copy is in this browser");
      this.timer = setTimeout(() => this.save(), 5000);
    } finally {
      this.isSaving = false;
      if (this.text() !== text) this.changed();
    }
  }

  leave() {
    const text = this.text();
    if (text === this.saved) return;
    this.copy();
    if (text.length > KEEPALIVE_CHARACTERS) return;
    post(this.address, this.fields(text), { keepalive: true }).then(
      (answer) => answer.ok && (this.saved = text),
      () => {},
    );
  }

  say(words) {
    this.status.textContent = words;
    this.status.title = words;
  }
}
