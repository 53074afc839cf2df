// The signs of the search task: rings with a gap on one of eight sides, with or without a dot.
import { svg } from "../dom";
import type { Sign } from "../types";
import type { Words } from "../words";

const SIDES = 8;

/** The name of a sign is its drawing: the side of the gap clockwise from the top, 0–7, and 8 more with a dot. */
export function kindOf(sign: Sign): number {
  return Number(sign) % (2 * SIDES);
}

const drawn = new Map<number, SVGElement>();

export function picture(kind: number): SVGElement {
  const known = drawn.get(kind) ?? svg(source(kind), "player-sign");
  drawn.set(kind, known);
  return known.cloneNode(true) as SVGElement;
}

function source(kind: number): string {
  const middle = ((kind % SIDES) * 360) / SIDES - 90;
  const [from, to] = [point(middle + 32), point(middle - 32)];
  const dot = kind >= SIDES ? '<circle cx="12" cy="12" r="2.4" fill="currentColor" stroke="none"/>' : "";
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="3.2">' +
    `<path d="M${from}A8 8 0 1 1 ${to}"/>${dot}</svg>`
  );
}

function point(degrees: number): string {
  const angle = (degrees * Math.PI) / 180;
  return `${(12 + 8 * Math.cos(angle)).toFixed(2)} ${(12 + 8 * Math.sin(angle)).toFixed(2)}`;
}

export function named(kind: number, words: Words): string {
  return words.ring(words.gaps[kind % SIDES] ?? "", kind >= SIDES);
}
