// The finished sheet: what was laid out, as one reads it afterwards. The server makes the same (sheets.py).
import { h } from "../dom";
import type { Written } from "./materials";
import { marked, message, ordered, timetable } from "./rules";
import type { DeskStage, DeskWork } from "./types";
import { clockOf } from "./widget";

const NOTHING = "—"; // an empty cell of a table

export function sheetOf(stage: DeskStage, work: DeskWork, written: Written): HTMLElement {
  return h("section", { class: "desk-sheet" }, h("h3", {}, stage.sheet), ...blocks(stage, work, written));
}

function blocks({ action }: DeskStage, work: DeskWork, written: Written): HTMLElement[] {
  const list = (lines: string[]) => h("ul", {}, ...lines.map((line) => h("li", {}, line)));
  switch (action.kind) {
    case "sort":
      return action.trays.flatMap((tray) => {
        const cards = action.cards.filter((card) => work.placed[card.id] === tray.id).map((card) => (card.amount === null ? card.text : `${card.text} · ${written(card.amount)}\u00a0${action.unit ?? ""}`));
        return cards.length ? [h("h4", {}, tray.title), list(cards)] : [];
      });
    case "order": {
      const times = timetable(action, work);
      const lines = ordered(action, work).map((id) => {
        const [begins, ends] = times.get(id)!;
        const text = action.cards.find((card) => card.id === id)!.text;
        return h("li", {}, action.start === null ? text : `${clockOf(begins)}–${clockOf(ends)} ${text}`);
      });
      return [h("ol", {}, ...lines)];
    }
    case "pick": {
      const rows = new Map(action.table.rows.map((row) => [row.id, row.cells]));
      const cells = (row: string) => action.table.columns.map(({ id, title }) => [title, rows.get(row)![id]!] as const).filter(([, cell]) => cell !== NOTHING);
      return [list(marked(action, work).map((row) => cells(row).map(([title, cell]) => (typeof cell === "number" ? `${title}: ${written(cell)}` : cell)).join(" · ")))];
    }
    case "fill":
      return [list(action.fields.filter((field) => (work.values[field.id] ?? null) !== null).map((field) => `${field.text}: ${written(work.values[field.id]!)}${field.unit ? `\u00a0${field.unit}` : ""}`))];
    case "compose":
      return [h("p", {}, message(action, work).join(" "))];
  }
}
