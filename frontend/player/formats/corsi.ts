// Blocks light up one after another; they are to be pressed in the reverse order. The row grows after two
// right ones and shrinks after a wrong one.
import type { App } from "../app";
import { button, h } from "../dom";
import { nextLength, type Trial } from "../staircase";
import type { Sheet, Task } from "../timed";
import type { Block, Id, Value } from "../types";

const SHOWN = 700; // milliseconds a block is lit
const GAP = 300;

export const corsi: Task = { practice, sheet, clock: false };

function sheet(app: App, block: Block, before: Value | undefined, changed: () => void, exhausted: () => void): Sheet {
  const answers: Record<Id, Id> = { ...(before as Record<Id, Id> | undefined) };
  const rows = block.rows ?? {};
  const most = Object.keys(rows).length;
  const trials = (): Trial[] => Object.entries(answers).map(([id, given]) => judged(rows[id.slice(1)]!, given));
  const board = new CorsiBoard(app, block.board ?? []);
  const go = () => {
    const length = nextLength(trials(), most);
    if (length === null) return exhausted();
    const n = Object.keys(answers).length + 1;
    const row = rows[String(n)]![String(length)]!;
    board.ask(row, app.words.rowOf(length), (pressed) => {
      answers[`t${n}`] = [length, ...pressed].join("_");
      changed();
      go();
    });
  };
  queueMicrotask(go);
  return { body: board.element, value: () => ({ ...answers }), focus: () => board.focus(), rest: () => board.stop() };
}

function judged(row: Record<string, number[]>, given: Id): Trial {
  const [length, ...pressed] = given.split("_").map(Number);
  const wanted = [...row[String(length!)]!].reverse();
  return { length: length!, right: wanted.join() === pressed.join() };
}

function practice(app: App, done: () => void): Sheet {
  const board = new CorsiBoard(app, app.form.task!.blocks[0]!.board ?? []);
  const said = h("p", { class: "player-said", "aria-live": "polite" });
  const rows = [
    [1, 7],
    [4, 0],
  ];
  let at = 0;
  const go = () => {
    const row = rows[at]!;
    board.ask(row, app.words.rowOf(row.length), (pressed) => {
      const right = pressed.join() === [...row].reverse().join();
      said.textContent = right ? app.words.right : app.words.backwards;
      if (right) at += 1;
      if (at < rows.length) return go();
      said.textContent += `. ${app.words.practiceDone}.`;
      done();
    });
  };
  queueMicrotask(go);
  board.element.append(said);
  return { body: board.element, value: () => ({}), focus: () => board.focus(), rest: () => board.stop() };
}

class CorsiBoard {
  readonly element: HTMLElement;
  private readonly said = h("p", { class: "player-said", "aria-live": "polite" });
  private readonly blocks: HTMLButtonElement[];
  private timers: ReturnType<typeof setTimeout>[] = [];
  private pressed: number[] = [];
  private wanted = 0;
  private finished: (pressed: number[]) => void = () => undefined;

  constructor(
    private readonly app: App,
    places: [number, number][],
  ) {
    this.blocks = places.map(([x, y], n) => {
      const block = h("button", { type: "button", class: "player-block", "aria-label": app.words.block(n + 1), onclick: () => this.press(n) });
      block.style.left = `${x}%`;
      block.style.top = `${y}%`;
      return block;
    });
    const again = button(app.words.pressAgain, "quiet", () => this.clear());
    this.element = h("div", { class: "player-board" }, this.said, h("div", { class: "player-blocks" }, ...this.blocks), again);
  }

  ask(row: number[], title: string, finished: (pressed: number[]) => void): void {
    this.stop();
    this.finished = finished;
    this.wanted = row.length;
    this.pressed = [];
    this.lock(true);
    this.said.textContent = `${title}. ${this.app.words.watch}`;
    row.forEach((n, place) => {
      this.later(600 + place * (SHOWN + GAP), () => {
        this.blocks[n]!.classList.add("lit");
        this.app.frame.say(String(n + 1));
      });
      this.later(600 + place * (SHOWN + GAP) + SHOWN, () => this.blocks[n]!.classList.remove("lit"));
    });
    this.later(600 + row.length * (SHOWN + GAP), () => {
      this.lock(false);
      this.said.textContent = this.app.words.backwards;
    });
  }

  stop(): void {
    this.timers.forEach(clearTimeout);
    this.timers = [];
    for (const block of this.blocks) block.classList.remove("lit", "pressed");
  }

  focus(): void {
    this.blocks[0]?.focus({ preventScroll: true });
  }

  private clear(): void {
    this.pressed = [];
    for (const block of this.blocks) block.classList.remove("pressed");
  }

  private press(n: number): void {
    if (this.blocks[n]!.ariaDisabled === "true" || this.pressed.includes(n)) return;
    this.pressed.push(n);
    this.blocks[n]!.classList.add("pressed");
    if (this.pressed.length < this.wanted) return;
    this.lock(true);
    const given = this.pressed;
    this.later(250, () => this.finished(given));
  }

  private lock(on: boolean): void {
    for (const block of this.blocks) block.ariaDisabled = String(on);
  }

  private later(wait: number, act: () => void): void {
    this.timers.push(setTimeout(act, wait));
  }
}
