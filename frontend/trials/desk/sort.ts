// Cards into trays: the card in the hand goes where a button says; a card in a tray comes back to the hand.
import { h } from "../dom";
import { put } from "./reducer";
import { amount, missing } from "./rules";
import type { Card, DeskWork, Sort } from "./types";
import type { Bench, Widget } from "./widget";

export class SortWidget implements Widget {
  readonly element = h("div", { class: "desk-sort" });
  private readonly hand = h("div", { class: "desk-hand", tabindex: "-1" });
  private readonly trays = h("div", { class: "desk-trays" });
  private readonly say = h("p", { class: "visually-hidden", role: "status" });
  private current: string | null = null;
  private wrong: readonly string[] = [];

  constructor(
    private readonly action: Sort,
    private readonly bench: Bench,
  ) {
    const { words } = bench;
    const buttons = action.trays.map((tray) => h("button", { type: "button", class: "btn", onclick: () => this.down(tray.id) }, h("span", {}, tray.title)));
    const group = h("div", { class: "desk-tray-buttons", role: "group", "aria-label": words.putInto }, ...buttons);
    this.element.append(h("div", { class: "desk-pile" }, this.hand, h("p", { class: "small dim" }, words.putInto), group), this.say, this.trays);
    this.draw();
  }

  point(wrong: readonly string[]): void {
    this.wrong = wrong;
    this.draw();
  }

  private get work(): DeskWork {
    return this.bench.work;
  }

  private card(id: string): Card {
    return this.action.cards.find((card) => card.id === id)!;
  }

  private down(tray: string): void {
    if (this.current === null) return;
    const card = this.card(this.current);
    this.current = null;
    this.wrong = this.wrong.filter((one) => one !== card.id);
    this.bench.change(put(this.work, card.id, tray));
    this.draw();
    this.say.textContent = this.bench.words.putDown(card.text, this.action.trays.find((one) => one.id === tray)!.title, missing(this.action, this.work).length);
  }

  private up(card: string): void {
    this.current = card;
    this.bench.change(put(this.work, card, null));
    this.draw();
    this.hand.focus({ preventScroll: true });
    this.hand.scrollIntoView({ block: "center" });
    this.say.textContent = this.bench.words.taken(this.card(card).text);
  }

  private draw(): void {
    const { words } = this.bench;
    const left = missing(this.action, this.work);
    this.current = this.current !== null && left.includes(this.current) ? this.current : (left[0] ?? null);
    this.hand.classList.toggle("empty", this.current === null);
    if (this.current === null) this.hand.replaceChildren(h("p", {}, words.handEmpty));
    else this.hand.replaceChildren(h("p", { class: "small dim" }, words.hand(left.length)), ...this.face(this.card(this.current)));
    for (const button of this.element.querySelectorAll(".desk-tray-buttons button")) button.setAttribute("aria-disabled", String(this.current === null));
    this.trays.replaceChildren(...this.action.trays.map((tray) => this.tray(tray.id)));
  }

  private face(card: Card): HTMLElement[] {
    const size = card.amount === null ? "" : `${this.bench.number(card.amount, 3)} ${this.action.unit ?? ""}`.trim();
    const note = [card.note, size].filter(Boolean).join(" · ");
    return [h("p", { class: "desk-card-name" }, card.text), ...(note ? [h("p", { class: "small" }, note)] : [])];
  }

  private tray(id: string): HTMLElement {
    const { words } = this.bench;
    const tray = this.action.trays.find((one) => one.id === id)!;
    const cards = this.action.cards.filter((card) => this.work.placed[card.id] === id);
    const counted = this.action.cards.some((card) => card.amount !== null);
    const sum = counted ? ` · ${this.bench.number(amount(this.action, this.work, id), 3)} ${this.action.unit ?? ""}` : "";
    const items = cards.map((card) => {
      const wrong = this.wrong.includes(card.id);
      const press = h("button", { type: "button", class: "desk-chip", "aria-label": words.takeBack(card.text) + (wrong ? `, ${words.seeHere}` : ""), onclick: () => this.up(card.id) }, card.text);
      return h("li", { class: wrong ? "at-fault" : undefined }, press);
    });
    return h(
      "section",
      { class: `desk-tray${this.wrong.includes(id) ? " at-fault" : ""}` },
      h("h4", {}, tray.title, h("span", { class: "dim small" }, sum)),
      tray.note && h("p", { class: "small dim" }, tray.note),
      items.length ? h("ul", { role: "list" }, ...items) : h("p", { class: "small dim" }, words.empty),
    );
  }
}
