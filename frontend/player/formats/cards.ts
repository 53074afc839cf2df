// One card at a time and a button for each response.
import help from "lucide-static/icons/circle-question-mark.svg";
import down from "lucide-static/icons/thumbs-down.svg";
import up from "lucide-static/icons/thumbs-up.svg";
import { h, svg } from "../dom";
import type { Asking, Drawn } from "../questions";

const ICONS: Readonly<Record<string, string>> = { like: up, not: down, unknown: help };

export function cards({ app, answer, labelledby, give }: Asking): Drawn {
  const { responses, language } = app.form;
  const pressed = (id: string) => {
    for (const [place, row] of rows.entries()) row.setAttribute("aria-pressed", String(responses[place]!.id === id));
    give(id);
  };
  const rows = responses.map(({ id, label }) =>
    h(
      "button",
      { type: "button", class: "btn player-press", "aria-pressed": String(id === answer), onclick: () => pressed(id) },
      ICONS[id] ? svg(ICONS[id]) : null,
      h("span", { lang: language }, label),
    ),
  );
  const body = h("div", { class: "player-answers player-presses", role: "group", "aria-labelledby": labelledby }, ...rows);
  const pick = (number: number) => {
    const response = responses[number];
    if (response) pressed(response.id);
  };
  return { body, pick, value: () => (typeof answer === "string" ? answer : null) };
}
