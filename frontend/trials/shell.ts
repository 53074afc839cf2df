// What a reload without network needs: the page of this run and its files, in one cache that goes when the run goes.
import { barePage } from "../player/shell";

const PREFIX = "keep-run-";

export { barePage };

export async function keepRun(run: string, page: string): Promise<void> {
  if (!("caches" in globalThis) || !navigator.serviceWorker) return;
  await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
  const cache = await caches.open(PREFIX + run);
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy":
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data: blob:; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'",
  };
  await cache.put(location.pathname, new Response(page, { headers }));
  const missing: string[] = [];
  for (const address of files()) if (!(await cache.match(address))) missing.push(address);
  await Promise.all(missing.map((address) => cache.add(address).catch(() => undefined)));
}

function files(): Set<string> {
  const named = [...document.querySelectorAll<HTMLElement>("script[src],link[rel=stylesheet],link[rel=preload],link[rel=icon]")];
  const addresses = named.map((element) => element.getAttribute("src") ?? element.getAttribute("href") ?? "");
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const own = [...addresses, ...loaded].map((address) => new URL(address, location.href)).filter((url) => url.origin === location.origin);
  return new Set(own.filter((url) => /\.(js|css|woff2|svg)$/.test(url.pathname)).map((url) => url.href));
}

/** Pages of runs that the device has forgotten go too. */
export async function forgetRunsBut(runs: ReadonlySet<string>): Promise<void> {
  if (!("caches" in globalThis)) return;
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && !runs.has(name.slice(PREFIX.length))) await caches.delete(name);
}
