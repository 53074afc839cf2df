// Runs the tests of the islands, `<island>/tests/*.test.ts`, with Node's own runner:
//   npm test            all of them
//   npm test -- player  one island
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const chosen = process.argv.slice(2);
const islands = readdirSync(here).filter((name) => existsSync(join(here, name, "tests")) && (!chosen.length || chosen.includes(name)));
const entries = Object.fromEntries(
  islands.flatMap((name) =>
    readdirSync(join(here, name, "tests"))
      .filter((file) => file.endsWith(".test.ts"))
      .map((file) => [`${name}.${file.slice(0, -3)}`, join(here, name, "tests", file)]),
  ),
);
if (!Object.keys(entries).length) throw new Error(`no tests in ${chosen.join(", ") || "any island"}`);

const target = mkdtempSync(join(here, "node_modules/.tests-"));
try {
  await build({
    entryPoints: entries,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    loader: { ".svg": "text" },
    outdir: target,
    outExtension: { ".js": ".mjs" },
    logLevel: "warning",
  });
  const files = Object.keys(entries).map((name) => join(target, `${name}.mjs`));
  process.exitCode = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" }).status ?? 1;
} finally {
  rmSync(target, { recursive: true, force: true });
}
