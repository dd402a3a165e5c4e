// The hairlines between panes can be dragged, or moved with the arrow keys; the place is kept in this browser.

const BOUNDS = { columns: [25, 70], rows: [18, 78] };

function place(split, percent) {
  const [low, high] = BOUNDS[split];
  const size = `${Math.min(high, Math.max(low, percent)).toFixed(1)}%`;
  document.documentElement.style.setProperty(`--split-${split}`, size);
  localStorage.setItem(`hotseat:split:${split}`, size);
  return size;
}

function now(split) {
  return parseFloat(getComputedStyle(document.documentElement).getPropertyValue(`--split-${split}`)) || { columns: 46, rows: 50 }[split];
}

export function makeSplitter(line) {
  const split = line.dataset.split;
  const frame = split === "columns" ? line.parentElement : line.closest(".pane-code");
  const tell = () => line.setAttribute("aria-valuenow", String(Math.round(now(split))));
  [line.ariaValueMin, line.ariaValueMax] = BOUNDS[split].map(String);
  tell();
  line.addEventListener("pointerdown", (down) => {
    down.preventDefault();
    line.setPointerCapture(down.pointerId);
    line.classList.add("is-dragged");
    const box = frame.getBoundingClientRect();
    const move = (event) => {
      const share = split === "columns" ? (event.clientX - box.left) / box.width : (box.bottom - event.clientY) / box.height;
      place(split, share * 100);
    };
    const end = () => {
      line.classList.remove("is-dragged");
      line.removeEventListener("pointermove", move);
      tell();
    };
    line.addEventListener("pointermove", move);
    line.addEventListener("lostpointercapture", end, { once: true });
  });
  line.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: -2, ArrowRight: 2, ArrowUp: 2, ArrowDown: -2 }[event.key];
    if (!step) return;
    event.preventDefault();
    place(split, now(split) + step);
    tell();
  });
}
