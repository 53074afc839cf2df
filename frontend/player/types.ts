// What the server gives and takes. The same names as in the addresses of a sitting.
export type Id = string;

export interface Tapped {
  tapped: number[];
  last: number;
}
/** Ideas, one a line. */
export interface Written {
  lines: string[];
}
/** An option, response or number; one of them for every part of a question; the signs tapped on a page; ideas. */
export type Value = Id | Record<Id, Id> | Tapped | Written;

/** The parts of an answer that has parts. */
export function partsOf(value: Value | undefined): Record<Id, Id> | undefined {
  return typeof value === "object" && !("tapped" in value) && !("lines" in value) ? (value as Record<Id, Id>) : undefined;
}
/** What was chosen, typed or put together, where an answer is one thing. */
export function wholeOf(value: Value | undefined): Id | null {
  return typeof value === "string" ? value : null;
}
/** The answer of a question whose time ran out. */
export const LATE = "late";

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

/** A picture, and in words what is on it. */
export interface Pictured {
  svg?: string;
  alt?: string;
}
export interface Option extends Pictured {
  id: Id;
  text: string;
}
export interface Response {
  id: Id;
  label: string;
  /** The answer says "I don't know": it stands beside the others, not among them. */
  unknown?: boolean;
}
export interface Item extends Pictured {
  id: Id;
  text: string;
  easy?: string | null;
  options: Option[];
  /** When they are not the form's. */
  format?: FormatName;
  question?: string;
  /** How many options may be chosen. */
  most?: number;
  /** Name of a picture of the site's own set. */
  picture?: string;
  /** What an own format draws from. */
  data?: Readonly<Record<string, unknown>>;
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
  prompt?: string;
  /** Corsi: places of the blocks in percent, and for each trial and length the blocks that light up. */
  board?: [number, number][];
  rows?: Record<string, Record<string, number[]>>;
  /** Two back: the signs in their order. */
  stream?: string[];
  /** Switching: the trials of the block. */
  trials?: Quick[];
}
/** One quick decision between two answers. */
export interface Quick {
  id: Id;
  rule: string;
  text: string;
  /** Shape and size, when something is drawn: `circle_large`. */
  sign?: string;
  options: Option[];
}
export type FormatName =
  | "likert" | "poles" | "cards" | "pairs" | "triads" | "rate_options" | "best_worst" | "ranking" | "multi_select"
  | "choice" | "knowledge" | "number" | "robot" | "tower"
  | "calculation" | "comparison" | "cancellation" | "corsi" | "two_back" | "switching" | "ideas";

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
  /** Seconds for one question; then the next one comes. */
  limit?: number | null;
  /** Best and worst are judged, not wished for. */
  judged?: boolean;
}

/** What makes tests easier for this person: a need, never a diagnosis. */
export interface Settings {
  more_time: boolean;
  aloud: boolean;
  easy_words: boolean;
  pictures: boolean;
  large_print: boolean;
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
  settings_url: string;
  pictures_url: string;
  settings: Settings;
  answers: Record<Id, Answer>;
  language: string;
}
