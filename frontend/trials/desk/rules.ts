// The rules of a desk task over what lies on the table: bilet/trials/checks/desk.py, step by step.
import { EPSILON, workedOut, type Tables } from "./formula";
import type { Action, Compose, ComposeRule, DeskStage, DeskWork, Fill, Meant, Order, OrderRule, Pick, PickRule, Row, Sort, SortRule, Table, ValueRule, When } from "./types";

export const WHOLE = "whole"; // the check that comes before all rules: nothing is left to do
const NO_SLIP = -1;

export interface Finding {
  check: string;
  ok: boolean;
  /** Cards, trays, rows or fields at fault. */
  where: string[];
  /** Which known mistake the number comes from. */
  slip: number;
}

/** Null: the rule is kept. An empty list: it is broken, by nothing in particular. */
type Faults = string[] | null;

export function findings(stage: DeskStage, work: DeskWork): Finding[] {
  const { action } = stage;
  const left = missing(action, work);
  if (left.length) return [{ check: WHOLE, ok: false, where: left, slip: NO_SLIP }];
  if (action.kind === "fill") return action.rules.map((rule) => filled(stage, rule, work));
  return faults(action, work).map(([check, where]) => ({ check, ok: where === null, where: where ?? [], slip: NO_SLIP }));
}

function faults(action: Exclude<Action, Fill>, work: DeskWork): [string, Faults][] {
  if (action.kind === "sort") return action.rules.map((rule) => [rule.id, sorted(action, rule, work)]);
  if (action.kind === "order") return action.rules.map((rule) => [rule.id, inOrder(action, rule, work)]);
  if (action.kind === "pick") return action.rules.map((rule) => [rule.id, picked(action, rule, work)]);
  return action.rules.map((rule) => [rule.id, composed(action, rule, work)]);
}

export function isDone(stage: DeskStage, work: DeskWork): boolean {
  return findings(stage, work).every((found) => found.ok);
}

/** What is left: cards not put down, fields empty, places of a message without a sentence. */
export function missing(action: Action, work: DeskWork): string[] {
  const ids = (parts: { id: string }[]) => parts.map((part) => part.id);
  switch (action.kind) {
    case "sort": {
      const trays = ids(action.trays);
      return ids(action.cards).filter((card) => !trays.includes(work.placed[card] ?? ""));
    }
    case "order":
      return ids(action.cards).filter((card) => !work.order.includes(card));
    case "pick":
      return marked(action, work).length ? [] : [action.table.id];
    case "fill":
      return ids(action.fields).filter((field) => (work.values[field] ?? null) === null);
    case "compose":
      return ids(action.slots).filter((slot) => !saidIn(action, work, slot).length);
  }
}

/** The known cards in the order given, each once. */
export function ordered(action: Order, work: DeskWork): string[] {
  const known = new Set(action.cards.map((card) => card.id));
  return [...new Set(work.order)].filter((card) => known.has(card));
}

/** When each card begins and ends, in minutes of the day. */
export function timetable(action: Order, work: DeskWork): Map<string, [number, number]> {
  const minutes = new Map(action.cards.map((card) => [card.id, card.minutes ?? 0]));
  const times = new Map<string, [number, number]>();
  let now = clock(action.start);
  for (const card of ordered(action, work)) {
    const end = now + minutes.get(card)!;
    times.set(card, [now, end]);
    now = end;
  }
  return times;
}

/** «08:40» in minutes of the day. */
export function clock(time: string | null): number {
  return time ? Number(time.slice(0, 2)) * 60 + Number(time.slice(3)) : 0;
}

/** Marked rows in the order of the table. */
export function marked(action: Pick, work: DeskWork): string[] {
  return action.table.rows.map((row) => row.id).filter((row) => work.picked.includes(row));
}

/** The chosen sentences in the order of the message. */
export function message(action: Compose, work: DeskWork): string[] {
  const texts = new Map(action.slots.flatMap((slot) => slot.options.map((option) => [option.id, option.text])));
  return said(action, work).map((option) => texts.get(option)!);
}

export function said(action: Compose, work: DeskWork): string[] {
  return action.slots.flatMap((slot) => saidIn(action, work, slot.id));
}

/** The options chosen for one place; where one is enough, the first. */
function saidIn(action: Compose, work: DeskWork, slotId: string): string[] {
  const slot = action.slots.find((one) => one.id === slotId)!;
  const chosen = work.chosen[slotId] ?? [];
  const found = slot.options.map((option) => option.id).filter((option) => chosen.includes(option));
  return slot.many ? found : found.slice(0, 1);
}

