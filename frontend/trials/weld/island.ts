// The trial «weld»: seams led by a steady hand, three passes each, the best one shown.
import { button, h, numbers } from "../dom";
import { Frame } from "../frame";
import { Outbox } from "../outbox";
import type { Attempt, Data, Defect, Seam, WeldProduct } from "../types";
import type { Words } from "../words";
import { Pad } from "./pad";
import { bead, best, KINDS } from "./physics";
import { qualityPicture, seamPicture } from "./picture";
import { withAttempt } from "./reducer";

type WeldData = Extract<Data, { kind: "weld" }>;
const END = "end";

export async function start(root: HTMLElement, data: WeldData, words: Words): Promise<void> {
  const frame = new Frame(root, words);
  const seams = (data.product as Partial<WeldProduct> | null)?.seams ?? {};
  const outbox = await Outbox.open(data, { product: { seams }, seq: data.seq }, words, (draft) => frame.saved(draft));
  new WeldTrial(data, words, frame, outbox).begin();
}

class WeldTrial {
  private pad: Pad | null = null;
  private readonly number: (value: number, digits?: number) => string;

  constructor(
    private readonly data: WeldData,
    private readonly words: Words,
    private readonly frame: Frame,
    private readonly outbox: Outbox<WeldProduct>,
  ) {
    this.number = numbers(data.language);
  }

  begin(): void {
    this.frame.saved(this.outbox.draft);
    const open = this.data.task.seams.find((seam) => !this.attempts(seam).length);
    this.go(open?.id ?? END);
  }

  private attempts(seam: Seam): Attempt[] {
    return this.outbox.draft.product.seams[seam.id] ?? [];
  }

  private bead(seam: Seam, attempt: Attempt) {
    return bead(seam, attempt.strokes, this.data.constants.physics);
  }

  private line(here: string): void {
    const steps = this.data.task.seams.map((seam) => ({ id: seam.id, title: seam.title, done: this.attempts(seam).length > 0 }));
    this.frame.line([...steps, { id: END, title: this.words.endTitle, done: false }], here, (id) => this.go(id));
  }

  private go(id: string): void {
    this.pad?.leave();
    this.frame.warn("");
    this.line(id);
    const seam = this.data.task.seams.find((one) => one.id === id);
    if (!seam) return this.end();
    const attempts = this.attempts(seam);
    if (attempts.length) this.shown(seam, attempts.length - 1);
    else this.weld(seam);
  }

  private weld(seam: Seam): void {
    const { words } = this;
    const pad = new Pad(seam, this.data.constants.physics, words, this.data.language, (attempt) => this.made(seam, attempt));
    this.pad = pad;
    this.frame.show(
      h("h2", {}, seam.title),
      h("p", {}, seam.text, seam.upward && ` ${words.upward}`),
      pad.element,
      button(words.endPass, "full", () => pad.finish()),
      h("p", { class: "small dim" }, words.padHelp),
    );
  }

  private made(seam: Seam, attempt: Attempt): void {
    const next = withAttempt(seam, this.attempts(seam), attempt, this.data.constants.physics);
    this.outbox.change({ seams: { ...this.outbox.draft.product.seams, [seam.id]: next } });
    this.line(seam.id);
    this.shown(seam, next.length - 1);
  }

  private shown(seam: Seam, place: number): void {
    const { words } = this;
    const attempt = this.attempts(seam)[place]!;
    const found = this.bead(seam, attempt);
    const { seams } = this.data.task;
    const next = seams[seams.indexOf(seam) + 1];
    const sound = this.number(found.shares.sound * 100, 0);
    this.frame.show(
      h("h2", {}, seam.title),
      h("p", { class: "lead" }, words.soundSays(sound)),
      h("h3", {}, words.pass),
      h("div", { class: "product-picture" }, seamPicture(seam, found, this.data.constants.physics, words.soundSays(sound))),
      ...this.reasons(seam, attempt),
      ...qualityPicture(found, words),
      ...this.passes(seam, place),
      h("div", { class: "row" }, button(words.again, "", () => this.weld(seam)), button(next ? words.nextSeam : words.toEnd, "go", () => this.go(next?.id ?? END))),
    );
  }

  /** Why the defects are there, the most frequent first, and what to change. */
  private reasons(seam: Seam, attempt: Attempt): HTMLElement[] {
    const { shares } = this.bead(seam, attempt);
    const defects = KINDS.filter((kind): kind is Defect => kind !== "sound" && shares[kind] > 0).sort((a, b) => shares[b] - shares[a]);
    if (!defects.length) return [h("p", {}, this.words.allSound)];
    return [h("ul", {}, ...defects.slice(0, 2).map((defect) => h("li", {}, this.data.task.defects[defect] ?? this.words.kinds[defect])))];
  }

  private passes(seam: Seam, place: number): HTMLElement[] {
    const attempts = this.attempts(seam);
    if (attempts.length < 2) return [];
    const { words } = this;
    const top = best(seam, attempts, this.data.constants.physics);
    const items = attempts.map((attempt, at) => {
      const share = this.number(this.bead(seam, attempt).shares.sound * 100, 0);
      const name = `${words.passNumber(at + 1)}: ${share} %${at === top ? ` · ${words.best}` : ""}`;
      return h("li", {}, h("button", { type: "button", class: "btn", "aria-pressed": String(at === place), onclick: () => this.shown(seam, at) }, name));
    });
    return [h("h3", {}, words.passes), h("ul", { class: "passes", role: "list" }, ...items)];
  }

  private end(): void {
    const { words } = this;
    const any = this.data.task.seams.some((seam) => this.attempts(seam).length);
    const seams = this.data.task.seams.map((seam) => {
      const attempts = this.attempts(seam);
      const top = best(seam, attempts, this.data.constants.physics);
      if (top < 0) return h("section", { class: "stack tight" }, h("h3", {}, seam.title), h("p", { class: "dim" }, words.notStarted));
      const found = this.bead(seam, attempts[top]!);
      const says = words.soundSays(this.number(found.shares.sound * 100, 0));
      return h("section", { class: "stack tight" }, h("h3", {}, seam.title), h("div", { class: "product-picture" }, seamPicture(seam, found, this.data.constants.physics, says)), h("p", {}, says));
    });
    this.frame.show(h("h2", {}, words.endTitle), h("p", { class: "lead" }, any ? words.endWeld : words.endWeldNone), ...seams, ...(any ? [this.frame.ending(this.outbox)] : []));
  }
}
