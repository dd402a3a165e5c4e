// Run and Submit: the server streams one line of JSON per piece of news, and each goes to its place in the result.
import { page, post, swapIn } from "./server.js";

const fragment = (html) => document.createRange().createContextualFragment(html);

async function* lines(body) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const parts = (rest + value).split("\n");
    rest = parts.pop();
    for (const part of parts) if (part) yield JSON.parse(part);
  }
}

export class Answer {
  constructor({ form, drawer, waiting, said, editor, onTaken, onVerdict }) {
    Object.assign(this, { form, drawer, waiting, said, editor, onTaken, onVerdict });
    this.content = drawer.querySelector("[data-content]");
    this.generation = 0;
  }

  slot(name) {
    return this.content.querySelector(`[data-slot="${name}"]`);
  }

  fill(name, html) {
    this.slot(name).replaceChildren(fragment(html));
  }

  working(words) {
    const line = document.createElement("p");
    line.className = "headline working";
    line.textContent = words;
    this.slot("headline").replaceChildren(line);
  }

  say(words) {
    const line = document.createElement("p");
    line.textContent = words;
    this.said.append(line);
  }

  async send(action, fields) {
    const mine = ++this.generation;
    this.abort?.abort();
    this.abort = new AbortController();
    this.isRun = action !== "submit";
    this.passed = this.failed = 0;
    this.content.replaceChildren(this.waiting.content.cloneNode(true));
    this.drawer.removeAttribute("data-empty");
    this.said.replaceChildren();
    this.working(this.isRun ? "Running the shown checks" : "Checking");
    this.busy(true);
    let ended = false;
    try {
      const headers = { accept: "application/x-ndjson" };
      const answer = await post(this.form.getAttribute("action"), { ...fields, action }, { headers, signal: this.abort.signal });
      if (!answer.ok) {
        this.refused(await answer.text());
        return;
      }
      for await (const news of lines(answer.body)) {
        if (mine !== this.generation) return;
        this.hear(news);
        ended = news.kind === "done" || news.kind === "error";
      }
      if (!ended) throw new Error("cut short");
    } catch {
      if (mine === this.generation) this.lost();
    } finally {
      if (mine === this.generation) this.busy(false);
    }
  }

  refused(html) {
    this.content.replaceChildren(fragment(`<div class="result-body">${html}</div>`));
    this.say(this.content.textContent.trim());
  }

  lost() {
    const note = "The connection to Hotseat broke off. Your code is kept in this browser; when the server is back, submit again.";
    const line = document.createElement("p");
    line.className = "headline";
    line.textContent = note;
    this.slot("headline")?.replaceChildren(line);
    this.say(note);
  }

  busy(is) {
    for (const button of this.form.querySelectorAll("[data-run], [data-submit]")) button.disabled = is;
    this.drawer.setAttribute("aria-busy", String(is));
  }

  hear(news) {
    if (news.said) this.say(news.said);
    if (news.kind === "queued") this.onTaken();
    if (news.kind === "queued" && news.ahead) this.working(`Waiting for ${news.ahead === 1 ? "another submission" : `${news.ahead} submissions`}`);
    if (news.kind === "started") this.working(this.isRun ? "Running the shown checks" : "Checking");
    if (news.kind === "check") this.check(news);
    if (news.kind === "mistake") this.fill("mistake", news.html);
    if (news.kind === "verdict") this.verdict(news);
    if (news.kind === "efficiency") this.fill("efficiency", news.html);
    if (news.kind === "done") this.done(news);
    if (news.kind === "error") this.refused(news.html);
  }

  check(news) {
    this.slot("checks").append(fragment(news.html));
    if (news.tone === "good") this.passed += 1;
    else this.failed += 1;
    const line = this.slot("checks").lastElementChild.querySelector("[data-line]");
    if (line && this.failed === 1) this.editor.blame(Number(line.dataset.line));
    this.working(`${this.passed} passed${this.failed ? `, ${this.failed} failed` : ""}`);
  }

  verdict(news) {
    this.fill("headline", news.html);
    const isGood = news.verdict === "accepted";
    if (isGood && !this.isRun) {
      const list = this.content.querySelector(".check-list");
      list.open = false;
      list.dataset.good = "";
      const isKnown = this.slot("efficiency").childElementCount > 0;
      if (!isKnown) this.fill("efficiency", '<p class="working measuring">Measuring run time</p>');
    }
    this.busy(false);
    this.onVerdict(news.verdict, this.isRun);
  }

  async done(news) {
    this.slot("efficiency").querySelector(".measuring")?.remove();
    this.fill("rest", news.html);
    if (!news.attempt) return;
    swapIn(await page(location.pathname), ["attempts", ...(news.verdict === "accepted" ? ["debrief"] : [])]);
  }
}
