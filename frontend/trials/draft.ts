// Where the product is: on the device first, then at the server. A pure state; no clock, no network.
export interface Draft<T> {
  readonly product: T;
  /** Number of this product: it grows with every change, and the server keeps the highest. */
  readonly seq: number;
  readonly kept: number;
  readonly confirmed: number;
  readonly storage: "device" | "memory";
  readonly link: "fine" | "none" | "busy";
  readonly stopped: string | null;
}
export type News<T> =
  | { type: "changed"; product: T; now: number }
  | { type: "kept"; seq: number }
  | { type: "notKept" }
  | { type: "confirmed"; seq: number }
  | { type: "link"; link: "none" | "busy" }
  | { type: "stopped"; text: string };

/** The newer of what the server and the device remember. */
export function opened<T>(server: { product: T; seq: number }, device: { product: T; seq: number } | null): Draft<T> {
  const newest = device && device.seq > server.seq ? device : server;
  return {
    product: newest.product,
    seq: newest.seq,
    kept: device?.seq ?? 0,
    confirmed: server.seq,
    storage: "device",
    link: "fine",
    stopped: null,
  };
}

export function told<T>(draft: Draft<T>, news: News<T>): Draft<T> {
  switch (news.type) {
    case "changed":
      return { ...draft, product: news.product, seq: Math.max(draft.seq + 1, Math.floor(news.now)) };
    case "kept":
      return { ...draft, kept: Math.max(draft.kept, Math.min(news.seq, draft.seq)) };
    case "notKept":
      return { ...draft, storage: "memory" };
    case "confirmed":
      return { ...draft, link: "fine", confirmed: Math.max(draft.confirmed, news.seq) };
    case "link":
      return { ...draft, link: news.link };
    case "stopped":
      return { ...draft, stopped: news.text };
  }
}

export function waits<T>(draft: Draft<T>): boolean {
  return draft.confirmed < draft.seq;
}

/** The one true sentence about where the work is. */
export type Safety = "saved" | "sending" | "offline" | "busy" | "risky" | "stopped";

export function safety<T>(draft: Draft<T>): Safety {
  if (draft.stopped !== null) return "stopped";
  if (!waits(draft)) return "saved";
  if (draft.storage === "memory" || draft.kept < draft.seq) return draft.link === "fine" ? "sending" : "risky";
  return draft.link === "none" ? "offline" : draft.link === "busy" ? "busy" : "sending";
}
