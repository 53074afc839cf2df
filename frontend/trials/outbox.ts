// Keeps the product on the device and carries it to the server, again and again until it is confirmed.
import { openDB, type IDBPDatabase } from "idb";
import { pause } from "../player/courier";
import { opened, told, waits, type Draft, type News } from "./draft";
import type { Words } from "./words";

interface Row {
  run: string;
  seq: number;
  product: unknown;
  at: number;
}
interface Addresses {
  run: string;
  save_url: string;
  finish_url: string;
}
interface Reply {
  status: number;
  body: { seq?: number; next?: string; error?: string };
}
const GATHER = 700;
const KEEPALIVE = 50_000; // bytes that a closing page may still send
const FORGET = 60 * 24 * 3600 * 1000;

export class Outbox<T> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private busy = false;
  private failures = 0;
  private finishing: ((next: string) => void) | null = null;

  private constructor(
    private readonly to: Addresses,
    private readonly words: Words,
    private readonly device: IDBPDatabase | null,
    public draft: Draft<T>,
    private readonly show: (draft: Draft<T>) => void,
  ) {
    addEventListener("online", () => this.hurry());
    addEventListener("pagehide", () => this.flush());
    document.addEventListener("visibilitychange", () => (document.hidden ? this.flush() : this.hurry()));
    if (waits(draft)) this.plan(0);
  }

  static async open<T>(to: Addresses, server: { product: T; seq: number }, words: Words, show: (draft: Draft<T>) => void): Promise<Outbox<T>> {
    const device = await database();
    const row = (await device?.get("products", to.run).catch(() => undefined)) as Row | undefined;
    const draft = opened(server, row ? { product: row.product as T, seq: row.seq } : null);
    return new Outbox(to, words, device, device ? draft : told(draft, { type: "notKept" }), show);
  }

  change(product: T): void {
    this.tell({ type: "changed", product, now: Date.now() });
    void this.keep();
    this.plan(GATHER);
  }

  /** Ends the run; resolves with the address that follows, however long the network takes. */
  finish(): Promise<string> {
    return new Promise((resolve) => {
      this.finishing = resolve;
      this.failures = 0;
      this.plan(0);
    });
  }

  get isFinishing(): boolean {
    return this.finishing !== null;
  }

  private tell(news: News<T>): void {
    this.draft = told(this.draft, news);
    this.show(this.draft);
  }

  private async keep(): Promise<void> {
    const { seq, product } = this.draft;
    if (!this.device) return;
    try {
      const row: Row = { run: this.to.run, seq, product, at: Date.now() };
      await this.device.put("products", row);
      this.tell({ type: "kept", seq });
    } catch {
      this.tell({ type: "notKept" });
    }
  }

  private hurry(): void {
    this.failures = 0;
    if (waits(this.draft) || this.finishing) this.plan(0);
  }

  private plan(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.run(), delay);
  }

  private async run(): Promise<void> {
    if (this.busy || this.draft.stopped !== null) return;
    if (!waits(this.draft) && !this.finishing) return;
    this.busy = true;
    const { seq, product } = this.draft;
    const ending = this.finishing !== null;
    try {
      this.read(await this.post(ending ? this.to.finish_url : this.to.save_url, { seq: Math.max(seq, 1), product }), seq, ending);
    } catch {
      this.later("none");
    } finally {
      this.busy = false;
    }
    if (!this.failures && this.draft.stopped === null && (waits(this.draft) || (this.finishing && !ending))) this.plan(0);
  }

  private read(reply: Reply, seq: number, ending: boolean): void {
    const { status, body } = reply;
    if (status === 200) {
      this.failures = 0;
      // «older»: another tab or device saved later; its work stays there, ours is not newer.
      this.tell({ type: "confirmed", seq: Math.max(seq, body.seq ?? seq) });
      if (ending && body.next) void this.done(body.next);
    } else if (status === 422 && ending) {
      this.finishing = null;
      this.tell({ type: "confirmed", seq: this.draft.confirmed });
      this.refused?.(body.error ?? this.words.broken);
    } else if (status === 409) this.tell({ type: "stopped", text: this.words.finished });
    else if (status === 404 || status === 403) this.tell({ type: "stopped", text: this.words.gone });
    else if (status === 413 || status === 422) this.tell({ type: "stopped", text: body.error ?? this.words.broken });
    else this.later("busy");
  }

  /** Shows why the server would not finish: set by the page. */
  refused: ((text: string) => void) | null = null;

  private async done(next: string): Promise<void> {
    await this.device?.delete("products", this.to.run).catch(() => undefined);
    this.finishing?.(next);
    this.finishing = null;
  }

  private later(link: "none" | "busy"): void {
    this.tell({ type: "link", link });
    this.plan(pause(this.failures, 0, Math.random(), 30_000));
    this.failures += 1;
  }

  private flush(): void {
    const { seq, product } = this.draft;
    if (!waits(this.draft) || this.finishing || this.draft.stopped !== null) return;
    if (JSON.stringify(product).length > KEEPALIVE) return;
    void this.post(this.to.save_url, { seq, product }, true)
      .then((reply) => (reply.status === 200 ? this.tell({ type: "confirmed", seq }) : undefined))
      .catch(() => undefined);
  }

  private async post(url: string, body: unknown, keepalive = false): Promise<Reply> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), 20_000);
    try {
      const headers = { "Content-Type": "application/json", Accept: "application/json", ...csrf() };
      const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body), keepalive, signal: abort.signal });
      const read = (await response.json().catch(() => ({}))) as Reply["body"] | null;
      return { status: response.status, body: read ?? {} };
    } finally {
      clearTimeout(timer);
    }
  }
}

/** From the cookie, which outlives the page; the page kept for a reload without network has no token of its own. */
function csrf(): Record<string, string> {
  const token = /(?:^|; )(?:__Host-)?csrf=([^;]+)/.exec(document.cookie)?.[1];
  if (token) return { "X-CSRFToken": token };
  return JSON.parse(document.body.getAttribute("hx-headers") ?? "{}") as Record<string, string>;
}

/** The runs whose products lie on this device. */
export async function runsHere(): Promise<Set<string>> {
  const device = await database();
  return new Set((await device?.getAllKeys("products"))?.map(String) ?? []);
}

async function database(): Promise<IDBPDatabase | null> {
  try {
    const device = await openDB("bilet-trials", 1, { upgrade: (db) => void db.createObjectStore("products", { keyPath: "run" }) });
    for (const row of (await device.getAll("products")) as Row[])
      if (Date.now() - row.at > FORGET) await device.delete("products", row.run);
    return device;
  } catch {
    return null; // a private window: the server still keeps the work
  }
}
