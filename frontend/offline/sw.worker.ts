// The service worker. It stores no page of its own accord: an island puts what it needs into a cache named
// `keep-…`, and this worker hands it out when the network does not answer. Files with a hash in their name
// never change, so they come from such a cache at once.
const worker = self as unknown as ServiceWorkerGlobalScope;
const OFFLINE = "/offline/";
const OWN = "bilet-offline-1";
const PATIENCE = 6_000;
const HASHED = /(\.[0-9a-f]{12}|-[0-9A-Z]{8})\.(js|css|woff2|svg)$/;

interface Routes {
  addRoutes?: (rules: { condition: { requestMethod: string }; source: "network" }[]) => Promise<void>;
}

worker.addEventListener("install", (event) => {
  // What a closing page still sends must not wait for a worker to wake: Chromium would drop it.
  void (event as unknown as Routes).addRoutes?.([{ condition: { requestMethod: "POST" }, source: "network" }]).catch(() => undefined);
  event.waitUntil(prepare());
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(tidy());
});

worker.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== worker.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(request));
  else if (/\.(js|css|woff2|svg)$/.test(url.pathname)) event.respondWith(file(request, HASHED.test(url.pathname)));
});

/** The page «there is no connection» with its files, asked for without cookies: nobody's name is in it. */
async function prepare(): Promise<void> {
  const cache = await caches.open(OWN);
  try {
    const response = await fetch(OFFLINE, { credentials: "omit" });
    if (response.ok && !response.redirected) {
      await cache.put(OFFLINE, response.clone());
      const found = (await response.text()).matchAll(/(?:src|href)="(\/[^"]+\.(?:css|js|woff2|svg))"/g);
      await Promise.all([...new Set([...found].map((match) => match[1]!))].map((address) => cache.add(address).catch(() => undefined)));
    }
  } catch {
    // Without it the browser's own words will do.
  }
  await worker.skipWaiting();
}

async function tidy(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith("bilet-offline-") && name !== OWN) await caches.delete(name);
  await worker.clients.claim();
}

async function page(request: Request): Promise<Response> {
  const kept = await keptPage(request);
  try {
    return await (kept ? soon(fetch(request)) : fetch(request));
  } catch (error) {
    const instead = kept ?? (await caches.match(OFFLINE));
    if (instead) return instead;
    throw error;
  }
}

async function keptPage(request: Request): Promise<Response | undefined> {
  for (const name of await caches.keys()) {
    if (!name.startsWith("keep-")) continue;
    const found = await (await caches.open(name)).match(request, { ignoreSearch: true, ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}

async function file(request: Request, hashed: boolean): Promise<Response> {
  const kept = () => caches.match(request, { ignoreVary: true });
  if (hashed) return (await kept()) ?? fetch(request);
  try {
    return await soon(fetch(request));
  } catch (error) {
    const instead = await kept();
    if (instead) return instead;
    throw error;
  }
}

function soon(answer: Promise<Response>): Promise<Response> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error("the network is too slow")), PATIENCE);
    answer.then((response) => (response.status >= 502 && response.status <= 504 ? reject(new Error("no server")) : resolve(response)), reject);
  });
}
