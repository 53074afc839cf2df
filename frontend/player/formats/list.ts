// A list of answers, one of which is chosen: likert, choice, knowledge, pairs, triads.
// A press chooses and moves on. Arrow keys only move the mark; Enter, a digit or «Next» chooses.
import { h } from "../dom";
import { figure } from "../figure";
import { kindOf, type Asking, type Drawn } from "../questions";
import type { Id, Option } from "../types";

const SHORT = 16; // signs of an answer that fits half a phone
const SHORT_WORD = 10;

export function list({ app, item, answer, labelledby, give, changed }: Asking): Drawn {
  const { language } = app.form;
  const format = kindOf(app.form, item);
  const options: Option[] = format === "likert" ? app.form.responses.map(({ id, label }) => ({ id, text: label })) : item.options;
  const inputs: HTMLInputElement[] = [];
  let byArrow = false;
  const rows = options.map((option) => {
    const input = h("input", { type: "radio", name: `answer-${item.id}`, value: option.id, checked: option.id === answer, "aria-label": option.svg && !option.text ? option.alt : undefined });
    input.addEventListener("change", () => (byArrow ? changed() : give(option.id)));
    // A press on the answer already given means: yes, this one.
    input.addEventListener("click", (event) => {
      if (event.detail > 0 && option.id === answer) give(option.id);
    });
    inputs.push(input);
    return h("label", { class: "choice" }, input, option.svg ? seen(option) : null, option.text ? h("span", { lang: language }, option.text) : null);
  });
  const value = (): Id | null => inputs.find((input) => input.checked)?.value ?? null;
  const body = h(
    "div",
    {
      class: ["choices player-answers", format === "pairs" || format === "triads" ? "big" : "", options.some((option) => option.svg) ? "pictured" : "", item.svg && options.every(isShort) ? "short" : ""].filter(Boolean).join(" "),
      role: "radiogroup",
      "aria-labelledby": labelledby,
      onkeydown: (event: KeyboardEvent) => {
        byArrow = event.key.startsWith("Arrow");
        const chosen = value();
        if (event.key === "Enter" && chosen) {
          event.preventDefault();
          give(chosen);
        }
      },
      onkeyup: () => (byArrow = false),
      onpointerdown: () => (byArrow = false),
    },
    ...(format === "pairs" && rows.length === 2 ? [rows[0]!, h("span", { class: "player-or", "aria-hidden": "true" }, app.words.or), rows[1]!] : rows),
  );
  const pick = (number: number) => {
    const input = inputs[number];
    if (!input) return;
    input.checked = true;
    give(input.value);
  };
  return { body, value, pick };
}

/** Two such answers stand side by side under a picture. */
function isShort({ text, svg }: Option): boolean {
  return !svg && text.length <= SHORT && text.split(" ").every((word) => word.length <= SHORT_WORD);
}

/** The picture of an answer: its words are the name of the answer, and are not read out twice. */
function seen(option: Option): HTMLElement {
  const drawn = figure(option);
  if (!option.text) drawn.setAttribute("aria-hidden", "true");
  return drawn;
}
