// An exercise: how long it took, and letters for options.
const form = document.querySelector("form[data-drill]");
const began = performance.now();

if (form) {
  form.addEventListener("submit", () => {
    form.elements.seconds.value = ((performance.now() - began) / 1000).toFixed(1);
  });
  const clock = form.querySelector("[data-clock]");
  if (clock) {
    setInterval(() => {
      const seconds = Math.floor((performance.now() - began) / 1000);
      clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    }, 1000);
  }
  form.addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "Enter") form.requestSubmit();
  });
  document.addEventListener("keydown", (event) => {
    if (event.target.matches?.("textarea, input[type=text]")) return;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const option = form.querySelector(`input[type="radio"][value="${CSS.escape(event.key)}"]`);
    if (!option) return;
    option.checked = true;
    option.focus();
    event.preventDefault();
  });
} else {
  document.querySelector("[data-next]")?.focus({ preventScroll: true });
}
