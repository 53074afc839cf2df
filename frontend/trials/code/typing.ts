// What keys do in the editor, as pure functions of the text and the selection.
export interface Field {
  text: string;
  start: number;
  end: number;
}
/** Replace [from, to) by `put`; the caret comes after it, or `back` signs before its end. */
export interface Edit {
  from: number;
  to: number;
  put: string;
}
const INDENT = "    ";

const lineStart = (text: string, at: number): number => text.lastIndexOf("\n", at - 1) + 1;

/** Enter keeps the indent, and goes one step in after a colon. */
export function enter({ text, start, end }: Field): Edit {
  const line = text.slice(lineStart(text, start), start);
  const indent = /^ */.exec(line)?.[0] ?? "";
  const deeper = /:\s*(#.*)?$/.test(line) ? INDENT : "";
  const leaves = /^\s*(return|pass|break|continue)\b/.test(line) ? INDENT.length : 0;
  return { from: start, to: end, put: `\n${indent.slice(leaves)}${deeper}` };
}

/** Tab goes to the next stop of four; with lines chosen it moves them all. */
export function tab({ text, start, end }: Field): Edit {
  const first = lineStart(text, start);
  if (start === end) return { from: start, to: end, put: " ".repeat(4 - ((start - first) % 4)) };
  const chosen = text.slice(first, end);
  return { from: first, to: end, put: chosen.replace(/^(?=.)/gm, INDENT) };
}

/** Shift+Tab takes up to four spaces off every chosen line. */
export function untab({ text, start, end }: Field): Edit {
  const first = lineStart(text, start);
  const stop = text.indexOf("\n", end);
  const last = stop < 0 ? text.length : stop;
  return { from: first, to: last, put: text.slice(first, last).replace(/^ {1,4}/gm, "") };
}

/** Backspace in the indent takes a whole step; null leaves it to the browser. */
export function backspace({ text, start, end }: Field): Edit | null {
  if (start !== end) return null;
  const before = text.slice(lineStart(text, start), start);
  if (!before || before.trim()) return null;
  const step = before.length % 4 || 4;
  return { from: start - step, to: start, put: "" };
}
