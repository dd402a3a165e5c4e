// A story of one's own: how much of the telling each part takes. What is typed is kept in this browser until saved.
const WORDS_A_MINUTE = 140;
const form = document.querySelector("form[data-composer]");
const fields = [...form.querySelectorAll("textarea, input[type=text]")];
const key = `hotseat:story:${form.getAttribute("action")}`;
const count = (text) => text.split(/\s+/).filter(Boolean).length;

function measure() {
  const parts = fields.filter((field) => field.matches("textarea"));
  const total = parts.reduce((sum, field) => sum + count(field.value), 0);
  for (const field of parts) {
    const share = total ? Math.round((100 * count(field.value)) / total) : 0;
    form.querySelector(`[data-share="${field.name}"]`).textContent = total ? `${share} %` : "";
  }
  const minutes = (total / WORDS_A_MINUTE).toFixed(1);
  form.querySelector("[data-total]").textContent = total ? `${total} words, ${minutes} min when spoken; 2 to 3 are right` : "";
}

try {
  const kept = JSON.parse(sessionStorage.getItem(key) ?? "{}");
  for (const field of fields) if (kept[field.name] && !field.value) field.value = kept[field.name];
} catch {
  sessionStorage.removeItem(key);
}
form.addEventListener("input", () => {
  sessionStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field.value]))));
  measure();
});
form.addEventListener("submit", () => sessionStorage.removeItem(key));
measure();
