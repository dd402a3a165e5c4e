// A card: how long it took, Space or Enter for the answer, 1 to 4 for the rating.
const form = document.querySelector("form[data-card]");
const answer = form.closest("details");
const summary = answer.querySelector("summary");
const began = performance.now();

form.addEventListener("submit", () => {
  form.elements.seconds.value = ((performance.now() - began) / 1000).toFixed(1);
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
  if (document.querySelector("dialog[open]")) return;
  if (event.key === " " && !answer.open && event.target === document.body) {
    answer.open = true;
    event.preventDefault();
  } else if (answer.open && ["1", "2", "3", "4"].includes(event.key)) {
    form.querySelectorAll("button[name=rating]")[Number(event.key) - 1].click();
    event.preventDefault();
  }
});
answer.addEventListener("toggle", () => answer.open && answer.querySelector("h2").focus({ preventScroll: true }));
if (!answer.open) summary.focus({ preventScroll: true });
