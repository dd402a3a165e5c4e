// Time since the problem was opened, from the wall clock, across reloads. Shown only when asked for.

const FORGOTTEN_MS = 12 * 3600 * 1000;

export class Stopwatch {
  constructor({ slug, minutes, button }) {
    this.key = `hotseat:opened:${slug}`;
    this.minutes = minutes;
    this.button = button;
    this.words = button.querySelector("[data-timer-text]");
    const opened = Number(localStorage.getItem(this.key));
    if (!opened || Date.now() - opened > FORGOTTEN_MS || opened > Date.now()) this.restart();
    button.addEventListener("click", () => {
      localStorage.setItem("hotseat:timer", this.isShown() ? "" : "shown");
      this.show();
    });
    setInterval(() => this.show(), 5000);
    this.show();
  }

  isShown() {
    return localStorage.getItem("hotseat:timer") === "shown";
  }

  restart() {
    localStorage.setItem(this.key, String(Date.now()));
  }

  seconds() {
    return Math.max(0, (Date.now() - Number(localStorage.getItem(this.key) || Date.now())) / 1000);
  }

  show() {
    const minutes = Math.floor(this.seconds() / 60);
    this.words.textContent = this.isShown() ? `${minutes} of ${this.minutes} min` : "Timer";
    this.button.setAttribute("aria-pressed", String(this.isShown()));
  }
}
