// Builds src/hotseat/web/static/vendor and tests/web/vendor from the pinned packages. Same input, same bytes.
import { build } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const out = join(here, "../src/hotseat/web/static/vendor");
const forTests = join(here, "../tests/web/vendor");

// Alphabets that no statement uses; without them a page with maths stays under its weight.
const DROPPED_FONTS = /^(Fraktur|SansSerif|Script)-/;

const leanMetrics = {
  name: "lean-metrics",
  setup(step) {
    step.onLoad({ filter: /fontMetricsData\.js$/ }, async ({ path }) => {
      const all = (await import(path)).default;
      const kept = Object.entries(all).filter(([font]) => !DROPPED_FONTS.test(font));
      return { contents: `export default ${JSON.stringify(Object.fromEntries(kept))}`, loader: "js" };
    });
  },
};

// lang-python twice, so that its completions, and the completion package with them, stay out of what loads first.
const languageAlone = {
  name: "language-alone",
  setup(step) {
    step.onResolve({ filter: /^@codemirror\/lang-python\?language$/ }, async ({ resolveDir }) => {
      const found = await step.resolve("@codemirror/lang-python", { kind: "import-statement", resolveDir });
      return { path: found.path, suffix: "?language", sideEffects: false };
    });
    step.onLoad({ filter: /lang-python/ }, async ({ path, suffix }) => {
      if (suffix !== "?language") return null;
      const text = await readFile(path, "utf8");
      const from = /^import (\{[^}]*\}) from '@codemirror\/autocomplete';$/m;
      if (!from.test(text)) throw new Error("lang-python imports its completions in another way now");
      return { contents: text.replace(from, "const $1 = {};"), loader: "js", resolveDir: dirname(path) };
    });
  },
};

async function bundle(entryPoints) {
  await build({
    absWorkingDir: here,
    entryPoints,
    outdir: out,
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    charset: "utf8",
    legalComments: "none",
    chunkNames: "shared-[hash]",
    define: { __VERSION__: JSON.stringify(await version("katex")) },
    plugins: [leanMetrics, languageAlone],
  });
}

async function version(name) {
  return JSON.parse(await readFile(join(modules, name, "package.json"), "utf8")).version;
}

async function katexStyle() {
  const css = await readFile(join(modules, "katex/dist/katex.min.css"), "utf8");
  const lean = css
    .replace(/@font-face\{[^}]*\}/g, (face) => (/KaTeX_(Fraktur|SansSerif|Script)/.test(face) ? "" : face))
    .replace(/,url\([^)]*\.(woff|ttf)\) format\("[^"]*"\)/g, "");
  await writeFile(join(out, "katex.css"), lean);
  await mkdir(join(out, "fonts"));
  for (const font of [...new Set(lean.match(/KaTeX_[\w-]+\.woff2/g))].sort()) {
    await cp(join(modules, "katex/dist/fonts", font), join(out, "fonts", font));
  }
}

async function licences() {
  const packages = [];
  for (const entry of (await readdir(modules)).sort()) {
    if (entry.startsWith(".") || ["esbuild", "@esbuild", "axe-core", "commander"].includes(entry)) continue;
    const names = entry.startsWith("@") ? (await readdir(join(modules, entry))).sort().map((n) => `${entry}/${n}`) : [entry];
    for (const name of names) {
      const text = await readFile(join(modules, name, "LICENSE"), "utf8");
      packages.push(`${name} ${await version(name)}\n\n${text.trim()}\n`);
    }
  }
  await writeFile(join(out, "LICENSES.txt"), packages.join(`\n${"-".repeat(72)}\n\n`));
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await bundle(["editor.js", "editor-extras.js", "katex.js"]);
await katexStyle();
await licences();
await mkdir(forTests, { recursive: true });
await cp(join(modules, "axe-core/axe.min.js"), join(forTests, "axe.min.js"));
