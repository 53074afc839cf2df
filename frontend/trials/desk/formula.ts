// Formulas come from the server as steps for a stack; bilet/trials/checks/formula.py takes them alike.
import type { Cell, Step } from "./types";

export type Tables = Record<string, Record<string, Record<string, Cell>>>;
export const EPSILON = 1e-9;

/** The number; null when a cell is no number, a field is empty, or something is over nought. */
export function workedOut(steps: readonly Step[], tables: Tables, fields: Record<string, number>): number | null {
  const stack: number[] = [];
  for (const step of steps) {
    if (typeof step === "number") stack.push(step);
    else if ("+-*/".includes(step)) {
      const right = stack.pop()!;
      const left = stack.pop()!;
      if (step === "/" && right === 0) return null;
      stack.push(reckoned(step, left, right));
    } else if (step === "up") stack.push(Math.ceil(stack.pop()! - EPSILON));
    else {
      const numbers = numbersOf(step, tables, fields);
      if (!numbers.length) return null;
      stack.push(over(step.split(":")[0]!, numbers));
    }
  }
  return Number.isFinite(stack[0]!) ? stack[0]! : null;
}

function numbersOf(step: string, tables: Tables, fields: Record<string, number>): number[] {
  const [kind, name] = step.split(":") as [string, string];
  if (kind === "field") return name in fields ? [fields[name]!] : [];
  const [table, ...rest] = name.split(".") as [string, string, string];
  const rows = tables[table] ?? {};
  const cells = kind === "cell" ? [rows[rest[0]]?.[rest[1]!]] : Object.values(rows).map((row) => row[rest[0]]);
  return cells.filter((cell): cell is number => typeof cell === "number");
}

function reckoned(sign: string, left: number, right: number): number {
  if (sign === "+") return left + right;
  if (sign === "-") return left - right;
  return sign === "*" ? left * right : left / right;
}

function over(kind: string, numbers: number[]): number {
  if (kind === "low") return Math.min(...numbers);
  if (kind === "high") return Math.max(...numbers);
  const total = numbers.reduce((sum, number) => sum + number, 0);
  return kind === "mean" ? total / numbers.length : total;
}
