// What lies on the table: cards, messages, tables, plans.
import { h, s } from "../dom";
import type { Cell, Material, Message, Note, Plan, Table } from "./types";
import type { DeskWords } from "./words";

const UNIT = 40; // of the drawing, per cell of a plan

export type Written = (cell: Cell | undefined) => string;

export function materialOf(material: Material, words: DeskWords, written: Written): HTMLElement {
  if (material.kind === "message") return messageOf(material, words);
  const inside = material.kind === "note" ? noteOf(material) : material.kind === "table" ? tableOf(material, words, written) : planOf(material, words);
  return h("details", { class: "desk-material", open: true }, h("summary", {}, material.title), ...inside);
}

export function paragraphs(text: string): HTMLElement[] {
  return text.split("\n").filter(Boolean).map((line) => h("p", {}, line));
}

function noteOf(note: Note): HTMLElement[] {
  return [h("div", { class: "desk-note" }, ...paragraphs(note.text))];
}

function messageOf(message: Message, words: DeskWords): HTMLElement {
  return h("blockquote", { class: "desk-message" }, h("p", { class: "small" }, h("b", {}, words.from(message.sender))), ...paragraphs(message.text));
}

function tableOf(table: Table, words: DeskWords, written: Written): HTMLElement[] {
  const rows = table.rows.map((row) => h("tr", { role: "row" }, ...cellsOf(table, row.cells, written)));
  return [framed(table, words, headOf(table, []), rows)];
}

const MANY = 4; // columns that no longer stand side by side on a phone

/**
 * A table that scrolls in a box of its own, by keyboard too. With many columns its rows become cards on a phone;
 * roles are written out, since a table laid out as cards is no table to every screen reader.
 */
export function framed(table: Table, words: DeskWords, head: HTMLElement, rows: HTMLElement[]): HTMLElement {
  const look = table.columns.length >= MANY ? "desk-table many" : "desk-table";
  const body = h("tbody", { role: "rowgroup" }, ...rows);
  return h("div", { class: look, tabindex: "0", role: "region", "aria-label": `${table.title}: ${words.table}` }, h("table", { role: "table" }, head, body));
}

export function headOf(table: Table, first: HTMLElement[]): HTMLElement {
  const numbers = new Set(table.columns.filter((column) => table.rows.some((row) => typeof row.cells[column.id] === "number")).map((column) => column.id));
  const heads = table.columns.map((column) => h("th", { scope: "col", role: "columnheader", class: numbers.has(column.id) ? "num" : undefined }, column.title));
  return h("thead", { role: "rowgroup" }, h("tr", { role: "row" }, ...first, ...heads));
}

export function cellsOf(table: Table, cells: Record<string, Cell>, written: Written): HTMLElement[] {
  return table.columns.map((column, place) => {
    const cell = cells[column.id];
    const text = written(cell);
    if (place === 0) return h("th", { scope: "row", role: "rowheader" }, text);
    return h("td", { role: "cell", "data-head": column.title, class: typeof cell === "number" ? "num" : undefined }, text);
  });
}

function planOf(plan: Plan, words: DeskWords): HTMLElement[] {
  const boxes = new Map(plan.boxes.map((box) => [box.id, box]));
  const middle = (id: string): [number, number] => {
    const box = boxes.get(id)!;
    return [(box.x + box.w / 2) * UNIT, (box.y + box.h / 2) * UNIT];
  };
  const links = plan.links.map((link) => {
    const [[x1, y1], [x2, y2]] = [middle(link.ends[0]), middle(link.ends[1])];
    const line = s("path", { class: "plan-link", d: `M${x1} ${y1}L${x2} ${y2}` });
    return link.text ? s("g", {}, line, label(link.text, (x1 + x2) / 2, (y1 + y2) / 2, "plan-length")) : line;
  });
  const drawn = plan.boxes.map((box) =>
    s(
      "g",
      {},
      s("rect", { class: `plan-box ${box.tone}`, x: box.x * UNIT, y: box.y * UNIT, width: box.w * UNIT, height: box.h * UNIT, rx: 6 }),
      label(box.text, (box.x + box.w / 2) * UNIT, (box.y + box.h / 2) * UNIT, "plan-name"),
    ),
  );
  const drawing = s("svg", { class: "plan", viewBox: `0 0 ${plan.width * UNIT} ${plan.height * UNIT}`, role: "img", "aria-label": `${plan.title}. ${plan.text}` }, ...links, ...drawn);
  return [drawing as unknown as HTMLElement, h("details", { class: "small" }, h("summary", {}, words.inWords), ...paragraphs(plan.text))];
}

function label(text: string, x: number, y: number, look: string): SVGTextElement {
  const lines = text.split("\n");
  const top = y - (lines.length - 1) * 8 + 5;
  return s("text", { class: look, "text-anchor": "middle" }, ...lines.map((line, place) => s("tspan", { x, y: top + place * 16 }, line)));
}
