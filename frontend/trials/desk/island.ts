// The trial «desk»: the work table of a profession, a stage after a stage, a sheet at the end.
import { button, h, numbers } from "../dom";
import { Frame } from "../frame";
import { Outbox } from "../outbox";
import type { Data } from "../types";
import type { Words } from "../words";
import { materialOf, paragraphs, type Written } from "./materials";
import { OrderWidget } from "./order";
import { tried, workOf } from "./reducer";
import { findings, isDone, WHOLE, type Finding } from "./rules";
import { sheetOf } from "./sheet";
import { SortWidget } from "./sort";
import type { Action, DeskProduct, DeskStage, DeskWork } from "./types";
import { composeWidget, fillWidget, pickWidget, type Bench, type Widget } from "./widget";
import { deskWords, type DeskWords } from "./words";

type DeskData = Extract<Data, { kind: "desk" }>;
const BRIEF = "brief";
const END = "end";
const AT_ONCE = 3; // so many mistakes are explained at a time: more is a wall of text

export async function start(root: HTMLElement, data: DeskData, words: Words): Promise<void> {
  const frame = new Frame(root, words);
  const stages = (data.product as Partial<DeskProduct> | null)?.stages ?? {};
  const outbox = await Outbox.open(data, { product: { stages }, seq: data.seq }, words, (draft) => frame.saved(draft));
  new DeskTrial(data, words, frame, outbox).begin();
}

class DeskTrial {
  private readonly own: DeskWords;
  private readonly number: ReturnType<typeof numbers>;
  private readonly written: Written;

  constructor(
    private readonly data: DeskData,
    private readonly words: Words,
    private readonly frame: Frame,
    private readonly outbox: Outbox<DeskProduct>,
  ) {
    this.own = deskWords(data.language);
    this.number = numbers(data.language);
    this.written = (cell) => (typeof cell === "number" ? this.number(cell, 6) : (cell ?? ""));
  }

  begin(): void {
    this.frame.saved(this.outbox.draft);
    const open = this.stages.find((stage) => !this.isDone(stage));
    const begun = this.stages.some((stage) => this.product.stages[stage.id]);
    this.go(!begun ? BRIEF : (open?.id ?? END));
  }

  private get stages(): DeskStage[] {
    return this.data.task.stages;
  }

  private get product(): DeskProduct {
    return this.outbox.draft.product;
  }

  private work(stage: DeskStage): DeskWork {
    return workOf(stage, this.product);
  }

  private isDone(stage: DeskStage): boolean {
    const work = this.work(stage);
    return work.tries > 0 && isDone(stage, work);
  }

  private line(here: string): void {
    const steps = this.stages.map((stage) => ({ id: stage.id, title: stage.title, done: this.isDone(stage) }));
    const brief = { id: BRIEF, title: this.own.brief, done: Object.keys(this.product.stages).length > 0 };
    this.frame.line([brief, ...steps, { id: END, title: this.words.endTitle, done: false }], here, (id) => this.go(id));
  }

  private go(id: string): void {
    this.frame.warn("");
    this.line(id);
    const stage = this.stages.find((one) => one.id === id);
    if (stage) this.stage(stage);
    else if (id === BRIEF) this.brief();
    else this.end();
  }

  private brief(): void {
    const { own } = this;
    const { task } = this.data;
    this.frame.show(
      h("h2", {}, own.brief),
      h("blockquote", { class: "desk-message" }, h("p", { class: "small" }, h("b", {}, own.from(task.sender))), ...paragraphs(task.brief)),
      h("ol", {}, ...this.stages.map((stage) => h("li", {}, stage.title))),
      button(own.toWork, "go full", () => this.go(this.stages[0]!.id)),
    );
  }

  private stage(stage: DeskStage): void {
    const { own } = this;
    const report = h("div", { class: "desk-report stack tight" });
    const widget = this.widget(stage);
    const onward = h("div", { class: "desk-onward" });
    const press = button(own.check, "go full", () => {
      this.keep(stage, tried(this.work(stage)));
      this.line(stage.id);
      this.report(stage, widget, report, onward, press);
      report.scrollIntoView({ block: "nearest" });
    });
    const news = stage.change ? [h("section", { class: "desk-change" }, h("h3", {}, own.news), ...paragraphs(stage.change))] : [];
    const materials = this.materials(stage);
    const left = materials.length ? [h("div", { class: "desk-materials stack tight" }, h("h3", {}, own.materials), ...materials)] : [];
    const right = h("div", { class: "stack" }, h("h3", {}, own.yourWork), widget.element, press, report, onward);
    this.frame.show(h("h2", {}, stage.title), ...news, h("div", { class: "desk-task" }, ...paragraphs(stage.task)), h("div", { class: left.length ? "bench" : "" }, ...left, right));
    if (this.work(stage).tries) this.report(stage, widget, report, onward, press);
  }

