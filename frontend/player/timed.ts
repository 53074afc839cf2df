// Tasks against the clock: practice without it, then blocks with rests between them.
//
// A pause is fair: the clock runs only while the page is in sight. When the page is hidden, closed or reloaded,
// or «Pause» is pressed, the clock stops, the task is covered, and the block goes on later with the time that was
// left. So every block has its full time in sight, whatever calls the pupil away, and nobody gains by looking.
import type { App, Course } from "./app";
import { button, h, tied } from "./dom";
import { ending } from "./ending";
import type { Event } from "./reducer";
import type { Block, FormatName, Value } from "./types";
import { Watch } from "./watch";

/** One page of a task, practice or real. */
export interface Sheet {
  body: HTMLElement;
  pick?: (number: number) => void;
  value: () => Value;
  /** Where the keyboard should be when the sheet opens. */
  focus: () => void;
  /** The clock stops: whatever moves by itself must stop as well. */
  rest?: () => void;
}
export interface Task {
  /** False: the task has its own pace, and no clock is shown. */
  clock?: boolean;
  practice: (app: App, done: () => void) => Sheet;
  sheet: (app: App, block: Block, before: Value | undefined, changed: () => void, exhausted: () => void) => Sheet;
}
interface Draft {
  spent: number;
  value: Value;
}

const TASKS: Partial<Record<FormatName, () => Promise<Task>>> = {
  calculation: async () => (await import("./formats/calculation")).calculation,
  comparison: async () => (await import("./formats/comparison")).comparison,
  cancellation: async () => (await import("./formats/cancellation")).cancellation,
  corsi: async () => (await import("./formats/corsi")).corsi,
  two_back: async () => (await import("./formats/two_back")).twoBack,
  switching: async () => (await import("./formats/switching")).switching,
  ideas: async () => (await import("./formats/ideas")).ideas,
};

export async function timed(app: App): Promise<Course> {
  return new Timed(app, await TASKS[app.form.format]!());
}

class Timed implements Course {
  private shown = "";
  private practised = false;
  private sheet: Sheet | null = null;
  private watch = new Watch();
  private tick: ReturnType<typeof setInterval> | undefined;
  private readonly clock: HTMLProgressElement;

  constructor(
    private readonly app: App,
    private readonly task: Task,
  ) {
    this.clock = h("progress", { class: "player-clock", "aria-label": app.words.timeLeft });
    document.addEventListener("keydown", (event) => {
      if (!event.repeat && /^[1-9]$/.test(event.key) && !event.ctrlKey && !event.altKey && !event.metaKey) this.sheet?.pick?.(Number(event.key) - 1);
    });
  }

  show(_event: Event | null): void {
    const end = ending(this.app);
    const key = end?.key ?? `${this.app.state.at}`;
    if (key === this.shown) return;
    this.shown = key;
    this.stop();
    if (end) return this.app.frame.show(end.screen, end.heading, "");
    this.watch = new Watch(this.draft()?.spent ?? 0);
    if (this.draft()) this.covered();
    else if (this.app.state.at === 0 && !this.practised) this.intro();
    else this.ready();
  }

  /** The page goes out of sight. */
  rest(): void {
    if (!this.watch.runs) return;
    this.stop();
    this.covered();
  }

  private get block(): Block {
    return this.app.form.task!.blocks[this.app.state.at]!;
  }

  private get hasClock(): boolean {
    return this.task.clock !== false;
  }

  private get readiness(): string {
    return this.hasClock ? this.app.words.ready(this.block.seconds) : this.app.words.readyCalm;
  }

  private draft(): Draft | undefined {
    return this.app.device.draft<Draft>(this.block.id);
  }

  private screen(title: string, aloud: string, ...parts: (HTMLElement | string | null)[]): void {
    const heading = h("h2", { class: "player-item", tabindex: -1 }, title);
    this.app.frame.show(h("div", { class: "player-screen player-end" }, heading, ...parts), heading, aloud);
  }

  private intro(): void {
    const { words, form } = this.app;
    this.screen(
      words.practice,
      "",
      // One sentence a line: the rules are read before a task, not a text.
      h("ul", { class: "player-rules", role: "list", lang: form.language }, ...form.task!.practice.split(/(?<=[.!?])\s+/).map((line) => h("li", {}, tied(line)))),
      h("div", { class: "player-foot stacked" }, button(words.practiceBegin, "go full", () => this.practice())),
    );
  }

