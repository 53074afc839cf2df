// A page of signs: press every one that equals the sample. Arrow keys move, the space bar marks.
import type { App } from "../app";
import { h } from "../dom";
import type { Sheet, Task } from "../timed";
import type { Block, Sign, Tapped, Value } from "../types";
import { kindOf, named, picture } from "./signs";

export const cancellation: Task = { practice, sheet };

function sheet(app: App, block: Block, before: Value | undefined, changed: () => void): Sheet {
  const old = before as Tapped | undefined;
  const page = new Page(app, block.targets ?? [], block.cells ?? [], old, () => changed());
  return { body: page.element, value: () => page.value(), focus: () => page.focus() };
}

/** Sixteen signs, five of them targets, in an order of our own: the prepared pages stay unseen. */
function practice(app: App, done: () => void): Sheet {
  const block = app.form.task!.blocks[0]!;
  const targets = block.targets ?? [];
  const others = [...new Set(block.cells ?? [])].filter((sign) => !targets.includes(sign));
  const places = [2, 5, 6, 11, 14];
  let other = 0;
  const cells = Array.from({ length: 16 }, (_, place): Sign =>
    places.includes(place) || !others.length ? targets[place % targets.length]! : others[other++ % others.length]!,
  );
  const said = h("p", { class: "player-said", "aria-live": "polite" }, app.words.practiceSigns(places.length));
  const page = new Page(app, targets, cells, undefined, (place, marked) => {
    const found = places.filter((one) => page.marked.has(one)).length;
    if (marked && !places.includes(place)) said.textContent = app.words.notTarget;
    else if (found === places.length) said.textContent = `${app.words.right}. ${app.words.practiceDone}.`;
    else said.textContent = app.words.practiceSigns(places.length - found);
    if (found === places.length) done();
  });
  page.element.append(said);
  return { body: page.element, value: () => page.value(), focus: () => page.focus() };
}

class Page {
  readonly element: HTMLElement;
  readonly marked: Set<number>;
  private last: number;
  private readonly buttons: HTMLButtonElement[];
  private at = 0;

  constructor(
    app: App,
    targets: readonly Sign[],
    cells: readonly Sign[],
    before: Tapped | undefined,
    private readonly touched: (place: number, marked: boolean) => void,
  ) {
    this.marked = new Set(before?.tapped);
    this.last = before?.last ?? -1;
    this.buttons = cells.map((sign, place) =>
      h(
        "button",
        {
          type: "button",
          class: "player-cell",
          "aria-pressed": this.marked.has(place),
          "aria-label": named(kindOf(sign), app.words),
          tabindex: place === 0 ? 0 : -1,
          "data-place": place,
        },
        picture(kindOf(sign)),
      ),
    );
    for (const [place, cell] of this.buttons.entries()) cell.setAttribute("aria-pressed", String(this.marked.has(place)));
    const sample = targets.map((sign) => {
      const drawing = picture(kindOf(sign));
      drawing.removeAttribute("aria-hidden");
      drawing.setAttribute("role", "img");
      drawing.setAttribute("aria-label", named(kindOf(sign), app.words));
      return drawing;
    });
    this.element = h(
      "div",
      { class: "player-page" },
      h("div", { class: "player-sample" }, h("span", {}, app.words.find), ...(sample as unknown as HTMLElement[])),
      h("div", { class: "player-cells", role: "group", "aria-label": app.words.signs, onclick: this.click, onkeydown: this.key }, ...this.buttons),
    );
  }

  value(): Tapped {
    return { tapped: [...this.marked].sort((a, b) => a - b), last: this.last };
  }

  focus(): void {
    this.move(Math.max(0, this.last), this.last > 0);
  }

  private readonly click = (event: MouseEvent): void => {
    const cell = (event.target as Element).closest<HTMLElement>("[data-place]");
    if (!cell) return;
    const place = Number(cell.dataset["place"]);
    const marked = !this.marked.has(place);
    if (marked) this.marked.add(place);
    else this.marked.delete(place);
    cell.setAttribute("aria-pressed", String(marked));
    this.last = Math.max(this.last, place);
    this.move(place);
    this.touched(place, marked);
  };

  private readonly key = (event: KeyboardEvent): void => {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: this.columns(), ArrowUp: -this.columns() };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = this.at + step;
    if (next >= 0 && next < this.buttons.length) this.move(next, true);
  };

  private move(place: number, scroll = false): void {
    this.buttons[this.at]?.setAttribute("tabindex", "-1");
    this.at = place;
    this.buttons[place]?.setAttribute("tabindex", "0");
    this.buttons[place]?.focus({ preventScroll: !scroll });
  }

  private columns(): number {
    const top = this.buttons[0]?.offsetTop;
    const below = this.buttons.findIndex((cell) => cell.offsetTop !== top);
    return below < 0 ? this.buttons.length : below;
  }
}
