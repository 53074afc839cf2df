// Builds every island (a folder with main.ts) into ../bilet/core/static/dist:
//   <island>.js (+ <island>.css), <name>.worker.js, core.css, fonts/, fonts-ttf/, icons.svg.
// Names carry no hashes: WhiteNoise adds them. Only shared chunks do, because modules name each other.
import { build } from "esbuild";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync, inflateSync } from "node:zlib";
import subsetFont from "subset-font";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const core = resolve(here, "../bilet/core/static/core");
const target = resolve(here, "../bilet/core/static/dist");
// `npm run build -- player` builds that island alone, into the bundle that is there.
const only = process.argv.slice(2);
// The whole bundle is swapped in at the end, so that a running server never sees half of it.
const dist = only.length ? target : `${target}.new`;
const browsers = ["chrome100", "firefox100", "safari15.4"];

const folders = readdirSync(here, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== "node_modules")
  .map((entry) => entry.name)
  .filter((name) => !only.length || only.includes(name))
  .sort();

if (!only.length) rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
await islands();
await workers();
assets();
if (!only.length || only.includes("core")) {
  await fonts();
  await styles();
  icons();
}
if (!only.length) {
  rmSync(target, { recursive: true, force: true });
  renameSync(dist, target);
  writeFileSync(join(target, ".built"), new Date().toISOString() + "\n");
}

async function islands() {
  const entries = Object.fromEntries(
    folders.filter((name) => existsSync(join(here, name, "main.ts"))).map((name) => [name, join(here, name, "main.ts")]),
  );
  await bundle({ entryPoints: entries, format: "esm", splitting: true, chunkNames: "chunks/[name]-[hash]" });
}

// `<island>/<name>.worker.ts` becomes dist/<name>.worker.js: one classic file, also fit for a service worker.
async function workers() {
  const entries = {};
  for (const folder of folders)
    for (const file of readdirSync(join(here, folder)))
      if (file.endsWith(".worker.ts")) entries[basename(file, ".ts")] = join(here, folder, file);
  if (Object.keys(entries).length) await bundle({ entryPoints: entries, format: "iife" });
}

async function styles() {
  await bundle({ entryPoints: { core: join(core, "css/index.css") } });
  const file = join(dist, "core.css");
  writeFileSync(file, fontFaces() + readFileSync(file, "utf8"));
}

function bundle(options) {
  return build({
    bundle: true,
    minify: true,
    legalComments: "none",
    target: browsers,
    outdir: dist,
    entryNames: "[name]",
    assetNames: "assets/[name]-[hash]",
    loader: { ".wasm": "file", ".svg": "text", ".woff2": "file" },
    logLevel: "warning",
    ...options,
  });
}

function families() {
  return [
    {
      name: "Golos Text",
      id: "golos-text",
      weights: "400 700",
      space: true,
      file: "@fontsource-variable/golos-text/files/golos-text-SUBSET-wght-normal.woff2",
      ttf: ["400Regular", "500Medium", "600SemiBold", "700Bold"].map((weight) => `golos-text/${weight}/GolosText_${weight}.ttf`),
    },
    // Headings have one weight. Their space is left out: a Russian heading needs the Latin half only for digits and marks.
    {
      name: "Unbounded",
      id: "unbounded",
      weights: "500 800",
      space: false,
      file: "@fontsource/unbounded/files/unbounded-SUBSET-600-normal.woff2",
      ttf: ["unbounded/600SemiBold/Unbounded_600SemiBold.ttf"],
    },
  ];
}

