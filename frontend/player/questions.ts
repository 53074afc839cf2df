// One question a screen: draws it, takes the answer, moves on.
import type { App, Course } from "./app";
import { button, calm, h } from "./dom";
import { ending } from "./ending";
import { cards } from "./formats/cards";
import { list } from "./formats/list";
import { history } from "./history";
import { isAnswered, type Event } from "./reducer";
import type { Item, Value } from "./types";

/** What a format gives: the answers of one question. */
export interface Drawn {
  body: HTMLElement;
  /** The keys 1–9. */
  pick?: (number: number) => void;
  /** What «Next» would give, if it is complete. */
  value: () => Value | null;
}
/** What a format gets. */
export interface Asking {
  app: App;
  item: Item;
  answer: Value | undefined;
  labelledby: string;
  give: (value: Value) => void;
  /** The choice changed, but was not made yet. */
  changed: () => void;
}
export type Draw = (asking: Asking) => Drawn;

const MOVE = 220; // milliseconds in which the choice is seen before the next question comes

export async function questions(app: App): Promise<Course> {
  const draw: Draw =
    app.form.format === "cards" ? cards : app.form.format === "rate_options" ? (await import("./formats/rate")).rate : list;
  return new Questions(app, draw);
}

class Questions implements Course {
  private shown = "";
  private drawn: Drawn | null = null;
  private moving: ReturnType<typeof setTimeout> | undefined;
  private easier = false;

  constructor(
    private readonly app: App,
    private readonly draw: Draw,
  ) {
    document.addEventListener("keydown", (event) => this.key(event));
  }

  show(event: Event | null): void {
    const { state } = this.app;
    const end = ending(this.app);
    const key = end?.key ?? `${state.at}`;
    if (key === this.shown && !(event?.type === "merged" && this.changedElsewhere())) return;
    const quietly = this.shown === "" || key === this.shown;
    clearTimeout(this.moving);
    const turn = () => {
      this.shown = key;
      if (end) this.close(end);
      else this.ask(quietly);
    };
    if (event?.type !== "given" || calm()) return turn();
    // The state has moved already; only the picture waits, so that a second tap finds nothing to press.
    this.drawn = null;
    this.app.frame.stage.inert = true;
    this.moving = setTimeout(turn, MOVE);
  }

  rest(): void {
    // Every answer has been put away when it was given.
  }

  private close(end: { screen: HTMLElement; heading: HTMLElement }): void {
    this.app.visits.leave();
    this.drawn = null;
    this.app.frame.stage.inert = false;
    this.app.frame.show(end.screen, end.heading, "");
  }

  private ask(quietly: boolean): void {
    const { app } = this;
    const item = app.form.items[app.state.at]!;
    const answer = app.state.answers[item.id];
    const given = isAnswered(app.state, item.id) ? answer?.v : undefined;
    app.visits.enter(item.id, answer?.t ?? app.device.draft<{ spent: number }>(item.id)?.spent ?? 0);
    const { heading, block } = this.heading(item);
    const foot = h("div", { class: "player-foot" });
    const drawn = this.draw({
      app,
      item,
      answer: given,
      labelledby: "player-question player-item",
      give: (value) => app.give(item.id, value),
      changed: () => this.foot(foot, item, given),
    });
    this.drawn = drawn;
    this.foot(foot, item, given);
    const question = h("p", { class: "player-question", id: "player-question" }, app.form.question);
    app.frame.stage.inert = false;
    app.frame.show(
      h("div", { class: "player-screen" }, question, block, drawn.body, foot),
      heading,
      app.words.question(app.state.at + 1, app.state.order.length),
      quietly,
    );
  }

  private heading(item: Item): { heading: HTMLElement; block: HTMLElement } {
    const { app } = this;
    const text = this.easier && item.easy ? item.easy : item.text;
    const split = app.form.format === "cards" ? text.indexOf(": ") : -1;
    const heading = h("h2", { class: "player-item", id: "player-item", tabindex: -1, lang: app.form.language }, split > 0 ? text.slice(0, split) : text);
    const about = split > 0 && h("p", { class: "lead", lang: app.form.language }, sentence(text.slice(split + 2)));
    const block = h("div", { class: "player-text" }, heading, about, item.easy ? this.simpler() : null);
    return { heading, block };
  }

  private simpler(): HTMLElement {
    return button(this.easier ? this.app.words.original : this.app.words.easier, "quiet player-easier", () => {
      this.easier = !this.easier;
      this.ask(false);
    });
  }

  private foot(foot: HTMLElement, item: Item, given: Value | undefined): void {
    const { app } = this;
    const value = this.drawn?.value() ?? null;
    const next = () => {
      const now = this.drawn?.value();
      if (now && JSON.stringify(now) !== JSON.stringify(given)) app.give(item.id, now);
      else app.dispatch({ type: "next" });
    };
    foot.replaceChildren(
      app.state.at > 0 ? button(app.words.back, "quiet player-back", () => history.back()) : h("span"),
      value !== null || given !== undefined
        ? button(app.words.next, "go player-next", next, { disabled: value === null })
        : button(app.words.later, "quiet player-later", () => app.dispatch({ type: "later" })),
    );
  }

  private changedElsewhere(): boolean {
    const id = this.app.state.order[this.app.state.at];
    return id !== undefined && this.drawn !== null && isAnswered(this.app.state, id) && this.drawn.value() === null;
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !/^[1-9]$/.test(event.key)) return;
    if (event.target instanceof Element && event.target.closest("details, dialog, select, textarea")) return;
    this.drawn?.pick?.(Number(event.key) - 1);
  }
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
