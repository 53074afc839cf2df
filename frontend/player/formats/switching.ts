// First arrows among arrows, then one of two rules by turns: two answers, as quickly and rightly as one can.
import type { App } from "../app";
import { h } from "../dom";
import type { Sheet, Task } from "../timed";
import type { Block, Id, Quick, Value } from "../types";

const WAIT = 700; // milliseconds before the next trial is shown
const TOO_LATE = 4_000;

export const switching: Task = { practice, sheet, clock: false };

function sheet(_app: App, block: Block, before: Value | undefined, changed: () => void, exhausted: () => void): Sheet {
  return trials(block.trials ?? [], before as Record<Id, Id> | undefined, changed, exhausted);
}

function practice(app: App, done: () => void): Sheet {
  const first = app.form.task!.blocks.map((block) => block.trials ?? []);
  const shown = [...first[0]!.slice(0, 4), ...(first[1] ?? []).slice(0, 4)].map((trial, n) => ({ ...trial, id: `p${n}` }));
  return trials(shown, undefined, () => undefined, done);
}

function trials(all: Quick[], before: Record<Id, Id> | undefined, changed: () => void, exhausted: () => void): Sheet {
  const answers: Record<Id, Id> = { ...before };
  let at = all.findIndex((trial) => !answers[trial.id]);
  if (at < 0) at = all.length;
  let since = 0;
  let open = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const rule = h("p", { class: "player-rule", "aria-live": "polite" });
  const sign = h("p", { class: "player-quick", "aria-live": "assertive" });
  const buttons = [0, 1].map((place) => h("button", { type: "button", class: "btn player-press", onclick: () => press(place) }));

  const announce = (trial: Quick) => {
    rule.textContent = trial.rule;
    buttons.forEach((button, place) => (button.textContent = trial.options[place]?.text ?? ""));
  };
  const next = () => {
    open = false;
    sign.replaceChildren();
    if (at >= all.length) return exhausted();
    const trial = all[at]!;
    announce(trial);
    timer = setTimeout(() => {
      sign.replaceChildren(...drawn(trial));
      since = performance.now();
      open = true;
      timer = setTimeout(() => give("late"), TOO_LATE);
    }, WAIT);
  };
  const give = (option: Id) => {
    clearTimeout(timer);
    const trial = all[at]!;
    answers[trial.id] = `${option}_${Math.round(performance.now() - since)}`;
    at += 1;
    changed();
    next();
  };
  const press = (place: number) => {
    const option = all[at]?.options[place];
    if (open && option) give(option.id);
  };
  if (all[at]) announce(all[at]!);
  timer = setTimeout(next, 300);
  const body = h("div", { class: "player-board" }, rule, sign, h("div", { class: "player-answers player-square" }, ...buttons));
  return { body, pick: press, value: () => ({ ...answers }), focus: () => buttons[0]!.focus({ preventScroll: true }), rest: () => clearTimeout(timer) };
}

/** Arrows are words as well, a shape is drawn: both can be read out. */
function drawn(trial: Quick): HTMLElement[] {
  if (!trial.sign) return [h("span", { class: "player-arrows" }, trial.text)];
  const [shape, size] = trial.sign.split("_");
  return [h("span", { class: `player-shape ${shape} ${size}`, role: "img", "aria-label": trial.text })];
}
