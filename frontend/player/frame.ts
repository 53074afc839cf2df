// What stays around the questions: way out, place, progress, the true sentence about the answers, what is read out.
import type { App } from "./app";
import sliders from "lucide-static/icons/sliders-horizontal.svg";
import { h, svg } from "./dom";
import { answered, safety, type Safety, type State } from "./reducer";

export class Frame {
  readonly stage = h("div", { class: "player-stage" });
  private readonly place = h("span", { class: "numbers" });
  private readonly progress = h("progress", { max: 1, value: 0 });
  private readonly saved = h("p", { class: "player-saved" });
  private readonly place_aloud = h("p", { class: "visually-hidden", "aria-live": "polite" });
  private readonly saved_aloud = h("p", { class: "visually-hidden", "aria-live": "polite" });
  private spoken: Safety = "saved";

  constructor(
    private readonly root: HTMLElement,
    private readonly app: App,
  ) {
    const leave = h("a", { class: "back", href: app.data.leave_url, "aria-label": `${app.form.title}: ${app.words.leave}` }, `← ${app.form.title}`);
    root.classList.add("player");
    root.dataset.format = app.form.format;
    if (app.data.settings.large_print) root.dataset.print = "large";
    const helps = h("a", { class: "player-settings", href: app.data.settings_url, "aria-label": app.words.helps }, svg(sliders) as unknown as Node);
    root.replaceChildren(
      h("div", { class: "player-top" }, leave, h("span", {}, this.place, helps)),
      this.progress,
      this.stage,
      this.saved,
      this.place_aloud,
      this.saved_aloud,
    );
  }

  /** Puts a new screen on the stage and brings the reader to its heading. */
  show(screen: HTMLElement, heading: HTMLElement, aloud: string, quietly = false): void {
    this.stage.replaceChildren(screen);
    this.place_aloud.textContent = aloud;
    if (quietly) return;
    heading.focus({ preventScroll: true });
    if (this.root.getBoundingClientRect().top < 0) this.root.scrollIntoView({ block: "start" });
  }

  say(text: string): void {
    this.place_aloud.textContent = text;
  }

  update(before: State): void {
    const { state, words } = this.app;
    const total = state.order.length;
    const count = answered(state);
    this.progress.max = total;
    this.progress.value = count;
    this.progress.setAttribute("aria-label", words.answered(count, total));
    this.place.textContent = words.place(Math.min(state.at + 1, total), total);
    const now = safety(state);
    this.saved.textContent = this.sentence(now) ?? this.saved.textContent;
    this.saved.dataset.safety = now;
    this.aloud(now, before);
  }

  /** Read out only what matters: the connection went, came back, or something is at risk. */
  private aloud(now: Safety, before: State): void {
    const grave = now === "offline" || now === "riskyOffline" || now === "stopped";
    if (grave && now !== this.spoken) {
      this.spoken = now;
      this.saved_aloud.textContent = this.sentence(now);
    } else if (now === "saved" && this.spoken !== "saved" && before !== this.app.state) {
      this.spoken = now;
      this.saved_aloud.textContent = this.app.words.online;
    }
  }

  get here(): string {
    return matchMedia("(pointer: coarse)").matches ? this.app.words.phone : this.app.words.computer;
  }

  /** Null: the device is still writing, and nothing new can be said yet. */
  private sentence(now: Safety): string | null {
    const { words, state } = this.app;
    switch (now) {
      case "saved":
        return Object.keys(state.answers).length ? words.saved : "";
      case "sending":
        return words.sending(this.here);
      case "offline":
        return words.offline(this.here);
      case "busy":
        return words.busy(this.here);
      case "risky":
        return state.storage === "memory" ? words.risky : null;
      case "riskyOffline":
        return state.storage === "memory" ? words.riskyOffline : null;
      case "stopped":
        return words.stoppedSaving(this.here);
    }
  }
}
