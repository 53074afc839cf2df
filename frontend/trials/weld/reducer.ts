// The hand as a pure function of time: strokes of points, and the hand led by keys.
import type { Attempt, Physics, Seam, Stroke } from "../types";
import { best } from "./physics";

export const KEPT = 3;
const STEP = 80; // milliseconds between kept points
const MOST = 3_900; // numbers of one stroke

/** Where the tip of the electrode is: millimetres along the seam and off the metal. */
export interface Tip {
  along: number;
  arc: number;
}

/** The stroke with one more point, unless the last one is too fresh. */
export function drawn(stroke: Stroke, time: number, tip: Tip): Stroke {
  const last = stroke.at(-3);
  if (last !== undefined && time - last < STEP) return stroke;
  if (stroke.length >= MOST) return stroke;
  return [...stroke, Math.round(time), Math.round(tip.along * 100), Math.round(tip.arc * 100)];
}

/** Speed over the last `within` milliseconds, mm/s. */
export function speedNow(stroke: Stroke, within = 700): number | null {
  const end = stroke.length - 3;
  if (end < 3) return null;
  let from = end;
  while (from >= 3 && stroke[end]! - stroke[from - 3]! <= within) from -= 3;
  const time = (stroke[end]! - stroke[from]!) / 1000;
  return time > 0 ? (stroke[end + 1]! - stroke[from + 1]!) / 100 / time : null;
}

/** Three passes are kept: the newest one and the best of the rest. */
export function withAttempt(seam: Seam, attempts: Attempt[], attempt: Attempt, physics: Physics): Attempt[] {
  const next = [...attempts, attempt];
  if (next.length <= KEPT) return next;
  const old = next.slice(0, -1);
  const top = best(seam, old, physics);
  const worst = old.map((_, place) => place).filter((place) => place !== top);
  const dropped = worst.reduce((found, place) => (best(seam, [old[found]!, old[place]!], physics) === 0 ? place : found), worst[0]!);
  return next.filter((_, place) => place !== dropped);
}

/** A hand led by keys: it moves by itself, drifts a little, and the electrode burns down. */
export interface KeyHand {
  readonly lit: boolean;
  readonly speed: number;
  readonly tip: Tip;
}
export type Press = "faster" | "slower" | "closer" | "farther" | "light" | "out";

export function keyHand(seam: Seam): KeyHand {
  return { lit: false, speed: seam.speed[0] * 0.8, tip: { along: 0, arc: seam.arc[1] + 0.5 } };
}

export function pressed(hand: KeyHand, press: Press): KeyHand {
  switch (press) {
    case "faster":
      return { ...hand, speed: Math.min(hand.speed + 0.2, 9) };
    case "slower":
      return { ...hand, speed: Math.max(hand.speed - 0.2, 0) };
    case "closer":
      return { ...hand, tip: { ...hand.tip, arc: Math.max(hand.tip.arc - 0.2, 0) } };
    case "farther":
      return { ...hand, tip: { ...hand.tip, arc: Math.min(hand.tip.arc + 0.2, 9) } };
    case "light":
      return { ...hand, lit: true };
    case "out":
      return { ...hand, lit: false };
  }
}

const BURNS = 0.1; // mm of electrode a second
const SWAYS = 0.25; // mm/s

export function passedTime(hand: KeyHand, seconds: number, since: number): KeyHand {
  if (!hand.lit) return hand;
  const speed = Math.max(0, hand.speed + SWAYS * Math.sin(since * 1.1));
  return { ...hand, tip: { along: hand.tip.along + speed * seconds, arc: Math.min(hand.tip.arc + BURNS * seconds, 9) } };
}

export type Mark = "good" | "slow" | "fast" | "short" | "long" | "off";

export function speedMark(seam: Seam, speed: number): Mark {
  if (speed < seam.speed[0]) return "slow";
  return speed > seam.speed[1] ? "fast" : "good";
}

export function arcMark(seam: Seam, arc: number, physics: Physics): Mark {
  if (arc < physics.stuck_mm || arc > seam.arc[1] * physics.out) return "off";
  if (arc < seam.arc[0]) return "short";
  return arc > seam.arc[1] ? "long" : "good";
}
