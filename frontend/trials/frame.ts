// What every trial has around its screen: the line of steps, where the work is, and the end.
import { button, h } from "./dom";
import type { Draft } from "./draft";
import { safety } from "./draft";
import type { Outbox } from "./outbox";
import type { Words } from "./words";

export interface StepName {
  id: string;
  title: string;
  done: boolean;
}

export class Frame {
  private readonly steps = h("ol", { class: "trial-steps", role: "list" });
  private readonly status = h("p", { class: "trial-status small", role: "status" });
  private readonly screen = h("section", { class: "trial-screen stack", tabindex: "-1" });
  private readonly alert = h("p", { class: "trial-alert", role: "alert", hidden: true });
  private last = "";

  constructor(
    root: HTMLElement,
    private readonly words: Words,
  ) {
    const nav = h("nav", { "aria-label": words.steps }, this.steps);
    root.replaceChildren(nav, this.status, this.alert, this.screen);
  }

  /** The line of steps; `go` is called with the id of a pressed one. */
  line(steps: StepName[], here: string, go: (id: string) => void): void {
    const items = steps.map((step, place) => {
      const current = step.id === here;
      const name = h(
        "button",
        { type: "button", class: "trial-step", "aria-current": current ? "step" : undefined, onclick: () => go(step.id) },
        h("span", { class: "trial-stop", "aria-hidden": "true" }, step.done ? "✓" : String(place + 1)),
        h("span", { class: "trial-step-name" }, step.title, step.done && h("span", { class: "visually-hidden" }, `, ${this.words.stepDone}`)),
      );
      return h("li", { class: [step.done && "done", current && "now"].filter(Boolean).join(" ") }, name);
    });
    this.steps.replaceChildren(...items);
    const now = items.find((item) => item.classList.contains("now"));
    if (now) this.steps.scrollLeft = now.offsetLeft - this.steps.clientWidth / 2; // a long line shows where one is
  }

  /** A new screen: its heading gets the focus unless it is the first one. */
  show(...parts: (Node | string)[]): void {
    const first = !this.screen.hasChildNodes();
    this.screen.replaceChildren(...parts);
    if (first) return;
    const heading = this.screen.querySelector<HTMLElement>("h2");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus({ preventScroll: true });
    this.screen.scrollIntoView({ block: "start" });
  }

  saved<T>(draft: Draft<T>): void {
    const state = safety(draft);
    const text = state === "stopped" ? (draft.stopped ?? "") : this.words.safety[state];
    this.status.className = `trial-status small ${state}`;
    if (text === this.last) return;
    this.last = text;
    this.status.textContent = text;
  }

  warn(text: string): void {
    this.alert.hidden = !text;
    this.alert.textContent = text;
  }

  /** The last button of every trial. */
  ending<T>(outbox: Outbox<T>, look = "go full"): HTMLElement {
    const end = button(this.words.finish, look, () => {
      this.warn("");
      end.disabled = true;
      end.textContent = this.words.finishing;
      outbox.refused = (text) => {
        this.warn(text);
        end.disabled = false;
        end.textContent = this.words.finish;
      };
      void outbox.finish().then((next) => location.assign(next));
    });
    return end;
  }
}