  private practice(): void {
    const { words } = this.app;
    this.practised = true;
    const foot = h("div", { class: "player-foot stacked" });
    const done = () => {
      if (foot.childElementCount) return;
      foot.append(button(words.next, "go full", () => this.ready()));
      foot.scrollIntoView({ block: "nearest" });
    };
    this.sheet = this.task.practice(this.app, done);
    const heading = h("h2", { class: "player-question", tabindex: -1 }, words.practice);
    this.app.frame.show(h("div", { class: "player-screen" }, heading, this.sheet.body, foot), heading, "");
    this.sheet.focus();
  }

  private ready(): void {
    const { words, state } = this.app;
    this.sheet?.rest?.();
    this.sheet = null;
    const [n, of] = [state.at + 1, state.order.length];
    const first = state.at === 0;
    this.screen(
      first ? words.readyTitle(n, of, this.hasClock) : words.blockTitle(n - 1, of),
      "",
      h("p", { class: "lead" }, first ? this.readiness : this.hasClock ? words.blockDone : words.partDone),
      h(
        "div",
        { class: "player-foot stacked" },
        button(words.begin, "go full", () => this.run()),
        first ? button(words.practiceAgain, "quiet", () => this.practice()) : null,
      ),
    );
  }

  /** The clock stands and the task is out of sight. */
  private covered(): void {
    const { words } = this.app;
    const left = Math.max(1, Math.ceil((this.block.seconds * 1000 - this.watch.read(performance.now())) / 1000));
    this.screen(
      words.pauseTitle,
      "",
      h("p", { class: "lead" }, this.hasClock ? words.paused(left) : words.pausedCalm),
      h("div", { class: "player-foot stacked" }, button(words.resume, "go full", () => this.run())),
    );
  }

  private run(): void {
    const { app, block } = this;
    const before = this.draft()?.value;
    const changed = () => this.keep();
    this.sheet = this.task.sheet(app, block, before, changed, () => this.done());
    const heading = h("h2", { class: "visually-hidden", tabindex: -1 }, app.words.readyTitle(app.state.at + 1, app.state.order.length, this.hasClock));
    const bar = h("div", { class: "player-bar" }, this.hasClock ? this.clock : h("span"), button(app.words.pause, "quiet", () => this.rest()));
    const screen = h("div", { class: "player-screen player-task" }, heading, bar, this.sheet.body);
    app.frame.show(screen, heading, "");
    screen.scrollIntoView({ block: "start" });
    this.sheet.focus();
    this.watch.run(performance.now());
    this.clock.max = block.seconds * 1000;
    const half = (block.seconds * 1000) / 2;
    let kept = this.watch.read(performance.now());
    let told = this.watch.read(performance.now()) > half;
    const look = () => {
      const spent = this.watch.read(performance.now());
      this.clock.value = Math.max(0, block.seconds * 1000 - spent);
      if (this.hasClock && !told && spent > half) {
        told = true;
        app.frame.say(app.words.half);
      }
      if (spent >= block.seconds * 1000) return this.done();
      // A page that is torn away may not get to write: it loses a second at most.
      if (spent - kept < 1_000) return;
      kept = spent;
      this.keep();
    };
    look();
    this.tick = setInterval(look, 200);
  }

  private keep(): void {
    if (!this.sheet) return;
    this.app.device.keepDraft(this.block.id, { spent: this.watch.read(performance.now()), value: this.sheet.value() } satisfies Draft);
  }

  private stop(): void {
    clearInterval(this.tick);
    this.sheet?.rest?.();
    if (!this.watch.runs) return;
    this.watch.rest(performance.now());
    this.keep();
    this.sheet = null;
  }

  private done(): void {
    const { block, sheet } = this;
    if (!sheet) return;
    clearInterval(this.tick);
    sheet.rest?.();
    this.watch.rest(performance.now());
    const value = sheet.value();
    this.sheet = null;
    this.app.give(block.id, value, this.watch.read(performance.now()));
    this.app.device.dropDraft(block.id);
  }
}
