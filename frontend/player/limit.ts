// The time of one question. It runs only while the question is in sight; a pause or a reload takes nothing away.
import type { App } from "./app";
import { h } from "./dom";
import type { Id } from "./types";

/** How much longer it is for those who need more time. */
export const MORE_TIME = 2;
const LAST = 10_000; // milliseconds before the end at which it is said aloud

export class Limit {
  readonly clock: HTMLProgressElement;
  private tick: ReturnType<typeof setInterval> | undefined;

  constructor(
    readonly seconds: number,
    private readonly app: App,
  ) {
    this.clock = h("progress", { class: "player-clock", max: seconds * 1000, "aria-label": app.words.timeLeft });
  }

  run(item: Id, over: () => void): void {
    this.stop();
    const whole = this.seconds * 1000;
    let told = false;
    let kept = this.app.visits.spent(item);
    const look = () => {
      const left = whole - this.app.visits.spent(item);
      this.clock.value = Math.max(0, left);
      this.clock.classList.toggle("short", left < LAST);
      if (left < LAST && !told) {
        told = true;
        this.app.frame.say(this.app.words.nearlyOver);
      }
      if (whole - left - kept >= 1_000) {
        kept = whole - left;
        this.app.device.keepDraft(item, { spent: kept });
      }
      if (left > 0) return;
      this.stop();
      over();
    };
    look();
    this.tick = setInterval(look, 250);
  }

  stop(): void {
    clearInterval(this.tick);
  }
}
