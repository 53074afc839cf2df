// Ties the pure course of the sitting to the page: device, courier, other tabs, history, screens.
import { Courier } from "./courier";
import type { Device } from "./device";
import { history } from "./history";
import { answered, firstOpen, reduce, seqsOf, start, unkept, type Event, type State } from "./reducer";
import { forgetPage } from "./shell";
import { Frame } from "./frame";
import { questions } from "./questions";
import type { Answers, Data, Form, Id, Value } from "./types";
import { Visits } from "./watch";
import type { Words } from "./words";

/** What draws the middle of the frame: questions, or a timed task. */
export interface Course {
  show(event: Event | null): void;
  rest(): void;
}

export class App {
  state: State;
  readonly frame: Frame;
  readonly visits = new Visits(() => performance.now());
  private readonly courier: Courier;
  private readonly channel: BroadcastChannel | null;
  private course: Course | null = null;
  private keeping = Promise.resolve();

  constructor(
    root: HTMLElement,
    readonly data: Data,
    readonly form: Form,
    readonly device: Device,
    readonly words: Words,
  ) {
    const order = form.task ? form.task.blocks.map((block) => block.id) : form.items.map((item) => item.id);
    this.state = start(order);
    this.frame = new Frame(root, this);
    this.channel = "BroadcastChannel" in globalThis ? new BroadcastChannel(`bilet-player-${data.sitting}`) : null;
    this.courier = new Courier({
      data,
      state: () => this.state,
      dispatch: (event) => this.dispatch(event),
      confirmed: (answers) => this.confirmed(answers),
      renew: () => this.renew(),
      arrived: (result) => void this.leaveFor(result),
    });
  }

  async start(finishing: boolean): Promise<void> {
    this.course = await (this.form.task ? (await import("./timed")).timed(this) : questions(this));
    const place = history.begin(this);
    this.dispatch({ type: "shown", at: this.form.task ? firstOpen(this.state) : (place ?? firstOpen(this.state)) });
    this.listen();
    void this.keeping.then(() => this.device.confirm(this.state.confirmed)).catch(() => undefined);
    if (navigator.onLine === false) this.dispatch({ type: "link", link: "none" });
    if (finishing && answered(this.state)) this.dispatch({ type: "finish" });
    this.courier.nudge();
  }

  dispatch(event: Event): void {
    const before = this.state;
    this.state = reduce(before, event);
    if (this.state.answers !== before.answers) this.keep();
    if (!this.course) return;
    if (this.state.at !== before.at) history.follow(before.at, this.state.at, event);
    if (this.state.finish === before.finish) return this.show(event, before);
    // The screen promises to finish by itself: first the device must know, or a reload forgets it.
    const wanted = this.device.finishing(this.state.finish === "wanted", Date.now());
    void wanted.catch(() => undefined).then(() => this.show(event, before));
  }

  private show(event: Event, before: State): void {
    this.course?.show(event);
    this.frame.update(before);
    this.courier.nudge();
  }

  give(item: Id, v: Value, spent = this.visits.spent(item)): void {
    this.dispatch({ type: "given", item, v, t: spent, now: Date.now() });
  }

  /** First onto the device, then to the other tabs, then to the server. */
  private keep(): void {
    const answers = unkept(this.state);
    if (!this.device.lasts || !Object.keys(answers).length) return;
    this.keeping = this.keeping
      .then(() => this.device.put(answers))
      .then((seqs) => {
        this.channel?.postMessage({ answers });
        this.dispatch({ type: "kept", seqs });
      })
      .catch(() => {
        this.device.close();
        this.dispatch({ type: "notKept" });
      });
  }

  private confirmed(answers: Answers): void {
    const seqs = seqsOf(answers);
    void this.device.confirm(seqs).catch(() => undefined);
    this.channel?.postMessage({ answers, confirmed: seqs });
    this.dispatch({ type: "confirmed", seqs });
  }

  private listen(): void {
    this.channel?.addEventListener("message", ({ data }: MessageEvent<{ answers: Answers; confirmed?: Record<Id, number>; finished?: boolean }>) => {
      if (data.finished) return this.dispatch({ type: "stopped", why: "finished", text: "" });
      this.dispatch({ type: "merged", answers: data.answers, kept: this.device.lasts ? seqsOf(data.answers) : {}, confirmed: data.confirmed ?? {} });
    });
    addEventListener("online", () => this.courier.hurry());
    addEventListener("offline", () => this.dispatch({ type: "link", link: "none" }));
    document.addEventListener("visibilitychange", () => {
      this.visits.seen(!document.hidden);
      if (!document.hidden) return this.courier.hurry();
      this.course?.rest();
      this.courier.flush();
    });
    addEventListener("pagehide", () => {
      this.course?.rest();
      this.courier.flush();
    });
  }

  /** A fresh token from the same page: the person is still signed in, only the page is old. */
  private async renew(): Promise<boolean> {
    try {
      const response = await fetch(location.pathname, { headers: { Accept: "text/html" } });
      if (!response.ok || response.redirected) return false;
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      const fresh = JSON.parse(page.getElementById("player-data")?.textContent ?? "{}") as Partial<Data>;
      if (!fresh.token || fresh.sitting !== this.data.sitting) return false;
      this.data.token = fresh.token;
      return true;
    } catch {
      return false;
    }
  }

  /** The sitting is over: nothing of it stays on the device. */
  async leaveFor(address: string): Promise<void> {
    this.channel?.postMessage({ answers: {}, finished: true });
    await Promise.race([
      Promise.all([this.device.forget(this.data.form_url), forgetPage(this.data.sitting)]).catch(() => undefined),
      new Promise((resolve) => setTimeout(resolve, 1_500)),
    ]);
    location.replace(address);
  }
}
