// The shape of a desk task, as bilet/trials/desk.py has it. The model solution never comes here.
export interface Note {
  kind: "note";
  id: string;
  title: string;
  text: string;
}
export interface Message {
  kind: "message";
  id: string;
  sender: string;
  text: string;
}
export type Cell = string | number;
export interface Row {
  id: string;
  cells: Record<string, Cell>;
}
export interface Table {
  kind: "table";
  id: string;
  title: string;
  columns: { id: string; title: string }[];
  rows: Row[];
}
export interface PlanBox {
  id: string;
  x: number;
  y: number;
  w: number;
  h: number;
  text: string;
  tone: "plain" | "green" | "water" | "warm";
}
export interface Plan {
  kind: "plan";
  id: string;
  title: string;
  text: string;
  width: number;
  height: number;
  boxes: PlanBox[];
  links: { id: string; ends: [string, string]; text: string | null }[];
}
export type Material = Note | Message | Table | Plan;

interface Said {
  id: string;
  title: string;
  says: string;
}
export interface Card {
  id: string;
  text: string;
  note: string | null;
  amount: number | null;
  minutes: number | null;
}
export interface Tray {
  id: string;
  title: string;
  note: string | null;
}
export type SortRule = Said &
  (
    | { kind: "belongs"; cards: string[]; trays: string[] }
    | { kind: "limit"; trays: string[]; least: number; most: number }
    | { kind: "apart"; cards: string[]; others: string[] }
    | { kind: "together"; cards: string[] }
  );
export interface Sort {
  kind: "sort";
  unit: string | null;
  cards: Card[];
  trays: Tray[];
  rules: SortRule[];
}
export type OrderRule = Said &
  (
    | { kind: "before"; first: string[]; then: string[] }
    | { kind: "next"; first: string; then: string }
    | { kind: "window"; cards: string[]; since: string | null; till: string | null }
  );
export interface Order {
  kind: "order";
  start: string | null;
  cards: Card[];
  rules: OrderRule[];
}
export interface When {
  column: string;
  above: number | null;
  below: number | null;
}
export type Meant = { rows: string[]; when: When[] };
export type PickRule = Said &
  (
    | ({ kind: "marked" | "only" } & Meant)
    | { kind: "total"; column: string; least: number | null; most: number | null }
    | { kind: "count"; least: number; most: number }
  );
export interface Pick {
  kind: "pick";
  table: Table;
  total: string | null;
  rules: PickRule[];
}
export type Step = number | string;
export type ValueRule = Said & { kind: "value"; field: string; value: Step[]; within: number; slips: { value: Step[]; says: string }[] };
export interface Fill {
  kind: "fill";
  fields: { id: string; text: string; unit: string | null }[];
  rules: ValueRule[];
}
export interface Slot {
  id: string;
  title: string;
  many: boolean;
  options: { id: string; text: string }[];
}
export type ComposeRule = Said & ({ kind: "with"; options: string[]; least: number } | { kind: "without"; options: string[] } | { kind: "length"; most: number });
export interface Compose {
  kind: "compose";
  slots: Slot[];
  rules: ComposeRule[];
}
export type Action = Sort | Order | Pick | Fill | Compose;
export interface DeskStage {
  id: string;
  title: string;
  change: string | null;
  task: string;
  materials: Material[];
  begins_with: string | null;
  action: Action;
  sheet: string;
}
export interface DeskTask {
  kind: "desk";
  sender: string;
  brief: string;
  stages: DeskStage[];
}

/** What lies on the table of one stage; each action reads its own part. */
export interface DeskWork {
  placed: Record<string, string>;
  order: string[];
  picked: string[];
  values: Record<string, number | null>;
  chosen: Record<string, string[]>;
  tries: number;
}
export interface DeskProduct {
  stages: Record<string, DeskWork>;
}
