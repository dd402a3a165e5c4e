// KaTeX in place of the TeX source. Without this script the source stays readable.
import { render } from "./vendor/katex.js";

export function setMaths(root) {
  for (const element of root.querySelectorAll(".math:not(.is-set)")) {
    const tex = element.textContent;
    try {
      render(tex, element, { displayMode: element.classList.contains("block"), throwOnError: true, strict: "ignore" });
      element.classList.add("is-set");
    } catch {
      element.textContent = tex;
    }
  }
}

setMaths(document);
document.addEventListener("hotseat:added", (event) => setMaths(event.detail));
