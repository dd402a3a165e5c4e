// Telling it aloud: recorded in this browser and kept in it (IndexedDB), never sent anywhere unless an endpoint for
// speech is named and its button is pressed.
import { post } from "./server.js";

const SOON_S = 120; // two to three minutes are right
const LONG_S = 180;
const box = document.querySelector("[data-recorder]");

function openStore() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open("hotseat-recordings", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("recordings");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

async function keep(name, blob) {
  const store = await openStore();
  await new Promise((resolve, reject) => {
    const change = store.transaction("recordings", "readwrite");
    change.objectStore("recordings").put(blob, name);
    change.oncomplete = resolve;
    change.onerror = () => reject(change.error);
  });
}

async function kept(name) {
  const store = await openStore();
  return new Promise((resolve, reject) => {
    const request = store.transaction("recordings").objectStore("recordings").get(name);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

const clock = (seconds) => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds) % 60).padStart(2, "0")}`;

function set(blob) {
  const player = box.querySelector("[data-play]");
  if (player.src) URL.revokeObjectURL(player.src);
  player.src = URL.createObjectURL(blob);
  player.hidden = false;
  box.querySelector("[data-transcribe]").hidden = !("hears" in box.dataset);
}

async function main() {
  const button = box.querySelector("[data-record]");
  const time = box.querySelector("[data-record-time]");
  const note = box.querySelector("[data-record-note]");
  const name = box.dataset.box;
  let recorder = null;
  let timer = 0;
  let last = await kept(name).catch(() => undefined);
  if (last) set(last);
  button.disabled = false;

  async function start() {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      note.textContent = "The microphone is not available; type what you say.";
      return;
    }
    const parts = [];
    const began = performance.now();
    recorder = new MediaRecorder(stream, { audioBitsPerSecond: 24000 });
    recorder.addEventListener("dataavailable", (event) => parts.push(event.data));
    recorder.addEventListener("stop", async () => {
      clearInterval(timer);
      for (const track of stream.getTracks()) track.stop();
      last = new Blob(parts, { type: recorder.mimeType });
      recorder = null;
      button.textContent = "Record again";
      // Kept first: a page that is left as soon as the player shows has its recording.
      await keep(name, last).catch(() => (note.textContent = "This browser keeps no recording: its storage is full."));
      set(last);
    });
    recorder.start();
    button.textContent = "Stop";
    note.textContent = "Your voice stays in this browser.";
    timer = setInterval(() => {
      const seconds = (performance.now() - began) / 1000;
      const word = seconds > LONG_S ? ", come to the end" : seconds > SOON_S ? ", long enough" : "";
      time.textContent = `${clock(seconds)}${word}`;
    }, 250);
  }

  button.addEventListener("click", () => (recorder ? recorder.stop() : start()));
  box.querySelector("[data-transcribe]").addEventListener("click", async () => {
    note.textContent = "Turning it into text.";
    const bytes = new Uint8Array(await last.arrayBuffer());
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    const answer = await post("/stories/transcript", { audio: btoa(text), kind: last.type });
    const told = await answer.json().catch(() => ({ why: "It did not work; type what you said." }));
    note.textContent = told.why ?? "Read it through; you may correct it.";
    if (!told.text) return;
    const field = box.closest("form").querySelector("textarea");
    field.value = field.value ? `${field.value}\n${told.text}` : told.text;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

if (box && document.documentElement.classList.contains("can-record")) main();
