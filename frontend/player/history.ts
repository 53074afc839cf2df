// The browser's Back leads to the question before, not out of the test: every step forward is an entry of its own.
import type { App } from "./app";
import type { Event } from "./reducer";

interface Entry {
  player: string;
  at: number;
  depth: number;
}

let app: App;
const browser = globalThis.history;

function entry(): Entry | null {
  const state: unknown = browser.state;
  const found = state as Entry | null;
  return found && typeof found === "object" && found.player === app.data.sitting ? found : null;
}

export const history = {
  /** The place of a reloaded page, if this entry has one. */
  begin(player: App): number | undefined {
    app = player;
    addEventListener("popstate", () => {
      const now = entry();
      if (now && !app.form.task) app.dispatch({ type: "shown", at: now.at });
    });
    return entry()?.at;
  },

  follow(from: number, at: number, event: Event): void {
    const old = entry();
    const moved: Entry = { player: app.data.sitting, at, depth: old?.depth ?? 0 };
    if (app.form.task || event.type === "shown" || event.type === "back") return browser.replaceState(moved, "");
    if (!old) browser.replaceState({ ...moved, at: from }, "");
    browser.pushState({ ...moved, depth: moved.depth + 1 }, "");
  },

  back(): void {
    if (entry()?.depth) browser.back();
    else app.dispatch({ type: "back" });
  },
};
