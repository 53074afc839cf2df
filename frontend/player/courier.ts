// Carries answers to the server: in batches, again and again with growing pauses, until each is confirmed.
import { sendable, seqsOf, unsent, type Event, type State, type Stop } from "./reducer";
import type { Answers, Data, Id } from "./types";

const PAUSE = 1_000; // answers gather for a second
const GATHER = 10; // or until there are ten
const LARGEST = 40; // answers in one request
const BODY = 50_000; // bytes that a closing page may still send (browsers allow 64 KB)
const LONGEST = 60_000;
const WATCHED = 10_000; // while the pupil waits for the result

export interface Reply {
  status: number;
  retryAfter: number;
  body: { saved?: number; finished?: boolean; result?: string; error?: string };
}
export interface Wires {
  data: Data;
  state: () => State;
  dispatch: (event: Event) => void;
  confirmed: (answers: Answers) => void;
  /** Gets a fresh token from the page; false when there is none to be had. */
  renew: () => Promise<boolean>;
  arrived: (result: string) => void;
}

export class Courier {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private due = 0;
  private busy = false;
  private failures = 0;
  private size = LARGEST;
  private renewed = false;
  private flushed = "";

  constructor(private readonly wires: Wires) {}

  /** Something may have to be sent: soon, or at once when enough has gathered. */
  nudge(): void {
    const state = this.wires.state();
    const count = Object.keys(sendable(state)).length;
    if (state.stopped || this.busy || this.failures) return;
    if (!count && state.finish !== "wanted") return;
    this.plan(count >= GATHER || state.finish === "wanted" ? 0 : PAUSE);
  }

  /** The network is back, or the page is in sight again: no waiting. */
  hurry(): void {
    this.failures = 0;
    this.flushed = "";
    this.plan(0);
  }

  /** The page is going away: hand everything to the browser, which sends it even afterwards. */
  flush(): void {
    const state = this.wires.state();
    // Also what the device has not written yet: it may not get to.
    const waiting = unsent(state);
    if (state.stopped || !Object.keys(waiting).length) return;
    let batch = waiting;
    for (let count = LARGEST; JSON.stringify(batch).length > BODY && count > 1; count = Math.floor(count / 2)) batch = first(waiting, count);
    // A page that closes is first hidden, then gone: once is enough.
    const key = JSON.stringify(seqsOf(batch));
    if (key === this.flushed) return;
    this.flushed = key;
    void this.post(this.wires.data.save_url, { answers: batch }, true)
      .then((reply) => (reply.status === 200 && !reply.body.finished ? this.accept(batch, reply) : undefined))
      .catch(() => undefined);
  }

  private plan(delay: number): void {
    const due = Date.now() + delay;
    if (this.timer !== undefined && this.due <= due && delay) return;
    clearTimeout(this.timer);
    this.due = due;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.run();
    }, delay);
  }

  private async run(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      while (await this.once());
    } finally {
      this.busy = false;
    }
    if (!this.failures) this.nudge();
  }

  /** One request; true when another may follow at once. */
  private async once(): Promise<boolean> {
    const state = this.wires.state();
    if (state.stopped) return false;
    const batch = first(sendable(state), this.size);
    const sending = Object.keys(batch).length > 0;
    if (!sending && state.finish !== "wanted") return false;
    const { save_url, finish_url } = this.wires.data;
    let reply: Reply;
    try {
      reply = sending ? await this.post(save_url, { answers: batch }) : await this.post(finish_url, {});
    } catch {
      return this.later("none", 0);
    }
    if (reply.status >= 200 && reply.status < 300) return sending ? this.accept(batch, reply) : this.finished(reply);
    return this.refused(reply, batch, sending);
  }

  /** A finished sitting takes nothing more: then the batch is not confirmed. */
  private accept(batch: Answers, reply: Reply): boolean {
    this.failures = 0;
    this.renewed = false;
    if (reply.body.finished) return this.stop("finished", "");
    this.wires.confirmed(batch);
    return true;
  }

  private finished(reply: Reply): boolean {
    this.wires.dispatch({ type: "finished" });
    this.wires.arrived(reply.body.result ?? this.wires.data.result_url);
    return false;
  }

  private async refused(reply: Reply, batch: Answers, sending: boolean): Promise<boolean> {
    const text = reply.body.error ?? "";
    switch (reply.status) {
      case 401:
        if (this.renewed) return this.stop("token", text);
        this.renewed = await this.wires.renew();
        return this.renewed || this.stop("token", text);
      case 404:
      case 410:
        return this.stop("gone", text);
      case 409:
        return this.stop("finished", text);
      case 413:
      case 422:
      case 400:
        if (sending) return this.divide(batch);
        return this.stop("refused", text);
      default:
        return this.later("busy", reply.retryAfter);
    }
  }

  /** Too large, or one answer spoils the rest: halve, down to the single one, which is then asked for again. */
  private divide(batch: Answers): boolean {
    const count = Object.keys(batch).length;
    if (count > 1) {
      this.size = Math.floor(count / 2);
      return true;
    }
    this.size = LARGEST;
    this.wires.dispatch({ type: "rejected", seqs: seqsOf(batch) });
    return true;
  }

  private later(link: "none" | "busy", retryAfter: number): false {
    this.wires.dispatch({ type: "link", link });
    const longest = this.wires.state().finish === "wanted" ? WATCHED : LONGEST;
    this.plan(pause(this.failures, retryAfter, Math.random(), longest));
    this.failures += 1;
    return false;
  }

  private stop(why: Stop, text: string): false {
    this.wires.dispatch({ type: "stopped", why, text });
    return false;
  }

  private async post(url: string, body: unknown, keepalive = false): Promise<Reply> {
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), 20_000);
    try {
      const response = await fetch(url, {
        method: "POST",
        // The token alone opens this address: no session is looked up for an answer.
        credentials: "omit",
        headers: { "Content-Type": "application/json", Accept: "application/json", Authorization: `Sitting ${this.wires.data.token}` },
        body: JSON.stringify(body),
        keepalive,
        signal: abort.signal,
      });
      const read: unknown = await response.json().catch(() => ({}));
      return { status: response.status, retryAfter: seconds(response.headers.get("Retry-After")), body: (read ?? {}) as Reply["body"] };
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Milliseconds until the next try: 1, 2, 4 … 60 s, spread by half either way so that a class does not knock at once. */
export function pause(failures: number, retryAfter: number, chance: number, longest = LONGEST): number {
  const wait = Math.max(Math.min(longest, 1_000 * 2 ** Math.min(failures, 10)), retryAfter * 1_000);
  return Math.round(retryAfter ? wait * (1 + chance / 2) : wait * (0.5 + chance));
}

function seconds(header: string | null): number {
  const number = Number(header);
  return Number.isFinite(number) && number > 0 ? Math.min(number, 600) : 0;
}

/** The oldest answers first. */
export function first(answers: Answers, count: number): Answers {
  const rows = Object.entries(answers) as [Id, Answers[Id]][];
  return Object.fromEntries(rows.sort((a, b) => a[1]!.s - b[1]!.s).slice(0, count)) as Answers;
}
