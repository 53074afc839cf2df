// What the server gives and takes. The same names as in the addresses of a sitting.
export type Id = string;

export interface Tapped {
  tapped: number[];
  last: number;
}
/** An option or response; a response to every option; a stem's option; the signs tapped on a page. */
export type Value = Id | Record<Id, Id> | Tapped;

export interface Answer {
  v: Value;
  /** Milliseconds with the question in sight, all visits together; none where the page without scripts was used. */
  t: number | null;
  /** Sequence number: it grows with every answer of the sitting, and the server keeps the highest. */
  s: number;
}
export type Answers = Readonly<Record<Id, Answer>>;
/** Question → sequence number of its answer. */
export type Seqs = Readonly<Record<Id, number>>;

export interface Option {
  id: Id;
  text: string;
}
export interface Response {
  id: Id;
  label: string;
}
export interface Item {
  id: Id;
  text: string;
  easy?: string | null;
  options: Option[];
}
export interface Stem {
  id: Id;
  text: string;
  options: Option[];
}
export type Sign = string | number;
export interface Block {
  id: Id;
  seconds: number;
  stems?: Stem[];
  targets?: Sign[];
  cells?: Sign[];
}
export type FormatName =
  | "likert" | "cards" | "pairs" | "triads" | "rate_options" | "choice" | "knowledge" | "calculation" | "cancellation";

export interface Form {
  code: string;
  version: number;
  language: string;
  format: FormatName;
  title: string;
  question: string;
  minutes: number;
  responses: Response[];
  items: Item[];
  task?: { practice: string; blocks: Block[] } | null;
}

/** The page's `player-data`. */
export interface Data {
  sitting: string;
  token: string;
  form_url: string;
  save_url: string;
  finish_url: string;
  result_url: string;
  leave_url: string;
  answers: Record<Id, Answer>;
  language: string;
}
