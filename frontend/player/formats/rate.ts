// A situation; every option is rated on the same scale. Half-done ratings outlive a reload.
import { h } from "../dom";
import type { Asking, Drawn } from "../questions";
import { partsOf, type Id, type Option, type Value } from "../types";

interface Draft {
  ratings: Record<Id, Id>;
  spent: number;
}

export function rate({ app, item, answer, changed }: Asking): Drawn {
  const ratings: Record<Id, Id> = { ...(partsOf(answer) ?? app.device.draft<Draft>(item.id)?.ratings) };
  const count = h("p", { class: "small dim numbers" }, "");
  const complete = () => item.options.every((option) => ratings[option.id]);
  const tell = () => (count.textContent = app.words.rated(Object.keys(ratings).length, item.options.length));
  const rated = (option: Option, response: Id) => {
    ratings[option.id] = response;
    app.device.keepDraft(item.id, { ratings, spent: app.visits.spent(item.id) } satisfies Draft);
    tell();
    changed();
  };
  tell();
  const rows = item.options.map((option) => row(app.form, app.words, item.id, option, ratings[option.id], (id) => rated(option, id)));
  const body = h("div", { class: "player-answers player-ratings" }, ...rows, count);
  return { body, value: (): Value | null => (complete() ? { ...ratings } : null) };
}

export function row(
  form: Asking["app"]["form"],
  words: Asking["app"]["words"],
  item: Id,
  option: Option,
  chosen: Id | undefined,
  rated: (response: Id) => void,
): HTMLElement {
  const label = (id: Id | undefined) => form.responses.find((response) => response.id === id)?.label;
  const known = form.responses.filter((response) => !response.unknown);
  const unknown = form.responses.find((response) => response.unknown);
  const between = words.fromTo(known[0]?.label ?? "", known.at(-1)?.label ?? "");
  const ends = unknown ? `${between}; ? — ${unknown.label.toLowerCase()}` : between;
  const said = h("p", { class: "player-said", "aria-hidden": "true" }, label(chosen) ?? ends);
  const cells = form.responses.map((response) => {
    const input = h("input", { type: "radio", name: `${item}-${option.id}`, value: response.id, "aria-label": response.label, checked: response.id === chosen });
    input.addEventListener("change", () => {
      said.textContent = response.label;
      said.classList.add("chosen");
      rated(response.id);
    });
    return h("label", { class: response.unknown ? "choice unknown" : "choice" }, input);
  });
  if (chosen) said.classList.add("chosen");
  return h(
    "fieldset",
    { class: "player-rating", lang: form.language },
    h("legend", {}, option.text),
    h("div", { class: "choices across" }, ...cells),
    said,
  );
}
