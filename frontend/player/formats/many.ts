// Several answers, up to a number.
import { h } from "../dom";
import type { Asking, Drawn } from "../questions";
import { partsOf, type Id, type Value } from "../types";

export function many({ app, item, answer, labelledby, changed }: Asking): Drawn {
  const { words, form } = app;
  const most = item.most ?? item.options.length;
  const before = partsOf(answer) ?? app.device.draft<{ chosen: Record<Id, Id> }>(item.id)?.chosen ?? {};
  const said = h("p", { class: "small dim numbers", "aria-live": "polite" });
  const inputs = item.options.map((option) => h("input", { type: "checkbox", value: option.id, checked: option.id in before }));
  const chosen = () => inputs.filter((input) => input.checked);
  const tell = () => {
    const count = chosen().length;
    said.textContent = words.chosenOf(count, most);
    for (const input of inputs) input.disabled = count >= most && !input.checked;
  };
  const value = (): Value | null => (chosen().length ? Object.fromEntries(chosen().map((input) => [input.value, "1"])) : null);
  for (const input of inputs)
    input.addEventListener("change", () => {
      tell();
      app.device.keepDraft(item.id, { chosen: value() ?? {}, spent: app.visits.spent(item.id) });
      changed();
    });
  tell();
  const rows = item.options.map((option, n) => h("label", { class: "choice" }, inputs[n]!, h("span", { lang: form.language }, option.text)));
  const body = h("div", { class: "choices player-answers player-many", role: "group", "aria-labelledby": labelledby }, said, ...rows);
  const pick = (number: number) => inputs[number]?.click();
  return { body, pick, value };
}