// Every page needs the first two. The rest of the Latin half (é, ö, œ …) comes when a name asks for it.
function subsets(space) {
  return {
    cyrillic: { from: "cyrillic", range: "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116" },
    latin: {
      from: "latin",
      range: `U+00${space ? "20" : "21"}-007E,U+00A0,U+00A7,U+00A9,U+00AB,U+00B0,U+00B1,U+00B7,U+00BB,U+00D7,U+2009,U+2010-2014,U+2018-201E,U+2022,U+2026,U+202F,U+2191,U+2193,U+2212`,
    },
    "latin-rest": {
      from: "latin",
      range: `U+0000-001F,U+007F-009F,U+00A1-00A6,U+00A8,U+00AA,U+00AC-00AF,U+00B2-00B6,U+00B8-00BA,U+00BC-00D6,U+00D8-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-2008,U+200A-200F,U+2015-2017,U+201F-2021,U+2023-2025,U+2027-202E,U+2030-206F,U+20AC,U+2122,U+2215,U+FEFF,U+FFFD`,
    },
  };
}

// "U+0041-0043,U+00AB" → "ABC«"
function signs(range) {
  return range
    .split(",")
    .flatMap((part) => {
      const [first, last = first] = part.slice(2).split("-").map((code) => parseInt(code, 16));
      return Array.from({ length: last - first + 1 }, (_, n) => String.fromCodePoint(first + n));
    })
    .join("");
}

function fontFaces() {
  return families()
    .flatMap((family) =>
      Object.entries(subsets(family.space)).map(
        ([subset, { range }]) =>
          `@font-face{font-family:"${family.name}";font-style:normal;font-display:swap;font-weight:${family.weights};` +
          `src:url(fonts/${family.id}-${subset}.woff2)format("woff2");unicode-range:${range}}`,
      ),
    )
    .join("");
}

async function fonts() {
  mkdirSync(join(dist, "fonts"), { recursive: true });
  mkdirSync(join(dist, "fonts-ttf"), { recursive: true });
  for (const family of families()) {
    const [min, max] = family.weights.split(" ").map(Number);
    for (const [subset, { from, range }] of Object.entries(subsets(family.space))) {
      const whole = readFileSync(join(modules, family.file.replace("SUBSET", from)));
      const variationAxes = family.file.includes("wght") ? { wght: { min, max } } : undefined;
      const part = await subsetFont(whole, signs(range), { targetFormat: "woff2", variationAxes });
      writeFileSync(join(dist, `fonts/${family.id}-${subset}.woff2`), part);
    }
    // Typst and the films want whole TrueType files.
    for (const file of family.ttf)
      cpSync(join(modules, "@expo-google-fonts", file), join(dist, "fonts-ttf", basename(file)));
  }
}

// Every page has the small icons; pictures beside the questions of a test lie in a sprite of their own.
function icons() {
  sprite("names.txt", "icons.svg");
  sprite("pictures.txt", "pictures.svg");
}

function sprite(list, file) {
  const names = readFileSync(join(core, "icons", list), "utf8").split(/\s+/).filter(Boolean);
  const symbols = names.map((name) => {
    const source = readFileSync(join(modules, "lucide-static/icons", `${name}.svg`), "utf8");
    const body = source.slice(source.indexOf(">", source.indexOf("<svg")) + 1, source.lastIndexOf("</svg>"));
    return `<symbol id="${name}" viewBox="0 0 24 24">${body.replace(/\s*\n\s*/g, "")}</symbol>`;
  });
  writeFileSync(join(dist, file), `<svg xmlns="http://www.w3.org/2000/svg">${symbols.join("")}</svg>`);
}

// An island may copy files of its packages: assets.json is a list of {"from": "<path in node_modules>", "to": "<path in dist>"}.
// "gzip": true also lays a packed twin beside the file, which WhiteNoise serves in its place.
function assets() {
  for (const folder of folders) {
    const list = join(here, folder, "assets.json");
    if (!existsSync(list)) continue;
    for (const { from, to, gzip } of JSON.parse(readFileSync(list, "utf8"))) {
      const place = join(dist, to);
      if (!place.startsWith(dist)) throw new Error(`${list}: ${to} leads out of the bundle`);
      mkdirSync(dirname(place), { recursive: true });
      cpSync(join(modules, from), place, { recursive: true });
      if (gzip) writeFileSync(`${place}.gz`, gzipSync(readFileSync(place), { level: 9 }));
    }
  }
}
