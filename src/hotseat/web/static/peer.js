// The interviewer's page: what changes is fetched once a second; what you type stays.
import { page, post } from "./server.js";

const EVERY_MS = 1000;
const lost = document.querySelector("[data-lost]");

function put(fresh, id) {
  const theirs = fresh.getElementById(id);
  const ours = document.getElementById(id);
  if (theirs && ours && theirs.innerHTML !== ours.innerHTML) ours.innerHTML = theirs.innerHTML;
}

const outline = (doc) =>
  [...doc.querySelectorAll("#asked, .peer-points button, .peer-levels button, h3")].map((each) => each.textContent).join("|");

async function look() {
  try {
    const fresh = await page("/interview");
    if (!fresh.querySelector("[data-peer]")) return void (location.href = "/");
    lost.hidden = true;
    const isBusy = document.activeElement?.matches("textarea, input, select");
    if (outline(fresh) !== outline(document) && !isBusy) return void location.reload();
    for (const id of ["live", "writing", "noted"]) put(fresh, id);
    const meta = document.querySelector('meta[name="hotseat-token"]');
    meta.content = fresh.querySelector('meta[name="hotseat-token"]').content;
  } catch {
    lost.hidden = false;
  }
  setTimeout(look, EVERY_MS);
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-note]");
  if (!form) return;
  event.preventDefault();
  try {
    const answer = await post("/interview", Object.fromEntries(new FormData(form)));
    if (!answer.ok) throw new Error(answer.status);
    location.reload();
  } catch {
    lost.hidden = false;
  }
});

setTimeout(look, EVERY_MS);
