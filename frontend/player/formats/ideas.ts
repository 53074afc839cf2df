// Free writing against the clock: one idea a line, Enter adds it.
import type { App } from "../app";
import { button, h } from "../dom";
import type { Sheet, Task } from "../timed";
import type { Block, Value, Written } from "../types";

const MOST = 60;
const LONGEST = 120;

export const ideas: Task = { practice, sheet };

function sheet(app: App, block: Block, before: Value | undefined, changed: () => void): Sheet {
  return board(app, block.prompt ?? "", (before as Written | undefined)?.lines ?? [], changed);
}

function practice(app: App, done: () => void): Sheet {
  return board(app, app.words.ideasTry, [], () => done());
}

function board(app: App, prompt: string, before: string[], changed: () => void): Sheet {
  const { words } = app;
  const lines = [...before];
  const list = h("ul", { class: "player-ideas" });
  const count = h("p", { class: "small dim numbers", "aria-live": "polite" });
  const input = h("input", { type: "text", class: "player-idea", maxlength: LONGEST, autocomplete: "off", enterkeyhint: "done", "aria-label": words.newIdea });
  const draw = () => {
    list.replaceChildren(...[...lines].reverse().map((line) => h("li", {}, line)));
    count.textContent = words.ideasCount(lines.length);
  };
  const add = () => {
    const line = input.value.trim();
    if (!line || lines.length >= MOST) return;
    lines.push(line);
    input.value = "";
    draw();
    changed();
    input.focus();
  };
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") add();
  });
  draw();
  const body = h(
    "div",
    { class: "player-board" },
    h("p", { class: "lead", lang: app.form.language }, prompt),
    h("div", { class: "player-idea-row" }, input, button(words.add, "", add)),
    count,
    list,
  );
  // What stands in the line when time is up counts as well.
  const value = (): Written => ({ lines: [...lines, ...(input.value.trim() ? [input.value.trim()] : [])].slice(0, MOST) });
  return { body, value, focus: () => input.focus() };
}
