// The whole course of a sitting as one pure function: (state, event) → state. No clock, no network, no page.
import type { Answer, Answers, Id, Seqs, Value } from "./types";

export interface State {
  /** The questions (or blocks of a timed task) as they are shown. */
  readonly order: readonly Id[];
  /** Place in `order`; its length means the last screen. */
  readonly at: number;
  /** The newest answer to each question. Nothing is ever taken out. */
  readonly answers: Answers;
  /** What lies on the device, what the server has confirmed, what it refused for good. */
  readonly kept: Seqs;
  readonly confirmed: Seqs;
  readonly rejected: Seqs;
  /** Put off; and whether the pupil has come back for them. */
  readonly later: readonly Id[];
  readonly returning: boolean;
  /** The highest sequence number seen. */
  readonly seq: number;
  readonly storage: "device" | "memory";
  readonly link: "fine" | "none" | "busy";
  readonly finish: "no" | "wanted" | "done";
  /** Why sending has stopped for good, and the server's own sentence. */
  readonly stopped: { readonly why: Stop; readonly text: string } | null;
}
export type Stop = "token" | "gone" | "finished" | "refused";

export type Event =
  | { type: "given"; item: Id; v: Value; t: number; now: number }
  /** Answers from elsewhere: the server's page, the device, another tab. */
  | { type: "merged"; answers: Answers; kept?: Seqs; confirmed?: Seqs }
  | { type: "kept"; seqs: Seqs }
  | { type: "notKept" }
  | { type: "confirmed"; seqs: Seqs }
  | { type: "rejected"; seqs: Seqs }
  | { type: "link"; link: State["link"] }
  | { type: "stopped"; why: Stop; text: string }
  | { type: "resumed" }
  | { type: "back" }
  | { type: "next" }
  | { type: "later" }
  | { type: "return" }
  | { type: "shown"; at: number }
  | { type: "finish" }
  | { type: "unfinish" }
  | { type: "finished" };

export function start(order: readonly Id[], at?: number): State {
  return {
    order,
    at: clamp(at ?? 0, order.length),
    answers: {},
    kept: {},
    confirmed: {},
    rejected: {},
    later: [],
    returning: false,
    seq: 0,
    storage: "device",
    link: "fine",
    finish: "no",
    stopped: null,
  };
}

export function reduce(state: State, event: Event): State {
  switch (event.type) {
    case "given":
      return given(state, event);
    case "merged":
      return merged(state, event);
    case "kept":
      return { ...state, kept: raised(state.kept, event.seqs, state.answers) };
    case "notKept":
      return { ...state, storage: "memory" };
    case "confirmed":
      return { ...state, link: "fine", confirmed: raised(state.confirmed, event.seqs, state.answers) };
    case "rejected":
      return { ...state, rejected: raised(state.rejected, event.seqs, state.answers), finish: state.finish === "wanted" ? "no" : state.finish };
    case "link":
      return { ...state, link: event.link };
    case "stopped":
      return { ...state, stopped: { why: event.why, text: event.text }, finish: state.finish === "wanted" ? "no" : state.finish };
    case "resumed":
      return { ...state, stopped: null };
    case "finish":
      return state.stopped ? state : { ...state, finish: state.finish === "no" ? "wanted" : state.finish };
    case "unfinish":
      return { ...state, finish: state.finish === "wanted" ? "no" : state.finish };
    case "finished":
      return { ...state, finish: "done" };
    default:
      return walked(state, event);
  }
}

function given(state: State, event: { item: Id; v: Value; t: number; now: number }): State {
  if (!state.order.includes(event.item)) return state;
  const s = Math.max(state.seq + 1, Math.floor(event.now));
  const answer: Answer = { v: event.v, t: Math.max(0, Math.round(event.t)), s };
  const next: State = {
    ...state,
    seq: s,
    answers: { ...state.answers, [event.item]: answer },
    later: state.later.filter((id) => id !== event.item),
  };
  return state.order[state.at] === event.item ? { ...next, at: following(next) } : next;
}

