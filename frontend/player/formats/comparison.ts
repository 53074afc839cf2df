// Two lines, one above the other: the same or different.
import type { App } from "../app";
import type { Sheet, Task } from "../timed";
import type { Stem } from "../types";
import { practiceOn, stemsOn } from "./board";

const LOOK = "player-sum player-twin numbers";

export const comparison: Task = {
  practice,
  sheet: (_app, block, before, changed, exhausted) => stemsOn(block.stems ?? [], before, LOOK, changed, exhausted),
};

function practice(app: App, done: () => void): Sheet {
  const { words } = app;
  const options = [
    { id: "same", text: words.same },
    { id: "different", text: words.different },
  ];
  const pairs: [string, string][] = [
    ["4170", "4170"],
    ["52-08", "52-80"],
    ["12:45", "12:45"],
  ];
  const stems = pairs.map(([first, second], n): [Stem, string] => [
    { id: String(n), text: `${first}\n${second}`, options },
    first === second ? "same" : "different",
  ]);
  return practiceOn(stems, LOOK, words, done);
}
