// The screens after the last question: what is left, finishing, and why something stopped.
import type { App } from "./app";
import { button, h } from "./dom";
import { history } from "./history";
import { answered, unsent, type Stop } from "./reducer";

export interface End {
  key: string;
  screen: HTMLElement;
  heading: HTMLElement;
}

export function ending(app: App): End | null {
  const { state } = app;
  if (state.stopped) return stopped(app, state.stopped.why, state.stopped.text);
  if (state.finish !== "no") return finishing(app);
  return state.at >= state.order.length ? done(app) : null;
}

function screen(key: string, title: string, ...parts: (HTMLElement | null)[]): End {
  const heading = h("h2", { class: "player-item", tabindex: -1 }, title);
  return { key, heading, screen: h("div", { class: "player-screen player-end" }, heading, ...parts) };
}

function done(app: App): End {
  const { words, state } = app;
  const left = state.order.length - answered(state);
  const back = app.form.task ? null : button(words.back, "quiet", () => history.back());
  const finish = () => app.dispatch({ type: "finish" });
  if (app.form.task) return screen("end", words.taskDone, h("p", { class: "lead" }, words.taskDoneText), foot(button(words.result, "go full", finish)));
  if (!left) return screen("end", words.doneTitle, h("p", { class: "lead" }, words.done), foot(button(words.result, "go full", finish), back));
  return screen(
    `end-${left}`,
    words.leftTitle(left),
    h("p", { class: "lead" }, words.left),
    foot(
      button(words.leftNow, "go full", () => app.dispatch({ type: "return" })),
      button(words.finishAnyway, "full", finish),
      back,
    ),
  );
}

function finishing(app: App): End {
  const { words, state } = app;
  const offline = state.link === "none";
  const text = offline ? words.finishingOffline(app.frame.here) : words.finishing;
  return screen(
    `finishing-${offline}`,
    offline ? words.doneTitle : words.finishing,
    offline ? h("p", { class: "lead" }, text) : h("progress", { "aria-label": words.finishing }),
    offline && !app.form.task ? foot(button(words.notYet, "quiet", () => app.dispatch({ type: "unfinish" }))) : null,
  );
}

function stopped(app: App, why: Stop, text: string): End {
  const { words, data, state } = app;
  const p = (said: string) => h("p", { class: "lead" }, said);
  switch (why) {
    case "token":
      return screen("token", words.tokenTitle, p(text || words.token), foot(button(words.newPage, "go full", () => location.reload())));
    case "gone":
      return screen("gone", words.goneTitle, p(text || words.gone), foot(h("a", { class: "btn go full", href: data.leave_url }, words.toTests)));
    case "finished": {
      const lost = Object.keys(unsent(state)).length;
      return screen(
        "finished",
        words.finishedTitle,
        p(words.finished + (lost ? ` ${words.lost(lost)}` : "")),
        foot(button(words.result, "go full", () => void app.leaveFor(data.result_url))),
      );
    }
    case "refused":
      return screen("refused", words.refusedTitle, p(text), foot(button(words.toQuestions, "go full", () => app.dispatch({ type: "resumed" }))));
  }
}

function foot(...parts: (HTMLElement | null)[]): HTMLElement {
  return h("div", { class: "player-foot stacked" }, ...parts);
}
