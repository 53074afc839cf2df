// The most and the least wanted of several lines: two columns of radio buttons around the words.
import { h } from "../dom";
import type { Asking, Drawn } from "../questions";
import { partsOf, type Id, type Value } from "../types";

type Role = "best" | "worst";

export function bestWorst({ app, item, answer, labelledby, changed }: Asking): Drawn {
  const { words, form } = app;
  const chosen: Partial<Record<Role, Id>> = { ...(partsOf(answer) ?? app.device.draft<{ chosen: Record<Id, Id> }>(item.id)?.chosen) };
  const inputs: Record<Role, HTMLInputElement[]> = { best: [], worst: [] };
  const said: Record<Role, string> = form.judged ? { best: words.best, worst: words.worst } : { best: words.most, worst: words.least };
  const short: Record<Role, string> = form.judged ? { best: words.better, worst: words.worse } : { best: words.more, worst: words.less };

  const take = (role: Role, option: Id) => {
    const other: Role = role === "best" ? "worst" : "best";
    chosen[role] = option;
    // One line cannot be both: the later word counts.
    if (chosen[other] === option) {
      delete chosen[other];
      for (const input of inputs[other]) input.checked = false;
    }
    app.device.keepDraft(item.id, { chosen, spent: app.visits.spent(item.id) });
    changed();
  };
  const radio = (role: Role, option: Id, text: string) => {
    const input = h("input", { type: "radio", name: `${role}-${item.id}`, value: option, "aria-label": `${said[role]}: ${text}`, checked: chosen[role] === option });
    input.addEventListener("change", () => take(role, option));
    inputs[role].push(input);
    return h("label", { class: `choice ${role}`, "data-word": short[role] }, input);
  };
  const rows = item.options.map(({ id, text }) =>
    h("div", { class: "player-duel" }, radio("best", id, text), h("span", { lang: form.language }, text), radio("worst", id, text)),
  );
  const head = h("div", { class: "player-duel head", "aria-hidden": "true" }, h("span", {}, short.best), h("span"), h("span", {}, short.worst));
  const body = h("div", { class: "player-answers player-duels", role: "group", "aria-labelledby": labelledby }, head, ...rows);
  return { body, value: (): Value | null => (chosen.best && chosen.worst ? { best: chosen.best, worst: chosen.worst } : null) };
}
