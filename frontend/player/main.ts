// The test player: starts from the page's `player-data`, goes on from what the device and the server remember.
import { App } from "./app";
import { Device } from "./device";
import { h } from "./dom";
import { load } from "./form";
import { seqsOf } from "./reducer";
import { barePage, forgetPagesBut, keepPage } from "./shell";
import type { Data } from "./types";
import { wordsIn } from "./words";

async function begin(root: HTMLElement, data: Data): Promise<void> {
  const page = barePage();
  const words = wordsIn(data.language);
  root.replaceChildren(h("p", { class: "dim", role: "status" }, words.loading));
  const device = await Device.open(data.sitting, Date.now());
  const kept = await device.load().catch(() => {
    device.close();
    return { answers: {}, confirmed: {}, finishing: false };
  });
  const form = await load(root, data, device, words);
  const app = new App(root, data, form, device, words);
  app.dispatch({ type: "merged", answers: data.answers, confirmed: seqsOf(data.answers) });
  app.dispatch({ type: "merged", answers: kept.answers, kept: seqsOf(kept.answers), confirmed: kept.confirmed });
  if (!device.lasts) app.dispatch({ type: "notKept" });
  await app.start(kept.finishing);
  void device.sittings().then(forgetPagesBut).catch(() => undefined);
  void keepPage(data.sitting, page).catch(() => undefined);
}

const root = document.getElementById("player");
const data = document.getElementById("player-data");
if (root && data) void begin(root, JSON.parse(data.textContent ?? "{}") as Data);
