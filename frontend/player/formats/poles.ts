// Two opposite ends and the answers between them, from the left to the right.
import { h } from "../dom";
import type { Asking, Drawn } from "../questions";
import { wholeOf, type Id } from "../types";

export function poles({ app, item, answer, labelledby, give, changed }: Asking): Drawn {
  const { responses, language } = app.form;
  const [left, right] = [item.options[0]!.text, item.options[1]!.text];
  let byArrow = false;
  const inputs = responses.map((response) => {
    const input = h("input", {
      type: "radio",
      name: `answer-${item.id}`,
      value: response.id,
      "aria-label": response.label,
      checked: response.id === answer,
    });
    input.addEventListener("change", () => (byArrow ? changed() : give(response.id)));
    input.addEventListener("click", (event) => {
      if (event.detail > 0 && response.id === answer) give(response.id);
    });
    return input;
  });
  const value = (): Id | null => inputs.find((input) => input.checked)?.value ?? null;
  const body = h(
    "div",
    {
      class: "player-answers player-poles",
      role: "radiogroup",
      "aria-labelledby": `${labelledby} player-left player-right`,
      onkeydown: (event: KeyboardEvent) => {
        byArrow = event.key.startsWith("Arrow");
        const chosen = value();
        if (event.key === "Enter" && chosen) give(chosen);
      },
      onkeyup: () => (byArrow = false),
      onpointerdown: () => (byArrow = false),
    },
    h("p", { class: "player-pole", id: "player-left", lang: language }, left),
    h("p", { class: "player-pole right", id: "player-right", lang: language }, right),
    h("div", { class: "choices across" }, ...inputs.map((input) => h("label", { class: "choice" }, input))),
  );
  const pick = (number: number) => {
    const response = responses[number];
    if (response) give(response.id);
  };
  return { body, pick, value: () => value() ?? wholeOf(answer) };
}
