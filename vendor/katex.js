// KaTeX, only what the pages call. From its sources, so that build.mjs can leave unused alphabets out.
import katex from "./node_modules/katex/katex.ts";
export const render = katex.render;
