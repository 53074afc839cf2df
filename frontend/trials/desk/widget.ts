// What an action needs to be done: the work as it lies, and how to change it.
import { h, numbers } from "../dom";
import { cellsOf, framed, headOf, type Written } from "./materials";
import { chosen, filledIn, numberIn, toggled } from "./reducer";
import { marked, message, signs, totalOf } from "./rules";
import type { Compose, DeskWork, Fill, Pick } from "./types";
import type { DeskWords } from "./words";

export interface Bench {
  readonly work: DeskWork;
  readonly words: DeskWords;
  readonly written: Written;
  number: ReturnType<typeof numbers>;
  change(work: DeskWork): void;
}

export interface Widget {
  readonly element: HTMLElement;
  /** Shows where the last check saw something amiss. */
  point(wrong: readonly string[]): void;
}

export function clockOf(minutes: number): string {
  const two = (number: number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
}

/** Rows of a table with a box each. */
export function pickWidget(action: Pick, bench: Bench): Widget {
  const { words } = bench;
  const { table, total } = action;
  const sum = h("p", { class: "desk-sum", role: "status" });
  const tell = () => {
    const rows = marked(action, bench.work);
    const title = table.columns.find((column) => column.id === total)?.title ?? "";
    sum.textContent = [words.marked(rows.length), total && words.sum(title, bench.number(totalOf(table, total, rows), 3))].filter(Boolean).join(". ");
  };
  const rows = table.rows.map((row, place) => {
    const first = bench.written(row.cells[table.columns[0]!.id]);
    const box = h("input", { type: "checkbox", checked: bench.work.picked.includes(row.id), "aria-label": words.mark(`${place + 1}: ${first}`) });
    box.addEventListener("change", () => {
      bench.change(toggled(bench.work, row.id, box.checked));
      line.classList.toggle("marked", box.checked);
      tell();
    });
    const line = h("tr", { role: "row", "data-row": row.id, class: box.checked ? "marked" : undefined }, h("td", { role: "cell", class: "desk-mark" }, h("label", {}, box, h("span", {}, String(place + 1)))), ...cellsOf(table, row.cells, bench.written));
    return line;
  });
  const head = headOf(table, [h("th", { scope: "col", role: "columnheader" }, h("span", { class: "visually-hidden" }, words.markColumn), h("span", { "aria-hidden": "true" }, words.number))]);
  tell();
  const element = h("div", { class: "desk-pick" }, h("p", { class: "desk-table-name" }, table.title), framed(table, words, head, rows), sum);
  return { element, point: (wrong) => rows.forEach((row) => row.classList.toggle("at-fault", wrong.includes(row.dataset["row"]!))) };
}

/** Numbers with their units. */
export function fillWidget(action: Fill, bench: Bench): Widget {
  const { words } = bench;
  const fields = action.fields.map((field) => {
    const value = bench.work.values[field.id] ?? null;
    const trouble = h("p", { class: "small desk-trouble", id: `trouble-${field.id}`, role: "alert" });
    const input = h("input", { id: `field-${field.id}`, inputmode: "decimal", autocomplete: "off", maxlength: 14, value: value === null ? "" : bench.number(value, 6), "aria-describedby": `unit-${field.id} trouble-${field.id}` });
    input.addEventListener("input", () => {
      bench.change(filledIn(bench.work, field.id, numberIn(input.value)));
      if (!input.value || numberIn(input.value) !== null) complain(false);
    });
    input.addEventListener("change", () => complain(input.value !== "" && numberIn(input.value) === null));
    const complain = (on: boolean) => {
      trouble.textContent = on ? words.noNumber : "";
      input.setAttribute("aria-invalid", String(on));
    };
    const unit = h("span", { id: `unit-${field.id}` }, field.unit ?? "");
    return h("div", { class: "desk-field", "data-field": field.id }, h("label", { for: `field-${field.id}` }, field.text), h("span", { class: "desk-input" }, input, unit), trouble);
  });
  return { element: h("div", { class: "desk-fill" }, ...fields), point: (wrong) => fields.forEach((field) => field.classList.toggle("at-fault", wrong.includes(field.dataset["field"]!))) };
}

/** Sentences for each place of a message, and the message as it reads. */
export function composeWidget(action: Compose, bench: Bench): Widget {
  const { words } = bench;
  const limit = action.rules.find((rule) => rule.kind === "length");
  const reads = h("p", { class: "desk-reads" });
  const count = h("p", { class: "small dim", role: "status" });
  const tell = () => {
    reads.textContent = message(action, bench.work).join(" ") || words.nothing;
    count.textContent = words.signs(signs(action, bench.work), limit?.kind === "length" ? limit.most : null);
  };
  const slots = action.slots.map((slot) => {
    const options = slot.options.map((option) => {
      const box = h("input", { type: slot.many ? "checkbox" : "radio", name: `slot-${slot.id}`, value: option.id, checked: bench.work.chosen[slot.id]?.includes(option.id) });
      box.addEventListener("change", () => {
        bench.change(chosen(bench.work, action, slot.id, option.id, box.checked));
        tell();
      });
      return h("label", { class: "choice", "data-option": option.id }, box, h("span", {}, option.text));
    });
    return h("fieldset", { class: "field" }, h("legend", {}, `${slot.title}: `, h("span", { class: "dim" }, slot.many ? words.many : words.one)), h("div", { class: "choices" }, ...options));
  });
  tell();
  const element = h("div", { class: "desk-compose stack" }, ...slots, h("div", { class: "desk-letter" }, h("h4", {}, words.reads), reads, count));
  const labels = [...element.querySelectorAll<HTMLElement>("[data-option]")];
  return { element, point: (wrong) => labels.forEach((label) => label.classList.toggle("at-fault", wrong.includes(label.dataset["option"]!))) };
}
