// The trial «code»: requests in words, a small program for each, checks at once.
import { button, h, numbers } from "../dom";
import { Frame } from "../frame";
import { Outbox } from "../outbox";
import type { CodeCheck, CodeProduct, CodeStage, Data } from "../types";
import type { Words } from "../words";
import { Editor } from "./editor";
import { explain } from "./errors";
import { SIZES, type Checked, type Outcome } from "./protocol";
import { Python, type Ended } from "./python";

type CodeData = Extract<Data, { kind: "code" }>;
const END = "end";

export async function start(root: HTMLElement, data: CodeData, words: Words): Promise<void> {
  const frame = new Frame(root, words);
  const server = { product: shaped(data.product), seq: data.seq };
  const outbox = await Outbox.open(data, server, words, (draft) => frame.saved(draft));
  new CodeTrial(data, words, frame, outbox).begin();
}

function shaped(product: unknown): CodeProduct {
  const stages = (product as Partial<CodeProduct> | null)?.stages;
  return { stages: stages ?? {} };
}

class CodeTrial {
  private readonly python: Python;
  private readonly progress = h("progress", { max: 1, value: 0, hidden: true, "aria-label": "Python" });
  private readonly state = h("p", { class: "small", role: "status" });
  private readonly outcomes = new Map<string, Outcome>();

  constructor(
    private readonly data: CodeData,
    private readonly words: Words,
    private readonly frame: Frame,
    private readonly outbox: Outbox<CodeProduct>,
  ) {
    const number = numbers(data.language);
    this.python = new Python(data.constants, (share) => {
      this.progress.value = share;
      this.state.textContent = share < 1 ? words.loadingPython(number(share * SIZES.megabytes), number(SIZES.megabytes)) : words.startingPython;
    });
  }

  begin(): void {
    this.frame.saved(this.outbox.draft);
    const open = this.data.task.stages.find((stage) => !this.isDone(stage));
    this.go(open?.id ?? END);
  }

  private get product(): CodeProduct {
    return this.outbox.draft.product;
  }

  private work(stage: CodeStage) {
    return this.product.stages[stage.id] ?? { code: stage.starter, passed: {}, runs: 0 };
  }

  private passed(stage: CodeStage): number {
    const { passed } = this.work(stage);
    return stage.checks.filter((check) => passed[check.id]).length;
  }

  private isDone(stage: CodeStage): boolean {
    return this.passed(stage) === stage.checks.length;
  }

  private keep(stage: CodeStage, change: Partial<ReturnType<CodeTrial["work"]>>): void {
    this.outbox.change({ stages: { ...this.product.stages, [stage.id]: { ...this.work(stage), ...change } } });
  }

  private line(here: string): void {
    const steps = this.data.task.stages.map((stage) => ({ id: stage.id, title: stage.title, done: this.isDone(stage) }));
    this.frame.line([...steps, { id: END, title: this.words.endTitle, done: false }], here, (id) => this.go(id));
  }

  private go(id: string): void {
    const stage = this.data.task.stages.find((one) => one.id === id);
    this.line(stage?.id ?? END);
    if (stage) this.stage(stage);
    else this.end();
  }

  private stage(stage: CodeStage): void {
    const { words } = this;
    const task = h("details", { class: "task", open: this.work(stage).runs === 0 }, h("summary", {}, words.task));
    const body = h("div", { class: "prose" });
    body.innerHTML = stage.html; // sanitised by the server
    task.append(body);
    const editor = new Editor(this.work(stage).code, words, (code) => this.keep(stage, { code }));
    const results = h("div", { class: "stack tight" });
    const run = button(words.run, this.isDone(stage) ? "" : "go", () => void this.run(stage, editor, run, results));
    const reset = button(words.reset, "quiet", () => {
      if (confirm(words.resetAsk)) editor.text = stage.starter;
    });
    editor.element.addEventListener("focusin", () => this.warmUp(), { once: true });
    const bar = h("div", { class: "row run-bar" }, run, reset);
    const left = h("div", { class: "stack" }, task);
    const right = h("div", { class: "stack" }, editor.element, bar, this.progress, this.state, results);
    this.state.textContent = "";
    this.frame.show(h("h2", {}, stage.title), h("div", { class: "bench" }, left, right));
    this.checks(stage, results, this.outcomes.get(stage.id) ?? null);
  }

  /** On a good connection Python comes while the pupil reads. */
  private warmUp(): void {
    const line = (navigator as { connection?: { effectiveType?: string; saveData?: boolean } }).connection;
    if (line?.effectiveType === "4g" && !line.saveData) void this.python.load();
  }

