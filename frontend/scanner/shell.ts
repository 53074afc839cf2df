// A reload without a network: this page and its files, kept until the list of the day closes.
const PREFIX = "keep-scan-";

/** The page as the server sent it, without the name of who is signed in; taken before anything is drawn. */
export function barePage(): string {
  const root = document.documentElement.cloneNode(true) as HTMLElement;
  root.classList.remove("js");
  root.querySelectorAll(".top > :not(.logo), .foot, #messages > *, .toast").forEach((part) => part.remove());
  return `<!doctype html>${root.outerHTML}`;
}

export async function keepPage(event: string, page: string): Promise<void> {
  if (!("caches" in globalThis) || !navigator.serviceWorker) return;
  await navigator.serviceWorker.register("/sw.js", { scope: "/", updateViaCache: "none" });
  const cache = await caches.open(PREFIX + event);
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Content-Security-Policy":
      "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'",
  };
  await cache.put(location.pathname, new Response(page, { headers }));
  for (const address of files()) if (!(await cache.match(address))) await cache.add(address).catch(() => undefined);
}

export async function forgetPages(events: string[]): Promise<void> {
  if ("caches" in globalThis) for (const event of events) await caches.delete(PREFIX + event);
}

function files(): string[] {
  const named = [...document.querySelectorAll<HTMLElement>("script[src],link[rel=stylesheet],link[rel=preload],link[rel=icon]")].map(
    (element) => element.getAttribute("src") ?? element.getAttribute("href") ?? "",
  );
  const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
  const own = [...named, ...loaded].map((address) => new URL(address, location.href)).filter((url) => url.origin === location.origin);
  return [...new Set(own.filter((url) => /\.(js|css|woff2|svg)$/.test(url.pathname)).map((url) => url.href))];
}
