// One question a screen: draws it, takes the answer, moves on.
import type { App, Course } from "./app";
import { button, calm, h, tied } from "./dom";
import { ending } from "./ending";
import { figure, icon } from "./figure";
import { cards } from "./formats/cards";
import { list } from "./formats/list";
import { history } from "./history";
import { Limit, MORE_TIME } from "./limit";
import { isAnswered, type Event } from "./reducer";
import { canSpeak, hush, speak } from "./speech";
import { LATE, type Form, type FormatName, type Item, type Value } from "./types";

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

const LONG = 70; // signs: a longer question is read more easily in the letters of the text
const LONGEST = 130; // signs: conditions of a task, a few lines of them
const MOVE = 220; // milliseconds in which the choice is seen before the next question comes

const COMMON: Partial<Record<FormatName, Draw>> = { likert: list, pairs: list, triads: list, choice: list, knowledge: list, cards };
const RARE: Partial<Record<FormatName, () => Promise<Draw>>> = {
  rate_options: async () => (await import("./formats/rate")).rate,
  poles: async () => (await import("./formats/poles")).poles,
  best_worst: async () => (await import("./formats/best_worst")).bestWorst,
  ranking: async () => (await import("./formats/ranking")).ranking,
  multi_select: async () => (await import("./formats/many")).many,
  robot: async () => (await import("./formats/robot")).robot,
  tower: async () => (await import("./formats/tower")).tower,
  number: async () => (await import("./formats/number")).number,
};

/** Every format of the form is at hand before the first question is drawn. */
export async function questions(app: App): Promise<Course> {
  const kinds = [...new Set(app.form.items.map((item) => kindOf(app.form, item)))];
  const draws = new Map<FormatName, Draw>();
  for (const kind of kinds) draws.set(kind, COMMON[kind] ?? (await RARE[kind]!()));
  return new Questions(app, draws);
}

export function kindOf(form: Form, item: Item): FormatName {
  return item.format ?? form.format;
}

class Questions implements Course {
  private shown = "";
  private drawn: Drawn | null = null;
  private moving: ReturnType<typeof setTimeout> | undefined;
  private easier: boolean;
  private readonly limit: Limit | null;

  constructor(
    private readonly app: App,
    private readonly draws: ReadonlyMap<FormatName, Draw>,
  ) {
    this.easier = app.data.settings.easy_words;
    this.limit = app.form.limit ? new Limit(app.form.limit * (app.data.settings.more_time ? MORE_TIME : 1), app) : null;
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
    this.limit?.stop();
    this.app.frame.stage.inert = true;
    this.moving = setTimeout(turn, MOVE);
  }

  rest(): void {
    // Every answer has been put away when it was given.
  }

  private close(end: { screen: HTMLElement; heading: HTMLElement }): void {
    this.app.visits.leave();
    this.drawn = null;
    this.limit?.stop();
    hush();
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
    const drawn = this.draws.get(kindOf(app.form, item))!({
      app,
      item,
      answer: given,
      labelledby: "player-question player-item",
      give: (value) => app.give(item.id, value),
      changed: () => this.foot(foot, item, given),
    });
    this.drawn = drawn;
    this.foot(foot, item, given);
    const question = h("p", { class: "player-question", id: "player-question" }, item.question ?? app.form.question);
    app.frame.stage.inert = false;
    app.frame.show(
      h("div", { class: "player-screen", "data-kind": kindOf(app.form, item) }, question, this.limit?.clock ?? null, this.limit && app.state.at === 0 ? h("p", { class: "small dim" }, app.words.perQuestion(this.limit.seconds)) : null, block, drawn.body, foot),
      heading,
      app.words.question(app.state.at + 1, app.state.order.length),
      quietly,
    );
    hush();
    this.limit?.run(item.id, () => this.late(item, given));
  }

  /** The time of a question is over: what was chosen counts, and the next one comes. */
  private late(item: Item, given: Value | undefined): void {
    if (given !== undefined) return this.app.dispatch({ type: "next" });
    this.app.give(item.id, this.drawn?.value() ?? LATE);
  }

  private heading(item: Item): { heading: HTMLElement; block: HTMLElement } {
    const { app } = this;
    const text = this.easier && item.easy ? item.easy : item.text;
    const split = app.form.format === "cards" ? text.indexOf(": ") : -1;
    const said = split > 0 ? text.slice(0, split) : text;
    const heading = h("h2", { class: said ? `player-item ${length(said)}`.trim() : "visually-hidden", id: "player-item", tabindex: -1, lang: app.form.language }, tied(said) || app.words.question(app.state.at + 1, app.state.order.length));
    const about = split > 0 && h("p", { class: "lead", lang: app.form.language }, sentence(text.slice(split + 2)));
    const aloud = app.data.settings.aloud && canSpeak() ? button(app.words.aloud, "quiet player-aloud", () => speak(app, item, text)) : null;
    const helps = item.easy || aloud ? h("div", { class: "player-helps" }, item.easy ? this.simpler() : null, aloud) : null;
    const drawing = item.picture && (app.data.settings.pictures || app.form.format === "cards") ? icon(app.data.pictures_url, item.picture) : null;
    const block = h("div", { class: "player-text" }, drawing, heading, about, item.svg ? figure(item) : null, helps);
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
    // Against the clock nobody goes back or puts off: every question has its own time.
    const timed = this.limit !== null;
    foot.replaceChildren(
      app.state.at > 0 && !timed ? button(app.words.back, "quiet player-back", () => history.back()) : h("span"),
      value !== null || given !== undefined
        ? button(app.words.next, "go player-next", next, { disabled: value === null })
        : button(timed ? app.words.skip : app.words.later, "quiet player-later", () => (timed ? app.give(item.id, LATE) : app.dispatch({ type: "later" }))),
    );
  }

  private changedElsewhere(): boolean {
    const id = this.app.state.order[this.app.state.at];
    return id !== undefined && this.drawn !== null && isAnswered(this.app.state, id) && this.drawn.value() === null;
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || !/^[1-9]$/.test(event.key)) return;
    if (event.target instanceof Element && event.target.closest("details, dialog, select, textarea, input[inputmode]")) return;
    this.drawn?.pick?.(Number(event.key) - 1);
  }
}

function length(text: string): string {
  return text.length > LONGEST ? "long longest" : text.length > LONG ? "long" : "";
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