function merged(state: State, event: { answers: Answers; kept?: Seqs; confirmed?: Seqs }): State {
  const answers: Record<Id, Answer> = { ...state.answers };
  let seq = state.seq;
  for (const [id, answer] of Object.entries(event.answers)) {
    seq = Math.max(seq, answer.s);
    if (state.order.includes(id) && answer.s > (answers[id]?.s ?? -1)) answers[id] = answer;
  }
  return {
    ...state,
    seq,
    answers,
    later: state.later.filter((id) => !answers[id]),
    kept: raised(state.kept, event.kept ?? {}, answers),
    confirmed: raised(state.confirmed, event.confirmed ?? {}, answers),
  };
}

function walked(state: State, event: { type: "back" | "next" | "later" | "return" } | { type: "shown"; at: number }): State {
  const here = state.order[state.at];
  switch (event.type) {
    case "back":
      return { ...state, at: Math.max(0, state.at - 1) };
    case "next":
      return here !== undefined && isAnswered(state, here) ? { ...state, at: state.at + 1 } : state;
    case "later": {
      if (here === undefined || isAnswered(state, here)) return state;
      const next = { ...state, later: state.later.includes(here) ? state.later : [...state.later, here] };
      return { ...next, at: following(next) };
    }
    case "return": {
      const first = state.order.findIndex((id) => !isAnswered(state, id));
      return first < 0 ? state : { ...state, at: first, returning: true };
    }
    case "shown":
      return { ...state, at: clamp(event.at, state.order.length) };
  }
}

/** Where to go after this question: on to the next one without an answer. Questions put off wait for the end. */
function following(state: State): number {
  const open = (id: Id) => !isAnswered(state, id) && (state.returning || !state.later.includes(id));
  const ahead = state.order.findIndex((id, place) => place > state.at && open(id));
  return ahead < 0 ? state.order.length : ahead;
}

/** Sequence numbers only rise, and only for answers that were given: an echo of something else changes nothing. */
function raised(old: Seqs, seqs: Seqs, answers: Answers): Seqs {
  const next: Record<Id, number> = { ...old };
  for (const [id, s] of Object.entries(seqs)) {
    const answer = answers[id];
    if (answer && s <= answer.s && s > (next[id] ?? -1)) next[id] = s;
  }
  return next;
}

function clamp(at: number, last: number): number {
  return Number.isInteger(at) ? Math.min(Math.max(0, at), last) : 0;
}

const has = (seqs: Seqs, id: Id, answer: Answer) => (seqs[id] ?? -1) >= answer.s;

export function isAnswered(state: State, id: Id): boolean {
  const answer = state.answers[id];
  return answer !== undefined && !has(state.rejected, id, answer);
}

export function answered(state: State): number {
  return state.order.filter((id) => isAnswered(state, id)).length;
}

export function firstOpen(state: State): number {
  const first = state.order.findIndex((id) => !isAnswered(state, id));
  return first < 0 ? state.order.length : first;
}

/** What has to go onto the device. */
export function unkept(state: State): Answers {
  return state.storage === "memory" ? {} : picked(state, (id, answer) => !has(state.kept, id, answer));
}

/** What the server has not confirmed. */
export function unsent(state: State): Answers {
  return picked(state, (id, answer) => !has(state.confirmed, id, answer) && !has(state.rejected, id, answer));
}

/** What may be sent now: it lies on the device first (or there is nowhere to put it). */
export function sendable(state: State): Answers {
  const waiting = unsent(state);
  if (state.storage === "memory") return waiting;
  return Object.fromEntries(Object.entries(waiting).filter(([id, answer]) => has(state.kept, id, answer)));
}

function picked(state: State, wanted: (id: Id, answer: Answer) => boolean): Answers {
  return Object.fromEntries(Object.entries(state.answers).filter(([id, answer]) => wanted(id, answer)));
}

export function seqsOf(answers: Answers): Seqs {
  return Object.fromEntries(Object.entries(answers).map(([id, answer]) => [id, answer.s]));
}

/** The one true sentence about where the answers are. */
export type Safety = "saved" | "sending" | "offline" | "busy" | "risky" | "riskyOffline" | "stopped";

export function safety(state: State): Safety {
  const waiting = Object.keys(unsent(state)).length > 0;
  if (state.stopped && state.finish !== "done") return "stopped";
  if (!waiting) return "saved";
  const onDevice = Object.keys(unkept(state)).length === 0 && state.storage === "device";
  if (!onDevice) return state.link === "none" ? "riskyOffline" : "risky";
  return state.link === "none" ? "offline" : state.link === "busy" ? "busy" : "sending";
}