/** Length of the message, a space between sentences. */
export function signs(action: Compose, work: DeskWork): number {
  return [...message(action, work).join(" ")].length;
}

const orNull = (where: string[]): Faults => (where.length ? where : null);

function sorted(action: Sort, rule: SortRule, { placed, ...rest }: DeskWork): Faults {
  const work = { placed, ...rest };
  switch (rule.kind) {
    case "belongs":
      return orNull(rule.cards.filter((card) => !rule.trays.includes(placed[card]!)));
    case "limit":
      return orNull(rule.trays.filter((tray) => amount(action, work, tray) < rule.least || amount(action, work, tray) > rule.most));
    case "apart":
      return orNull(rule.cards.filter((card) => rule.others.some((other) => other !== card && placed[card] === placed[other])));
    case "together":
      return new Set(rule.cards.map((card) => placed[card])).size === 1 ? null : [...rule.cards];
  }
}

/** What the cards in this tray add up to. */
export function amount(action: Sort, work: DeskWork, tray: string): number {
  return action.cards.filter((card) => work.placed[card.id] === tray).reduce((sum, card) => sum + (card.amount ?? 0), 0);
}

function inOrder(action: Order, rule: OrderRule, work: DeskWork): Faults {
  const places = new Map(ordered(action, work).map((card, place) => [card, place]));
  if (rule.kind === "before") {
    const last = Math.max(...rule.first.map((card) => places.get(card)!));
    return orNull(rule.then.filter((card) => places.get(card)! < last));
  }
  if (rule.kind === "next") return places.get(rule.then) === places.get(rule.first)! + 1 ? null : [rule.then];
  const times = timetable(action, work);
  const since = clock(rule.since);
  const till = rule.till ? clock(rule.till) : Infinity;
  return orNull(rule.cards.filter((card) => times.get(card)![0] < since || times.get(card)![1] > till));
}

function picked(action: Pick, rule: PickRule, work: DeskWork): Faults {
  const rows = marked(action, work);
  switch (rule.kind) {
    case "marked":
      return orNull(meant(action.table, rule).filter((row) => !rows.includes(row)));
    case "only": {
      const wanted = meant(action.table, rule);
      return orNull(rows.filter((row) => !wanted.includes(row)));
    }
    case "total": {
      const total = totalOf(action.table, rule.column, rows);
      return (rule.least === null || total >= rule.least) && (rule.most === null || total <= rule.most) ? null : [];
    }
    case "count":
      return rule.least <= rows.length && rows.length <= rule.most ? null : [];
  }
}

/** The rows that a rule names or describes, in the order of the table. */
function meant(table: Table, rule: Meant): string[] {
  return table.rows.filter((row) => rule.rows.includes(row.id) || rule.when.some((when) => holds(when, row))).map((row) => row.id);
}

function holds(when: When, row: Row): boolean {
  const number = row.cells[when.column];
  if (typeof number !== "number") return false;
  return (when.above !== null && number > when.above) || (when.below !== null && number < when.below);
}

export function totalOf(table: Table, column: string, rows: string[]): number {
  const numbers = table.rows.filter((row) => rows.includes(row.id)).map((row) => row.cells[column]);
  return numbers.reduce<number>((sum, number) => (typeof number === "number" ? sum + number : sum), 0);
}

function composed(action: Compose, rule: ComposeRule, work: DeskWork): Faults {
  const chosen = said(action, work);
  if (rule.kind === "with") return rule.options.filter((option) => chosen.includes(option)).length >= rule.least ? null : [];
  if (rule.kind === "without") return orNull(rule.options.filter((option) => chosen.includes(option)));
  return signs(action, work) <= rule.most ? null : [];
}

function filled(stage: DeskStage, rule: ValueRule, work: DeskWork): Finding {
  const tables = tablesOf(stage);
  const values = Object.fromEntries(Object.entries(work.values).filter((pair): pair is [string, number] => pair[1] !== null));
  const near = (steps: ValueRule["value"]) => {
    const wanted = workedOut(steps, tables, values);
    return wanted !== null && Math.abs(values[rule.field]! - wanted) <= rule.within + EPSILON;
  };
  if (near(rule.value)) return { check: rule.id, ok: true, where: [], slip: NO_SLIP };
  return { check: rule.id, ok: false, where: [rule.field], slip: rule.slips.findIndex((slip) => near(slip.value)) };
}

/** The numbers that formulas of this stage may read. */
function tablesOf(stage: DeskStage): Tables {
  const tables = stage.materials.filter((material): material is Table => material.kind === "table");
  return Object.fromEntries(tables.map((table) => [table.id, Object.fromEntries(table.rows.map((row) => [row.id, row.cells]))]));
}
