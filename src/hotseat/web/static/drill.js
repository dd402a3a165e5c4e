// An exercise: how long it took, and letters for options.
const form = document.querySelector("form[data-drill]");
const began = performance.now();

if (form) {
  form.addEventListener("submit", () => {
    form.elements.seconds.value = ((performance.now() - began) / 1000).toFixed(1);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const option = form.querySelector(`input[type="radio"][value="${CSS.escape(event.key)}"]`);
    if (!option) return;
    option.checked = true;
    option.focus();
    event.preventDefault();
  });
} else {
  document.querySelector("[data-next]")?.focus();
}
