// A number is typed; Enter gives it.
import { h } from "../dom";
import type { Asking, Drawn } from "../questions";
import { LATE, wholeOf, type Id } from "../types";

export function number({ app, item, answer, labelledby, give, changed }: Asking): Drawn {
  const given = wholeOf(answer);
  const input = h("input", {
    type: "text",
    class: "player-number numbers",
    inputmode: "numeric",
    autocomplete: "off",
    maxlength: 6,
    id: `number-${item.id}`,
    "aria-labelledby": `${labelledby} player-number-label`,
    value: given && given !== LATE ? given : "",
  });
  const value = (): Id | null => (/^\d{1,6}$/.test(input.value) ? input.value : null);
  input.addEventListener("input", () => {
    input.value = input.value.replace(/\D/g, "");
    changed();
  });
  input.addEventListener("keydown", (event) => {
    const now = value();
    if (event.key === "Enter" && now !== null) give(now);
  });
  const body = h("div", { class: "player-answers" }, h("label", { for: `number-${item.id}`, id: "player-number-label", class: "small dim" }, app.words.yourNumber), input);
  queueMicrotask(() => input.focus({ preventScroll: true }));
  return { body, value };
}