  private async run(stage: CodeStage, editor: Editor, press: HTMLButtonElement, results: HTMLElement): Promise<void> {
    press.disabled = true;
    press.textContent = this.words.running;
    this.progress.hidden = false;
    // On a phone the task makes room for the code and the checks.
    if (matchMedia("(max-width: 60rem)").matches) press.closest(".bench")?.querySelector("details.task")?.removeAttribute("open");
    const ended = await this.python.run({ code: editor.text, function: stage.function, checks: stage.checks });
    press.disabled = false;
    press.textContent = this.words.run;
    this.progress.hidden = true;
    this.state.textContent = "";
    this.ended(stage, editor, results, ended);
    press.classList.toggle("go", !this.isDone(stage));
    results.querySelector("h3")?.scrollIntoView({ block: "center" });
  }

  private ended(stage: CodeStage, editor: Editor, results: HTMLElement, ended: Ended): void {
    if (ended.kind === "failed") {
      this.state.textContent = this.words.pythonFailed;
      return;
    }
    const outcome = ended.kind === "outcome" ? ended.outcome : null;
    const passed = Object.fromEntries(stage.checks.map((check) => [check.id, outcome?.checks.find((one) => one.id === check.id)?.ok ?? false]));
    this.keep(stage, { code: editor.text, passed, runs: this.work(stage).runs + 1 });
    if (outcome) this.outcomes.set(stage.id, outcome);
    this.line(stage.id);
    const trouble = outcome?.trouble ?? outcome?.checks.find((one) => one.trouble)?.trouble;
    editor.mark(trouble?.line ?? 0);
    this.checks(stage, results, outcome, ended.kind === "slow");
  }

  private checks(stage: CodeStage, results: HTMLElement, outcome: Outcome | null, slow = false): void {
    const { words } = this;
    const work = this.work(stage);
    results.replaceChildren();
    if (!work.runs) return;
    const passed = this.passed(stage);
    const title = h("h3", {}, words.checks, h("span", { class: "dim" }, ` · ${words.passedOf(passed, stage.checks.length)}`));
    results.append(h("div", { role: "status" }, title));
    if (slow) results.append(h("p", { class: "trouble" }, words.slow));
    if (outcome?.trouble) results.append(h("p", { class: "trouble" }, explain(outcome.trouble, words, stage.function)));
    // The first open check is explained; the others wait their turn.
    const first = stage.checks.find((check) => !work.passed[check.id]);
    const rows = stage.checks.map((check) => this.check(check, work.passed[check.id] ?? false, outcome, check === first && !outcome?.trouble && !slow, stage));
    results.append(h("ul", { class: "verdicts", role: "list" }, ...rows));
    if (outcome?.printed) results.append(h("h3", {}, words.printed), h("pre", { class: "printed", tabindex: "0" }, outcome.printed + (outcome.cut ? `\n${words.cut}` : "")));
    const place = this.data.task.stages.indexOf(stage);
    const next = this.data.task.stages[place + 1];
    const onward = button(next ? `${words.nextStage}: ${next.title}` : words.allStages, passed === stage.checks.length ? "go full" : "full", () => this.go(next?.id ?? END));
    results.append(onward);
  }

  private check(check: CodeCheck, ok: boolean, outcome: Outcome | null, open: boolean, stage: CodeStage): HTMLElement {
    const { words } = this;
    const row = h("li", { class: ok ? "ok" : "open" }, h("span", { class: "mark", "aria-hidden": "true" }, ok ? "✓" : "–"), h("span", {}, check.title), h("span", { class: "small dim" }, ok ? words.passed : words.failed));
    if (!open) return row;
    row.append(h("div", { class: "why" }, ...this.why(check, outcome?.checks.find((one) => one.id === check.id), outcome, stage)));
    return row;
  }

  private why(check: CodeCheck, found: Checked | undefined, outcome: Outcome | null, stage: CodeStage): HTMLElement[] {
    const { words } = this;
    const parts: HTMLElement[] = [];
    if (found?.trouble) parts.push(h("p", { class: "trouble" }, explain(found.trouble, words, stage.function)));
    else if (found && outcome) {
      const facts: [string, string][] = [
        [words.called, `${stage.function}(${outcome.calls[check.id] ?? ""})`],
        [words.expected, outcome.wanted[check.id] ?? ""],
        [words.got, found.got ?? ""],
      ];
      parts.push(h("dl", { class: "facts" }, ...facts.flatMap(([name, value]) => [h("dt", {}, name), h("dd", {}, h("code", {}, value))])));
    }
    parts.push(h("p", {}, h("b", {}, `${words.hint}. `), check.hint));
    return parts;
  }

  private end(): void {
    const { stages } = this.data.task;
    const all = stages.reduce((sum, stage) => sum + stage.checks.length, 0);
    const passed = stages.reduce((sum, stage) => sum + this.passed(stage), 0);
    const any = stages.some((stage) => this.work(stage).runs);
    const heading = h("h2", {}, this.words.endTitle);
    this.frame.show(heading, h("p", { class: "lead" }, any ? this.words.endCode(passed, all) : this.words.endCodeNone), ...(any ? [this.frame.ending(this.outbox)] : []));
  }
}
