// Sums with four answers in a 2×2 grid.
import type { App } from "../app";
import type { Sheet, Task } from "../timed";
import type { Stem } from "../types";
import { practiceOn, stemsOn } from "./board";

export const calculation: Task = {
  practice,
  sheet: (_app, block, before, changed, exhausted) => stemsOn(block.stems ?? [], before, undefined, changed, exhausted),
};

function practice(app: App, done: () => void): Sheet {
  const sums: [string, number[], number][] = [
    ["7 + 8", [14, 15, 16, 13], 15],
    ["24 − 9", [16, 14, 13, 15], 15],
    ["6 × 4", [24, 26, 20, 28], 24],
  ];
  const stems = sums.map(([text, answers, right], n): [Stem, string] => [
    { id: String(n), text, options: answers.map((answer) => ({ id: String(answer), text: String(answer) })) },
    String(right),
  ]);
  return practiceOn(stems, undefined, app.words, done);
}
