// A bead of metal from the hand's speed and the length of the arc.
// The same function, step by step in the same order, is bilet/trials/checks/weld.py; tests/vectors.json holds examples for both.
import type { Attempt, Defect, Physics, Seam, Stroke } from "../types";

export type Kind = "sound" | Defect;
export const KINDS: Kind[] = ["sound", "burn", "thin", "gap", "spatter"];

export interface Segment {
  speed: number | null;
  arc: number | null;
  width: number;
  height: number;
  kind: Kind;
}
export interface Bead {
  segments: Segment[];
  seconds: number;
  shares: Record<Kind, number>;
}

export function bead(seam: Seam, strokes: Stroke[], physics: Physics): Bead {
  const count = Math.max(1, Math.ceil(seam.length_mm / physics.bin_mm));
  const dwell = new Array<number>(count).fill(0);
  const arcs = new Array<number>(count).fill(0);
  let seconds = 0;
  for (const stroke of strokes)
    for (const [time, start, end, arc] of pieces(stroke)) {
      seconds += time;
      if (arc < physics.stuck_mm || arc > seam.arc[1] * physics.out) continue;
      for (const [place, part] of spread(start, end, seam.length_mm, physics.bin_mm)) {
        dwell[place] = dwell[place]! + time * part;
        arcs[place] = arcs[place]! + time * part * arc;
      }
    }
  const segments = dwell.map((time, place) => segment(seam, place, time, arcs[place]!, physics));
  const shares = Object.fromEntries(KINDS.map((kind) => [kind, rounded(segments.filter((one) => one.kind === kind).length / count)]));
  return { segments, seconds: rounded(seconds), shares: shares as Record<Kind, number> };
}

/** Place of the attempt with the largest sound share, the first of equals; -1 when there is none. */
export function best(seam: Seam, attempts: Attempt[], physics: Physics): number {
  const sound = attempts.map((attempt) => bead(seam, attempt.strokes, physics).shares.sound);
  return sound.indexOf(Math.max(...sound));
}

type Piece = [seconds: number, start: number, end: number, arc: number];

function pieces(stroke: Stroke): Piece[] {
  const found: Piece[] = [];
  for (let i = 0; i + 5 < stroke.length; i += 3) {
    const time = (stroke[i + 3]! - stroke[i]!) / 1000;
    if (time > 0) found.push([time, stroke[i + 1]! / 100, stroke[i + 4]! / 100, (stroke[i + 2]! + stroke[i + 5]!) / 200]);
  }
  return found;
}

function spread(start: number, end: number, length: number, size: number): [number, number][] {
  const [low, high] = [Math.min(start, end), Math.max(start, end)];
  if (high - low < 1e-9) return low >= 0 && low < length ? [[Math.floor(low / size), 1]] : [];
  const parts: [number, number][] = [];
  for (let place = Math.floor(Math.max(low, 0) / size); place < Math.ceil(Math.min(high, length) / size); place += 1) {
    const inside = Math.min(high, (place + 1) * size, length) - Math.max(low, place * size);
    if (inside > 0) parts.push([place, inside / (high - low)]);
  }
  return parts;
}

function segment(seam: Seam, place: number, dwell: number, arcs: number, physics: Physics): Segment {
  const long = Math.min(physics.bin_mm, seam.length_mm - place * physics.bin_mm);
  if (dwell < 1e-6) return { speed: null, arc: null, width: 0, height: 0, kind: "gap" };
  const [speed, arc] = [long / dwell, arcs / dwell];
  const middle = (seam.speed[0] + seam.speed[1]) / 2;
  const off = arc - (seam.arc[0] + seam.arc[1]) / 2;
  const base = physics.base_mm + seam.metal_mm;
  const laid = Math.sqrt(middle / speed);
  const width = base * Math.min(Math.max(laid * (1 + physics.wider * off), 0.2), 3);
  const height = base * physics.high * Math.min(Math.max(laid * (1 - physics.flatter * off), 0.1), 3);
  return { speed: rounded(speed), arc: rounded(arc), width: rounded(width), height: rounded(height), kind: kindOf(seam, speed, arc, physics) };
}

function kindOf(seam: Seam, speed: number, arc: number, physics: Physics): Kind {
  if (speed < seam.speed[0] * physics.slow) return "burn";
  if (arc > seam.arc[1] * physics.long) return "spatter";
  if (speed > seam.speed[1] * physics.fast) return "thin";
  return "sound";
}

function rounded(value: number): number {
  return Math.floor(value * 1000 + 0.5) / 1000;
}
