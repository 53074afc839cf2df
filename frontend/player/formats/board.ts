// A task on the board and a few large answers under it; the keys 1–4 press them. The next task comes at once.
import { h } from "../dom";
import type { Sheet } from "../timed";
import type { Id, Stem, Value } from "../types";

const SLIP = 120; // milliseconds: a bounce of the finger is not an answer

export class Board {
  readonly element: HTMLElement;
  private readonly stem: HTMLElement;
  private readonly buttons: HTMLButtonElement[];
  private shown: Stem | null = null;
  private since = 0;

  constructor(
    answers: number,
    private readonly answered: (option: Id) => void,
    look = "player-sum numbers",
  ) {
    this.stem = h("p", { class: look, "aria-live": "polite" });
    this.buttons = Array.from({ length: answers }, (_, place) => h("button", { type: "button", class: "btn player-press numbers", onclick: () => this.press(place) }));
    this.element = h("div", { class: "player-board" }, this.stem, h("div", { class: "player-answers player-square" }, ...this.buttons));
  }

  show(stem: Stem): void {
    this.shown = stem;
    this.since = performance.now();
    this.stem.replaceChildren(...stem.text.split("\n").map((line) => h("span", {}, line)));
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

/** The stems of a block one after another, from the first that has no answer yet. */
export function stemsOn(stems: Stem[], before: Value | undefined, look: string | undefined, changed: () => void, exhausted: () => void): Sheet {
  const answers: Record<Id, Id> = { ...(before as Record<Id, Id> | undefined) };
  let at = stems.findIndex((stem) => !answers[stem.id]);
  const board = new Board(
    stems[0]?.options.length ?? 0,
    (option) => {
      const stem = stems[at];
      if (!stem) return;
      answers[stem.id] = option;
      changed();
      at += 1;
      if (at >= stems.length) exhausted();
      else board.show(stems[at]!);
    },
    look,
  );
  if (at >= 0) board.show(stems[at]!);
  else queueMicrotask(exhausted);
  return { body: board.element, pick: (number) => board.press(number), value: () => ({ ...answers }), focus: () => board.focus() };
}

/** A few easy stems of our own without a clock: the prepared ones are kept for it. */
export function practiceOn(stems: [Stem, Id][], look: string | undefined, words: { right: string; notRight: (answer: string) => string; practiceDone: string }, done: () => void): Sheet {
  const said = h("p", { class: "player-said", "aria-live": "polite" });
  let at = 0;
  const board = new Board(
    stems[0]![0].options.length,
    (option) => {
      const [stem, right] = stems[at]!;
      said.textContent = option === right ? words.right : words.notRight(stem.options.find(({ id }) => id === right)!.text);
      at += 1;
      if (at < stems.length) return board.show(stems[at]![0]);
      board.close();
      said.textContent += `. ${words.practiceDone}.`;
      done();
    },
    look,
  );
  board.show(stems[0]![0]);
  board.element.append(said);
  return { body: board.element, pick: (number) => board.press(number), value: () => ({}), focus: () => board.focus() };
}