  /** What a stage goes on from lies there too, folded up. */
  private materials(stage: DeskStage): HTMLElement[] {
    const before = this.stages.find((one) => one.id === stage.begins_with)?.materials ?? [];
    const old = before.map((material) => materialOf(material, this.own, this.written));
    for (const material of old) material.removeAttribute("open");
    return [...stage.materials.map((material) => materialOf(material, this.own, this.written)), ...old];
  }

  private widget(stage: DeskStage): Widget {
    const trial = this;
    const bench: Bench = {
      get work() {
        return trial.work(stage);
      },
      words: this.own,
      written: this.written,
      number: this.number,
      change: (work) => this.keep(stage, work),
    };
    const { action } = stage;
    if (action.kind === "sort") return new SortWidget(action, bench);
    if (action.kind === "order") return new OrderWidget(action, bench);
    if (action.kind === "pick") return pickWidget(action, bench);
    return action.kind === "fill" ? fillWidget(action, bench) : composeWidget(action, bench);
  }

  private keep(stage: DeskStage, work: DeskWork): void {
    this.outbox.change({ stages: { ...this.product.stages, [stage.id]: work } });
  }

  private report(stage: DeskStage, widget: Widget, report: HTMLElement, onward: HTMLElement, press: HTMLButtonElement): void {
    const { own } = this;
    const found = findings(stage, this.work(stage));
    const fine = found.filter((one) => one.ok).length;
    const unfinished = found[0]?.check === WHOLE;
    const done = fine === found.length;
    const says = unfinished ? own.left[stage.action.kind](found[0]!.where.length) : done ? own.allFine : own.fineOf(fine, found.length);
    const told = found.filter((one) => !one.ok).slice(0, AT_ONCE);
    const rows = unfinished ? [] : [h("ul", { class: "verdicts", role: "list" }, ...found.map((one) => this.verdict(stage, one, told.includes(one))))];
    report.replaceChildren(h("p", { class: "lead", role: "status" }, says), ...rows);
    widget.point(unfinished ? [] : told.flatMap((one) => (this.explained(stage, one).points ? one.where : [])));
    press.textContent = own.checkAgain;
    press.classList.toggle("go", !done);
    const next = this.stages[this.stages.indexOf(stage) + 1];
    onward.replaceChildren(button(done ? own.next : own.later, done ? "go full" : "quiet full", () => this.go(next?.id ?? END)));
  }

  private verdict(stage: DeskStage, found: Finding, told: boolean): HTMLElement {
    const { own } = this;
    const rule = stage.action.rules.find((one) => one.id === found.check)!;
    const mark = h("span", { class: "mark", "aria-hidden": "true" }, found.ok ? "✓" : "–");
    const why = told && h("p", { class: "why" }, this.explained(stage, found).text);
    return h("li", { class: found.ok ? "ok" : "open" }, mark, h("span", {}, rule.title), h("span", { class: "small dim" }, found.ok ? own.kept : own.open), why);
  }

  /** What to say of a broken rule; it points at the cards only when its author wrote so. */
  private explained(stage: DeskStage, found: Finding): { text: string; points: boolean } {
    const rule = stage.action.rules.find((one) => one.id === found.check)!;
    const says = rule.kind === "value" && found.slip >= 0 ? rule.slips[found.slip]!.says : rule.says;
    const where = found.where.map((id) => named(stage.action, id)).join(", ");
    return { text: says.replaceAll("{where}", where).replaceAll("{count}", String(found.where.length)), points: says.includes("{where}") || rule.kind === "value" };
  }

  private end(): void {
    const { own, words } = this;
    const shown = this.stages.filter((stage) => this.work(stage).tries > 0);
    const kept = shown.flatMap((stage) => findings(stage, this.work(stage))).filter((found) => found.ok).length;
    const all = this.stages.reduce((sum, stage) => sum + stage.action.rules.length, 0);
    const sheets = shown.map((stage) => sheetOf(stage, this.work(stage), this.written));
    const paper = shown.length ? [h("article", { class: "desk-paper", "aria-label": own.sheet }, ...sheets), this.frame.ending(this.outbox)] : [];
    this.frame.show(h("h2", {}, words.endTitle), h("p", { class: "lead" }, shown.length ? own.end(kept, all) : own.endNone), ...paper);
  }
}

/** What a card, a tray, a row, a field or a sentence is called in an explanation. */
function named(action: Action, id: string): string {
  switch (action.kind) {
    case "sort":
      return [...action.cards.map((card) => ({ id: card.id, name: card.text })), ...action.trays.map((tray) => ({ id: tray.id, name: tray.title }))].find((one) => one.id === id)?.name ?? id;
    case "order":
      return action.cards.find((card) => card.id === id)?.text ?? id;
    case "pick":
      return String(action.table.rows.findIndex((row) => row.id === id) + 1);
    case "fill":
      return action.fields.find((field) => field.id === id)?.text ?? id;
    case "compose":
      return `«${action.slots.flatMap((slot) => slot.options).find((option) => option.id === id)?.text ?? id}»`;
  }
}
