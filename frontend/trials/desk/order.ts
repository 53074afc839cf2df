// Cards in order: each has a button for earlier and one for later; with a start, the clock runs along.
import { h } from "../dom";
import { moved } from "./reducer";
import { timetable } from "./rules";
import type { Card, Order } from "./types";
import { clockOf, type Bench, type Widget } from "./widget";

export class OrderWidget implements Widget {
  private readonly list = h("ol", { class: "desk-order", role: "list" });
  private readonly say = h("p", { class: "visually-hidden", role: "status" });
  readonly element = h("div", {}, this.list, this.say);
  private wrong: readonly string[] = [];

  constructor(
    private readonly action: Order,
    private readonly bench: Bench,
  ) {
    this.draw();
  }

  point(wrong: readonly string[]): void {
    this.wrong = wrong;
    this.draw();
  }

  private move(card: Card, by: -1 | 1): void {
    const { words } = this.bench;
    const before = this.bench.work.order.indexOf(card.id);
    const after = moved(this.bench.work, card.id, by);
    if (after.order.indexOf(card.id) === before) return;
    this.wrong = this.wrong.filter((one) => one !== card.id);
    this.bench.change(after);
    this.draw();
    const press = this.list.querySelector<HTMLElement>(`[data-card="${card.id}"] .${by < 0 ? "up" : "down"}`);
    press?.focus({ preventScroll: true });
    press?.closest("li")?.scrollIntoView({ block: "nearest" });
    this.say.textContent = words.place(card.text, after.order.indexOf(card.id) + 1, after.order.length, this.time(card.id));
  }

  private time(card: string): string {
    if (this.action.start === null) return "";
    const [begins, ends] = timetable(this.action, this.bench.work).get(card)!;
    return `${clockOf(begins)}–${clockOf(ends)}`;
  }

  private draw(): void {
    const { words, work } = this.bench;
    const items = work.order.map((id, place) => {
      const card = this.action.cards.find((one) => one.id === id)!;
      const wrong = this.wrong.includes(id);
      const arrow = (by: -1 | 1, look: string, name: string, sign: string) =>
        h("button", { type: "button", class: `btn ${look}`, "aria-label": name, "aria-disabled": String(place + by < 0 || place + by >= work.order.length), onclick: () => this.move(card, by) }, sign);
      return h(
        "li",
        { "data-card": id, class: wrong ? "at-fault" : undefined },
        h("span", { class: "desk-place", "aria-hidden": "true" }, String(place + 1)),
        h("div", {}, h("p", { class: "desk-card-name" }, card.text, wrong && h("span", { class: "visually-hidden" }, `, ${words.seeHere}`)), h("p", { class: "small dim" }, [this.time(id), card.note].filter(Boolean).join(" · "))),
        h("span", { class: "desk-arrows" }, arrow(-1, "up", words.earlier(card.text), "↑"), arrow(1, "down", words.laterOne(card.text), "↓")),
      );
    });
    this.list.replaceChildren(...items);
  }
}
