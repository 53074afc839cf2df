// A small world for the reducer: a device, tabs, a server and a bad network between them.
import { answered, isAnswered, reduce, sendable, seqsOf, start, unkept, unsent, type Event, type State } from "../reducer";
import type { Answer, Answers, Id, Seqs } from "../types";

export const QUESTIONS: Id[] = ["q1", "q2", "q3", "q4", "q5"];

export type Step =
  | { do: "answer"; tab: number; v: string; wait: number }
  | { do: "answerAt"; tab: number; item: number; v: string }
  | { do: "walk"; tab: number; how: "back" | "next" | "later" | "return" }
  | { do: "jump"; tab: number; at: number }
  | { do: "send"; tab: number }
  | { do: "arrive"; request: number }
  | { do: "answerArrives"; request: number }
  | { do: "answerLost"; request: number }
  | { do: "mail"; letter: number }
  | { do: "online" | "offline" }
  | { do: "reload"; tab: number; stalePage: boolean };

/** What one tab tells the others; it may come late, twice or never. */
interface Letter {
  from: number;
  answers: Answers;
  confirmed: Seqs;
}
interface Request {
  tab: number;
  life: number;
  batch: Answers;
  arrived: boolean;
}

export class World {
  clock = 1_000;
  online = true;
  tabs: State[];
  /** A reload begins a new life: replies to the old one reach nobody. */
  lives = [0, 0];
  device: Record<Id, Answer> = {};
  confirmedOnDevice: Record<Id, number> = {};
  server: Record<Id, Answer> = {};
  firstPage: Answers = {};
  requests: Request[] = [];
  letters: Letter[] = [];
  given: Record<Id, Answer> = {};
  changes = 0;
  gifts = 0;

  constructor(tabs: number) {
    this.tabs = Array.from({ length: tabs }, () => start(QUESTIONS));
  }

  step(step: Step): void {
    switch (step.do) {
      case "answer":
        this.clock += step.wait;
        return this.give(step.tab, QUESTIONS[this.tab(step.tab).at], step.v);
      case "answerAt":
        return this.give(step.tab, QUESTIONS[step.item % QUESTIONS.length], step.v);
      case "walk":
        return this.apply(step.tab, { type: step.how });
      case "jump":
        return this.apply(step.tab, { type: "shown", at: step.at });
      case "send":
        return this.send(step.tab);
      case "arrive":
        return this.arrive(this.requests[step.request % Math.max(1, this.requests.length)]);
      case "answerArrives":
        return this.reply(step.request, true);
      case "answerLost":
        return this.reply(step.request, false);
      case "mail":
        return this.mail(this.letters[step.letter % Math.max(1, this.letters.length)]);
      case "online":
      case "offline":
        this.online = step.do === "online";
        return;
      case "reload":
        return this.reload(step.tab, step.stalePage);
    }
  }

  tab(index: number): State {
    return this.tabs[index % this.tabs.length]!;
  }

  apply(tab: number, event: Event): void {
    this.tabs[tab % this.tabs.length] = reduce(this.tab(tab), event);
  }

  private give(tab: number, item: Id | undefined, v: string): void {
    if (item === undefined) return;
    this.clock += 1; // one pupil, one finger: no two answers in the same millisecond
    this.apply(tab, { type: "given", item, v, t: 5, now: this.clock });
    const answer = this.tab(tab).answers[item]!;
    if (answer.s > (this.given[item]?.s ?? -1)) this.given[item] = answer;
    this.gifts += 1;
    this.keep(tab);
  }

  /** What the outbox does: put onto the device first, then tell the other tabs. */
  private keep(tab: number): void {
    const answers = unkept(this.tab(tab));
    for (const [id, answer] of Object.entries(answers))
      if (answer.s > (this.device[id]?.s ?? -1)) this.device[id] = answer;
    this.apply(tab, { type: "kept", seqs: seqsOf(answers) });
    this.letters.push({ from: tab % this.tabs.length, answers, confirmed: {} });
  }

  private mail(letter: Letter | undefined): void {
    if (!letter) return;
    const { answers, confirmed } = letter;
    this.tabs.forEach((_, tab) => {
      if (tab !== letter.from) this.apply(tab, { type: "merged", answers, kept: seqsOf(answers), confirmed });
    });
  }

  private send(tab: number): void {
    const batch = sendable(this.tab(tab));
    if (!Object.keys(batch).length) return;
    if (!this.online) return this.apply(tab, { type: "link", link: "none" });
    const index = tab % this.tabs.length;
    this.requests.push({ tab: index, life: this.lives[index]!, batch, arrived: false });
  }

  /** The server: one statement, the highest sequence number stays. The same request may arrive again. */
  private arrive(request: Request | undefined): void {
    if (!request) return;
    request.arrived = true;
    for (const [id, answer] of Object.entries(request.batch)) {
      if (answer.s <= (this.server[id]?.s ?? -1)) continue;
      this.server[id] = answer;
      this.changes += 1;
    }
  }

  private reply(number: number, reaches: boolean): void {
    const request = this.requests[number % Math.max(1, this.requests.length)];
    if (!request?.arrived || request.life !== this.lives[request.tab]) return;
    if (!reaches) return this.apply(request.tab, { type: "link", link: "none" });
    this.confirm(request.tab, seqsOf(request.batch));
    this.letters.push({ from: request.tab, answers: request.batch, confirmed: seqsOf(request.batch) });
  }

  private confirm(tab: number, seqs: Seqs): void {
    this.apply(tab, { type: "confirmed", seqs });
    for (const [id, s] of Object.entries(seqs))
      if (this.device[id] && s <= this.device[id]!.s) this.confirmedOnDevice[id] = Math.max(s, this.confirmedOnDevice[id] ?? -1);
  }

  private reload(tab: number, stalePage: boolean): void {
    const index = tab % this.tabs.length;
    const old = this.tab(tab);
    const page = stalePage || !this.online ? this.firstPage : { ...this.server };
    this.lives[index] = (this.lives[index] ?? 0) + 1;
    let state = start(QUESTIONS, old.at);
    state = reduce(state, { type: "merged", answers: page, confirmed: seqsOf(page) });
    state = reduce(state, { type: "merged", answers: { ...this.device }, kept: seqsOf(this.device), confirmed: { ...this.confirmedOnDevice } });
    this.tabs[index] = state;
    this.keep(tab);
  }

  /** The network comes back and everybody sends until nothing is left. */
  settle(): void {
    this.online = true;
    this.tabs.forEach((_, tab) => {
      this.keep(tab);
      this.send(tab);
      const request = this.requests.at(-1);
      if (!request || !Object.keys(unsent(this.tab(tab))).length) return;
      this.arrive(request);
      this.confirm(tab, seqsOf(request.batch));
    });
  }
}

export { answered, isAnswered, unsent };
