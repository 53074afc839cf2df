// Lines to be put in order, the most wanted on top: dragged by the handle, or moved by the buttons.
import down from "lucide-static/icons/chevron-down.svg";
import up from "lucide-static/icons/chevron-up.svg";
import grip from "lucide-static/icons/grip-vertical.svg";
import Sortable from "sortablejs";
import { calm, h, svg } from "../dom";
import type { Asking, Drawn } from "../questions";
import { partsOf, type Id, type Option, type Value } from "../types";

export function ranking({ app, item, answer, labelledby, changed }: Asking): Drawn {
  const { words, form } = app;
  const before = partsOf(answer) ?? app.device.draft<{ ranks: Record<Id, Id> }>(item.id)?.ranks;
  let touched = before !== undefined;
  const place = (option: Option) => Number(before?.[option.id] ?? 99);
  const rows = [...item.options].sort((a, b) => place(a) - place(b)).map((option) => row(option));
  const list = h("ol", { class: "player-ranking" }, ...rows);
  const order = () => [...list.children].map((child) => (child as HTMLElement).dataset.option!);
  const ranks = (): Record<Id, Id> => Object.fromEntries(order().map((id, n) => [id, String(n + 1)]));
  const sortable = Sortable.create(list, { handle: ".player-grip", animation: calm() ? 0 : 150, onEnd: () => moved() });

  function moved(): void {
    touched = true;
    app.device.keepDraft(item.id, { ranks: ranks(), spent: app.visits.spent(item.id) });
    changed();
  }

  function row(option: Option): HTMLLIElement {
    const shift = (by: -1 | 1) => {
      const other = by < 0 ? line.previousElementSibling : line.nextElementSibling;
      if (!other) return;
      if (by < 0) other.before(line);
      else other.after(line);
      // At an end of the list one of the buttons goes; the keyboard stays on this line.
      const onward = by < 0 ? line.previousElementSibling : line.nextElementSibling;
      (line.querySelector((by < 0) === !!onward ? ".up" : ".down") as HTMLElement).focus();
      app.frame.say(words.placed(option.text, order().indexOf(option.id) + 1));
      moved();
    };
    const line: HTMLLIElement = h(
      "li",
      { "data-option": option.id },
      h("span", { class: "player-grip", "aria-hidden": "true" }, svg(grip) as unknown as Node),
      h("span", { class: "player-rank", lang: form.language }, option.text),
      h("button", { type: "button", class: "btn quiet up", "aria-label": `${words.higher}: ${option.text}`, onclick: () => shift(-1) }, svg(up) as unknown as Node),
      h("button", { type: "button", class: "btn quiet down", "aria-label": `${words.lower}: ${option.text}`, onclick: () => shift(1) }, svg(down) as unknown as Node),
    );
    return line;
  }

  const agree = h("button", { type: "button", class: "btn full", onclick: () => moved() }, words.orderIsRight);
  const body = h("div", { class: "player-answers", role: "group", "aria-labelledby": labelledby }, list, touched ? null : agree);
  void sortable;
  return {
    body,
    value: (): Value | null => {
      if (touched) agree.remove();
      return touched ? ranks() : null;
    },
  };
}
