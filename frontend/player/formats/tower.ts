// Rings on three rods: press a rod to lift its top ring, press another to put it down. The goal stands above.
import { button, h } from "../dom";
import type { Asking, Drawn } from "../questions";
import { partsOf, type Value } from "../types";

interface Puzzle {
  heights: number[];
  start: string[][];
  goal: string[][];
}
interface Draft {
  moves: string[];
  first: number;
  spent: number;
}

export function tower({ app, item, answer, labelledby, changed, give }: Asking): Drawn {
  const { words } = app;
  const puzzle = item.data as unknown as Puzzle;
  const draft = app.device.draft<Draft>(item.id);
  let moves = draft?.moves ?? movesOf(answer);
  let first = draft?.first ?? Number(partsOf(answer)?.first ?? 0);
  let lifted: number | null = null;

  const rods = puzzle.heights.map((_, rod) => h("button", { type: "button", class: "player-rod", onclick: () => press(rod) }));
  const said = h("p", { class: "player-said", "aria-live": "polite" });
  const draw = () => {
    const now = after(puzzle, moves);
    rods.forEach((element, rod) => {
      element.replaceChildren(...stack(now[rod]!, puzzle.heights[rod]!, lifted === rod));
      element.setAttribute("aria-label", words.rod(rod + 1, puzzle.heights[rod]!, now[rod]!.map((ring) => words.ring_(ring))));
      element.setAttribute("aria-pressed", String(lifted === rod));
    });
    said.textContent = isDone(puzzle, now) ? words.towerDone(moves.length) : words.moves(moves.length);
  };
  const press = (rod: number) => {
    const now = after(puzzle, moves);
    if (isDone(puzzle, now)) return;
    if (lifted === null) {
      if (!now[rod]!.length) return void (said.textContent = words.rodEmpty);
      lifted = rod;
      app.frame.say(words.ringLifted(words.ring_(now[rod]!.at(-1)!)));
      return draw();
    }
    const from = lifted;
    lifted = null;
    if (from === rod) return draw();
    if (now[rod]!.length >= puzzle.heights[rod]!) {
      draw();
      return void (said.textContent = words.rodFull);
    }
    app.frame.say(words.ringPut(words.ring_(now[from]!.at(-1)!), rod + 1));
    if (!moves.length && !first) first = Math.max(1, Math.round(app.visits.spent(item.id)));
    moves = [...moves, `${from + 1}${rod + 1}`];
    keep();
    draw();
    changed();
    const value = valueOf();
    if (isDone(puzzle, after(puzzle, moves)) && value) setTimeout(() => give(value), 700);
  };
  const keep = () => app.device.keepDraft(item.id, { moves, first, spent: app.visits.spent(item.id) } satisfies Draft);
  const restart = () => {
    moves = [];
    lifted = null;
    keep();
    draw();
    changed();
  };
  const valueOf = (): Value | null => (moves.length && moves.length <= 60 ? { moves: moves.join("_"), first: String(first) } : null);

  draw();
  const goal = h(
    "div",
    { class: "player-goal", role: "img", "aria-label": `${words.goal}: ${puzzle.goal.map((rings, rod) => words.rod(rod + 1, puzzle.heights[rod]!, rings.map((ring) => words.ring_(ring)))).join("; ")}` },
    h("p", { class: "small dim", "aria-hidden": "true" }, words.goal),
    h("div", { class: "player-rods small", "aria-hidden": "true" }, ...puzzle.goal.map((rings, rod) => h("div", { class: "player-rod" }, ...stack(rings, puzzle.heights[rod]!, false)))),
  );
  const body = h("div", { class: "player-answers player-tower", role: "group", "aria-labelledby": labelledby }, goal, h("div", { class: "player-rods" }, ...rods), said, button(words.startOver, "quiet", restart));
  return { body, pick: (number) => (number < rods.length ? press(number) : undefined), value: valueOf };
}

function movesOf(answer: Value | undefined): string[] {
  return (partsOf(answer)?.moves ?? "").split("_").filter(Boolean);
}

function after(puzzle: Puzzle, moves: string[]): string[][] {
  const rods = puzzle.start.map((rings) => [...rings]);
  for (const move of moves) {
    const ring = rods[Number(move[0]) - 1]?.pop();
    if (ring) rods[Number(move[1]) - 1]!.push(ring);
  }
  return rods;
}

function isDone(puzzle: Puzzle, rods: string[][]): boolean {
  return JSON.stringify(rods) === JSON.stringify(puzzle.goal);
}

/** From the top down: free places, then rings. A lifted ring hangs over the rod. */
function stack(rings: string[], height: number, lifted: boolean): HTMLElement[] {
  const top = [...rings].reverse();
  const places = Array.from({ length: height - rings.length }, () => h("span", { class: "player-place" }));
  const shown = top.map((ring, n) => h("span", { class: `player-ring${lifted && n === 0 ? " lifted" : ""}`, "data-ring": ring }, ring));
  return [...places, ...shown];
}
