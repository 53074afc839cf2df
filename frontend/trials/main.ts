// A trial in the browser: the page of a run loads only the island of its kind.
import { runsHere } from "./outbox";
import { barePage, forgetRunsBut, keepRun } from "./shell";
import type { Data } from "./types";
import { wordsIn } from "./words";

async function begin(root: HTMLElement, data: Data): Promise<void> {
  const page = barePage();
  const words = wordsIn(data.language);
  try {
    if (data.kind === "code") await (await import("./code/island")).start(root, data, words);
    else if (data.kind === "design") await (await import("./design/island")).start(root, data, words);
    else if (data.kind === "desk") await (await import("./desk/island")).start(root, data, words);
    else await (await import("./weld/island")).start(root, data, words);
  } catch (error) {
    root.textContent = words.notOpened;
    throw error;
  }
  void keepRun(data.run, page).catch(() => undefined);
  void runsHere().then((runs) => forgetRunsBut(new Set([...runs, data.run]))).catch(() => undefined);
}

const root = document.getElementById("trial");
const data = document.getElementById("trial-data");
if (root && data) void begin(root, JSON.parse(data.textContent ?? "{}") as Data);
