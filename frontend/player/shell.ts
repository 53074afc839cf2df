// What a reload without network needs: the page of this sitting and its files, in one cache that goes when the sitting goes.
// The page is kept without header and footer, so the name of the person is not in it.
const PREFIX = "keep-sitting-";

export function nameOf(sitting: string): string {
  return PREFIX + sitting;
}

/** The bare page as the server sent it; taken before the player draws anything. */
export function barePage(): string {
  const root = document.documentElement.cloneNode(true) as HTMLElement;
  root.classList.remove("js");
  root.querySelectorAll(".top > :not(.logo), .foot, #messages > *, .toast").forEach((part) => part.remove());
  root.querySelector("body")?.removeAttribute("hx-headers");
  return `<!doctype html>${root.outerHTML}`;
}

export async function keepPage(sitting: string, page: string): Promise<void> {
  if (!("caches" in globalThis) || !navigator.serviceWorker) return;
  await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
  const cache = await caches.open(nameOf(sitting));
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy": "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'",
  };
  await cache.put(location.pathname, new Response(page, { headers }));
  const missing: string[] = [];
  for (const address of files()) if (!(await cache.match(address))) missing.push(address);
  await Promise.all(missing.map((address) => cache.add(address).catch(() => undefined)));
}

function files(): Set<string> {
  const named = [...document.querySelectorAll<HTMLElement>("script[src],link[rel=stylesheet],link[rel=preload],link[rel=icon]")].map(
    (element) => element.getAttribute("src") ?? element.getAttribute("href") ?? "",
  );
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const own = [...named, ...loaded].map((address) => new URL(address, location.href)).filter((url) => url.origin === location.origin);
  return new Set(own.filter((url) => /\.(js|css|woff2|svg)$/.test(url.pathname)).map((url) => url.href));
}

export async function forgetPage(sitting: string): Promise<void> {
  if ("caches" in globalThis) await caches.delete(nameOf(sitting));
}

/** Sittings that the device has forgotten need no page either. */
export async function forgetPagesBut(sittings: ReadonlySet<string>): Promise<void> {
  if (!("caches" in globalThis)) return;
  for (const name of await caches.keys())
    if (name.startsWith(PREFIX) && !sittings.has(name.slice(PREFIX.length))) await caches.delete(name);
}
