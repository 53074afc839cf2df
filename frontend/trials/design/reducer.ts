// Everything one can do to the poster, as one pure function.
import type { Align, Answer, Block, DesignConstants, DesignProduct, DesignTask, Poster } from "../types";
import { boxes, type Box } from "./layout";

export type Act =
  | { type: "place"; id: string; x: number; y: number }
  | { type: "move"; id: string; dx: number; dy: number }
  | { type: "size"; id: string; by: number }
  | { type: "width"; id: string; by: number }
  | { type: "align"; id: string; align: Align }
  | { type: "ink"; id: string; ink: number }
  | { type: "ground"; ink: number }
  | { type: "palette"; palette: number };

/** How the blocks lie at the beginning: all alike, one below another, waiting for a designer. */
export function firstPoster(task: DesignTask): Poster {
  const blocks = task.blocks.map((part, place): [string, Block] => [
    part.id,
    { x: 120, y: part.role === "picture" ? 1010 : 110 + place * 150, w: 760, step: part.role === "picture" ? 3 : 2, align: "left", ink: 1 },
  ]);
  return { palette: 0, ground: 0, blocks: Object.fromEntries(blocks) };
}

export function change(poster: Poster, act: Act, task: DesignTask, constants: DesignConstants): Poster {
  if (act.type === "palette") return { ...poster, palette: clamp(act.palette, task.palettes.length - 1) };
  if (act.type === "ground") return { ...poster, ground: act.ink };
  const block = poster.blocks[act.id];
  if (!block) return poster;
  const next = { ...poster, blocks: { ...poster.blocks, [act.id]: changed(block, act, constants) } };
  return inside(next, act.id, task, constants);
}

function changed(block: Block, act: Exclude<Act, { type: "palette" | "ground" }>, { sheet }: DesignConstants): Block {
  switch (act.type) {
    case "place":
      return { ...block, x: act.x, y: act.y };
    case "move":
      return { ...block, x: block.x + act.dx, y: block.y + act.dy };
    case "size":
      return { ...block, step: clamp(block.step + act.by, sheet.sizes.length - 1) };
    case "width":
      return { ...block, w: Math.min(Math.max(block.w + act.by, 160), sheet.width) };
    case "align":
      return { ...block, align: act.align };
    case "ink":
      return { ...block, ink: act.ink };
  }
}

/** Keeps the block on the sheet: what is larger than the sheet starts at its edge. */
function inside(poster: Poster, id: string, task: DesignTask, constants: DesignConstants): Poster {
  const found = boxes(task, poster, constants).find((one) => one.id === id);
  const block = poster.blocks[id];
  if (!found || !block) return poster;
  const { width, height } = constants.sheet;
  const x = block.x + pushed(found.left, found.right, width);
  const y = block.y + pushed(found.top, found.bottom, height);
  return { ...poster, blocks: { ...poster.blocks, [id]: { ...block, x: Math.round(x), y: Math.round(y) } } };
}

function pushed(low: number, high: number, end: number): number {
  if (low < 0) return -low;
  return high > end ? Math.max(end - high, -low) : 0;
}

/** Guides: where the dragged box meets a line of the others, of the margins or of the middle, it clings to it. */
export interface Snap {
  dx: number;
  dy: number;
  across: number[]; // x of vertical guides
  down: number[]; // y of horizontal guides
}
const NEAR = 9;

export function snapped(moving: Box, others: Box[], constants: DesignConstants, margin: number): Snap {
  const { width, height } = constants.sheet;
  const edge = margin * width;
  const xs = [edge, width / 2, width - edge, ...others.flatMap((one) => [one.left, one.right, (one.left + one.right) / 2])];
  const ys = [edge, height / 2, height - edge, ...others.flatMap((one) => [one.top, one.bottom])];
  const across = nearest([moving.left, moving.right, (moving.left + moving.right) / 2], xs);
  const down = nearest([moving.top, moving.bottom, (moving.top + moving.bottom) / 2], ys);
  return { dx: across?.by ?? 0, dy: down?.by ?? 0, across: across ? [across.line] : [], down: down ? [down.line] : [] };
}

function nearest(own: number[], lines: number[]): { by: number; line: number } | null {
  let best: { by: number; line: number } | null = null;
  for (const line of lines)
    for (const at of own) if (Math.abs(line - at) <= NEAR && (!best || Math.abs(line - at) < Math.abs(best.by))) best = { by: line - at, line };
  return best;
}

/** The way of the product: brief → version one → the client → version two → end. */
export type Phase = "first" | "client" | "second" | "end";

export function phaseOf(product: DesignProduct, task: DesignTask): Phase {
  if (!product.versions.length) return "first";
  if (product.versions.length > 1) return "end";
  return task.wishes.every((_, place) => product.wishes[String(place)]) ? "second" : "client";
}

export function handedOver(product: DesignProduct, version: 1 | 2): DesignProduct {
  if (!product.draft) return product;
  const versions = version === 1 ? [product.draft, ...product.versions.slice(1)] : [product.versions[0] ?? product.draft, product.draft];
  return { ...product, versions };
}

export function answered(product: DesignProduct, wish: number, answer: Answer): DesignProduct {
  return { ...product, wishes: { ...product.wishes, [String(wish)]: answer } };
}

function clamp(value: number, last: number): number {
  return Math.min(Math.max(0, value), last);
}
