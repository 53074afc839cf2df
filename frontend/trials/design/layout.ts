// Where the blocks of a poster stand, and what can be checked of it by number.
// The same arithmetic, step by step, is bilet/trials/checks/poster.py; tests/vectors.json holds examples for both.
import type { Align, Block, DesignConstants, DesignTask, Poster, PosterBlock, Role } from "../types";

export interface Box {
  id: string;
  role: Role;
  lines: string[];
  size: number;
  left: number;
  top: number;
  right: number;
  bottom: number;
  align: Align;
  anchor: number;
  colour: string;
}
export interface Finding {
  check: string;
  ok: boolean;
  value: number;
  limit: number;
}
const ASIDE: Record<Align, number> = { left: 0, center: 0.5, right: 1 };

export function boxes(task: DesignTask, poster: Poster, constants: DesignConstants): Box[] {
  const palette = paletteOf(task, poster);
  return task.blocks.flatMap((part) => {
    const block = poster.blocks[part.id];
    return block ? [box(part, block, palette, constants)] : [];
  });
}

export function paletteOf(task: DesignTask, poster: Poster): string[] {
  return task.palettes[poster.palette % task.palettes.length]!;
}

export function groundOf(task: DesignTask, poster: Poster): string {
  const palette = paletteOf(task, poster);
  return palette[poster.ground % palette.length]!;
}

export function findings(task: DesignTask, poster: Poster, constants: DesignConstants): Finding[] {
  const placed = boxes(task, poster, constants);
  const { sheet } = constants;
  return [
    contrastOf(task, placed, groundOf(task, poster), sheet.picture_contrast),
    margins(task, placed, sheet),
    overlap(placed, sheet.loose),
    order(placed, sheet.title),
    linesOf(placed, sheet),
    distance(placed, sheet.far),
    air(placed, sheet),
  ];
}

/** WCAG 2.2: (lighter + 0.05) / (darker + 0.05), from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [first, second] = [luminance(one), luminance(other)];
  return rounded((Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05));
}

/** Text broken at spaces; a word longer than the line stands alone. */
export function wrapped(text: string, width: number, long: (line: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last !== undefined && long(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

export function fontOf(role: Role): "title" | "text" {
  return role === "title" ? "title" : "text";
}

function long(text: string, role: Role, size: number, { advances }: DesignConstants): number {
  const widths = advances[fontOf(role)];
  return ([...text].reduce((sum, sign) => sum + (widths[sign] ?? 600), 0) * size) / 1000;
}

function box(part: PosterBlock, block: Block, palette: string[], constants: DesignConstants): Box {
  const { sheet } = constants;
  let size = 0;
  let lines: string[] = [];
  let align = block.align;
  let wide: number, high: number, left: number;
  if (part.role === "picture") {
    wide = sheet.pictures[block.step]!;
    high = wide * sheet.ratio;
    left = block.x;
    align = "center";
  } else {
    size = sheet.sizes[block.step]!;
    const measure = (line: string) => long(line, part.role, size, constants);
    lines = wrapped(part.text, block.w, measure);
    wide = Math.max(0, ...lines.map(measure));
    high = lines.length * size * sheet.leading;
    left = block.x + (block.w - wide) * ASIDE[align];
  }
  return {
    id: part.id,
    role: part.role,
    lines,
    size,
    left,
    top: block.y,
    right: left + wide,
    bottom: block.y + high,
    align,
    anchor: left + wide * ASIDE[align],
    colour: palette[block.ink % palette.length]!,
  };
}

const texts = (placed: Box[]): Box[] => placed.filter((one) => one.role !== "picture");
const least = (values: number[], otherwise: number): number => (values.length ? Math.min(...values) : otherwise);
const most = (values: number[]): number => (values.length ? Math.max(...values) : 0);

function contrastOf(task: DesignTask, placed: Box[], under: string, picture: number): Finding {
  const lowest = least(texts(placed).map((one) => contrast(one.colour, under)), 1);
  const seen = placed.filter((one) => one.role === "picture").every((one) => contrast(one.colour, under) >= picture);
  return { check: "contrast", ok: lowest >= task.min_contrast && seen, value: lowest, limit: task.min_contrast };
}

function margins(task: DesignTask, placed: Box[], sheet: { width: number; height: number }): Finding {
  const edges = placed.map((one) => Math.min(one.left, one.top, sheet.width - one.right, sheet.height - one.bottom));
  const share = rounded(least(edges, 0) / sheet.width);
  return { check: "margins", ok: share >= task.min_margin, value: share, limit: task.min_margin };
}

function overlap(placed: Box[], loose: number): Finding {
  let clashes = 0;
  placed.forEach((one, place) => {
    for (const other of placed.slice(place + 1)) clashes += clash(one, other, loose) ? 1 : 0;
  });
  return { check: "overlap", ok: clashes === 0, value: clashes, limit: 0 };
}

function clash(one: Box, other: Box, loose: number): boolean {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return across > loose && down > loose;
}

function order(placed: Box[], limit: number): Finding {
  const sizes = (...roles: Role[]) => placed.filter((one) => roles.includes(one.role)).map((one) => one.size);
  const others = most(sizes("date", "place", "text"));
  const times = others ? rounded(most(sizes("title")) / others) : 0;
  const ok = times >= limit && least(sizes("date", "place"), 0) >= most(sizes("text"));
  return { check: "order", ok, value: times, limit };
}

function linesOf(placed: Box[], sheet: { aligned: number; lines: number }): Finding {
  const found: number[] = [];
  for (const anchor of texts(placed).map((one) => one.anchor).sort((a, b) => a - b))
    if (!found.length || anchor - found.at(-1)! > sheet.aligned) found.push(anchor);
  return { check: "lines", ok: found.length <= sheet.lines, value: found.length, limit: sheet.lines };
}

function distance(placed: Box[], far: number): Finding {
  const smallest = least(placed.filter((one) => one.role === "date" || one.role === "place").map((one) => one.size), 0);
  return { check: "distance", ok: smallest >= far, value: smallest, limit: far };
}

function air(placed: Box[], sheet: { width: number; height: number; air: number }): Finding {
  const covered = placed.reduce((sum, one) => sum + (one.right - one.left) * (one.bottom - one.top), 0);
  const share = rounded(covered / (sheet.width * sheet.height));
  return { check: "air", ok: share <= sheet.air, value: share, limit: sheet.air };
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => linear(parseInt(colour.slice(at, at + 2), 16) / 255));
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function linear(channel: number): number {
  return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
}

/** To thousandths, halves up: the same in both languages. */
export function rounded(value: number): number {
  return Math.floor(value * 1000 + 0.5) / 1000;
}
