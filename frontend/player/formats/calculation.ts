// Sums with four answers in a 2×2 grid; the keys 1–4 press them. The next sum comes at once.
import type { App } from "../app";
import { h } from "../dom";
import type { Sheet, Task } from "../timed";
import type { Block, Id, Stem, Value } from "../types";

const SLIP = 120; // milliseconds: a bounce of the finger is not an answer

export const calculation: Task = { practice, sheet };

function sheet(_app: App, block: Block, before: Value | undefined, changed: () => void, exhausted: () => void): Sheet {
  const stems = block.stems ?? [];
  const answers: Record<Id, Id> = { ...(before as Record<Id, Id> | undefined) };
  let at = stems.findIndex((stem) => !answers[stem.id]);
  const board = new Board((option) => {
    const stem = stems[at];
    if (!stem) return;
    answers[stem.id] = option;
    changed();
    at += 1;
    if (at >= stems.length) exhausted();
    else board.show(stems[at]!);
  });
  if (at >= 0) board.show(stems[at]!);
  else queueMicrotask(exhausted);
  return { body: board.element, pick: (number) => board.press(number), value: () => ({ ...answers }), focus: () => board.focus() };
}

/** Three easy sums of our own: the prepared ones are kept for the clock. */
function practice(app: App, done: () => void): Sheet {
  const sums: [string, number[], number][] = [
    ["7 + 8", [14, 15, 16, 13], 15],
    ["24 − 9", [16, 14, 13, 15], 15],
    ["6 × 4", [24, 26, 20, 28], 24],
  ];
  const said = h("p", { class: "player-said", "aria-live": "polite" });
  let at = 0;
  const stem = (): Stem => ({ id: String(at), text: sums[at]![0], options: sums[at]![1].map((n) => ({ id: String(n), text: String(n) })) });
  const board = new Board((option) => {
    const right = String(sums[at]![2]);
    said.textContent = option === right ? app.words.right : app.words.notRight(right);
    at += 1;
    if (at < sums.length) return board.show(stem());
    board.close();
    said.textContent += `. ${app.words.practiceDone}.`;
    done();
  });
  board.show(stem());
  board.element.append(said);
  return { body: board.element, pick: (number) => board.press(number), value: () => ({}), focus: () => board.focus() };
}

class Board {
  readonly element: HTMLElement;
  private readonly stem = h("p", { class: "player-sum numbers", "aria-live": "polite" });
  private readonly buttons: HTMLButtonElement[];
  private shown: Stem | null = null;
  private since = 0;

  constructor(private readonly answered: (option: Id) => void) {
    this.buttons = [0, 1, 2, 3].map((place) => h("button", { type: "button", class: "btn player-press numbers", onclick: () => this.press(place) }));
    this.element = h("div", { class: "player-board" }, this.stem, h("div", { class: "player-answers player-square" }, ...this.buttons));
  }

  show(stem: Stem): void {
    this.shown = stem;
    this.since = performance.now();
    this.stem.textContent = stem.text;
    this.buttons.forEach((button, place) => (button.textContent = stem.options[place]?.text ?? ""));
  }

  close(): void {
    this.shown = null;
    this.buttons.forEach((button) => (button.disabled = true));
  }

  press(place: number): void {
    const option = this.shown?.options[place];
    if (!option || performance.now() - this.since < SLIP) return;
    this.answered(option.id);
  }

  focus(): void {
    this.buttons[0]?.focus({ preventScroll: true });
  }
}
