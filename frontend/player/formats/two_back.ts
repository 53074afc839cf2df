// A stream of signs at an even pace: press when a sign is the same as the one before the last.
import type { App } from "../app";
import { h } from "../dom";
import type { Sheet, Task } from "../timed";
import type { Block, Id, Value } from "../types";

const EACH = 2_400; // milliseconds for a sign
const SHOWN = 1_800; // of which it is seen

export const twoBack: Task = { practice, sheet, clock: false };

function sheet(app: App, block: Block, before: Value | undefined, changed: () => void, exhausted: () => void): Sheet {
  return stream(app, block.stream ?? [], before as Record<Id, Id> | undefined, changed, exhausted);
}

function practice(app: App, done: () => void): Sheet {
  return stream(app, ["1", "4", "1", "6", "4", "6", "2"], undefined, () => undefined, done, true);
}

function stream(app: App, signs: string[], before: Record<Id, Id> | undefined, changed: () => void, exhausted: () => void, hints = false): Sheet {
  const { words } = app;
  const pressed: Record<Id, Id> = { ...before };
  let at = Number(pressed.last ?? 0); // how many have been shown whole
  let since = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const sign = h("p", { class: "player-stream numbers", "aria-live": "assertive", "aria-atomic": "true" });
  const said = h("p", { class: "player-said", "aria-live": "polite" });
  const isTarget = (n: number) => n >= 2 && signs[n] === signs[n - 2];

  const next = () => {
    if (at >= signs.length) return exhausted();
    since = performance.now();
    sign.textContent = signs[at]!;
    said.textContent = hints && isTarget(at) ? words.sameAsBefore : "";
    timer = setTimeout(() => {
      sign.textContent = "";
      timer = setTimeout(() => {
        at += 1;
        pressed.last = String(at);
        changed();
        next();
      }, EACH - SHOWN);
    }, SHOWN);
  };
  const press = () => {
    const id = `n${at + 1}`;
    if (pressed[id] || at >= signs.length) return;
    pressed[id] = String(Math.round(performance.now() - since));
    if (hints) said.textContent = isTarget(at) ? words.right : words.notSame;
    button.classList.add("pressed");
    setTimeout(() => button.classList.remove("pressed"), 150);
  };
  const button = h("button", { type: "button", class: "btn player-press player-match", onclick: press }, words.match);
  timer = setTimeout(next, 600);
  const body = h("div", { class: "player-board" }, sign, said, h("div", { class: "player-answers" }, button));
  return { body, pick: press, value: () => ({ ...pressed }), focus: () => button.focus({ preventScroll: true }), rest: () => clearTimeout(timer) };
}
