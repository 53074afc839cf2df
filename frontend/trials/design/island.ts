// The trial «design»: a brief, a poster, a client with wishes, and the poster again.
import { button, h, numbers } from "../dom";
import { Frame } from "../frame";
import { Outbox } from "../outbox";
import type { Answer, Data, DesignProduct, Poster } from "../types";
import type { Words } from "../words";
import { Board } from "./board";
import { findings, type Finding } from "./layout";
import { download, posterPicture, savedPng, savedSvg } from "./picture";
import { answered, firstPoster, handedOver, phaseOf } from "./reducer";

type DesignData = Extract<Data, { kind: "design" }>;
type Step = "brief" | "first" | "client" | "second" | "end";
const STEPS: Step[] = ["brief", "first", "client", "second", "end"];
const ANSWERS: Answer[] = ["do", "other", "keep"];

export async function start(root: HTMLElement, data: DesignData, words: Words): Promise<void> {
  const frame = new Frame(root, words);
  const server = { product: shaped(data.product), seq: data.seq };
  const outbox = await Outbox.open(data, server, words, (draft) => frame.saved(draft));
  new DesignTrial(data, words, frame, outbox).begin();
}

function shaped(product: unknown): DesignProduct {
  const { draft, versions, wishes } = (product ?? {}) as Partial<DesignProduct>;
  return { draft: draft ?? null, versions: versions ?? [], wishes: wishes ?? {} };
}

class DesignTrial {
  private readonly number: (value: number, digits?: number) => string;

  constructor(
    private readonly data: DesignData,
    private readonly words: Words,
    private readonly frame: Frame,
    private readonly outbox: Outbox<DesignProduct>,
  ) {
    this.number = numbers(data.language);
  }

  begin(): void {
    this.frame.saved(this.outbox.draft);
    this.go(this.product.draft ? phaseOf(this.product, this.data.task) : "brief");
  }

  private get product(): DesignProduct {
    return this.outbox.draft.product;
  }

  private get draft(): Poster {
    return this.product.draft ?? firstPoster(this.data.task);
  }

  private checked(poster: Poster): Finding[] {
    return findings(this.data.task, poster, this.data.constants);
  }

  private line(here: Step): void {
    const { words, product } = this;
    const names: Record<Step, string> = { brief: words.brief, first: words.first, client: words.client, second: words.second, end: words.endTitle };
    const done: Record<Step, boolean> = {
      brief: product.draft !== null,
      first: product.versions.length > 0,
      client: product.versions.length > 1 || phaseOf(product, this.data.task) === "second",
      second: product.versions.length > 1,
      end: false,
    };
    const steps = STEPS.map((id) => ({ id, title: names[id], done: done[id] }));
    this.frame.line(steps, here, (id) => this.go(this.reachable(id as Step)));
  }

  /** Nobody comes to the client without a poster, nor to version two without the client. */
  private reachable(step: Step): Step {
    if (step === "brief" || step === "first" || step === "end") return step;
    return this.product.versions.length ? step : "first";
  }

  private go(step: Step): void {
    this.frame.warn("");
    this.line(step);
    if (step === "brief") this.brief();
    else if (step === "client") this.client();
    else if (step === "end") this.end();
    else this.work(step);
  }

  private brief(): void {
    const { words } = this;
    const blocks = this.data.task.blocks.map((block) => h("li", {}, h("span", { class: "small dim" }, `${words.roles[block.role]}. `), block.text));
    this.frame.show(
      h("h2", {}, words.brief),
      h("p", { class: "lead" }, this.data.task.brief),
      h("h3", {}, words.blocks),
      h("ul", {}, ...blocks),
      button(words.toWork, "go full", () => this.go(this.product.versions.length ? "second" : "first")),
    );
  }

  private work(step: "first" | "second"): void {
    const { words } = this;
    const report = h("div", { class: "report" });
    const draw = () => report.replaceChildren(...this.report(this.draft));
    const keep = (draft: Poster) => {
      this.outbox.change({ ...this.product, draft });
      draw();
    };
    if (!this.product.draft) this.outbox.change({ ...this.product, draft: this.draft });
    const board = new Board(this.data.task, this.data.constants, words, this.draft, keep);
    draw();
    const over = step === "first" ? words.showClient : words.handOver;
    const press = button(over, "go full", () => {
      this.outbox.change(handedOver(this.product, step === "first" ? 1 : 2));
      this.go(step === "first" ? "client" : "end");
    });
    const wishes = step === "second" ? [this.wishList()] : [];
    this.frame.show(h("h2", {}, step === "first" ? words.first : words.second), ...wishes, board.element, report, press);
  }

  private wishList(): HTMLElement {
    const items = this.data.task.wishes.map((wish, place) => {
      const answer = this.product.wishes[String(place)];
      return h("li", {}, wish, answer && h("span", { class: "dim" }, ` — ${this.words.wish[answer]}`));
    });
    return h("details", { class: "task" }, h("summary", {}, this.words.wishes), h("ul", {}, ...items));
  }

  private report(poster: Poster): HTMLElement[] {
    const { words } = this;
    const found = this.checked(poster);
    const fine = found.filter((one) => one.ok).length;
    const rows = found.map((one) => {
      const [name, note] = words.check[one.check] ?? [one.check, ""];
      return h(
        "li",
        { class: one.ok ? "ok" : "open" },
        h("span", { class: "mark", "aria-hidden": "true" }, one.ok ? "✓" : "–"),
        h("span", {}, name, h("span", { class: "small dim note" }, note.replace("{limit}", this.shown(one, one.limit)))),
        h("span", { class: "numbers" }, this.shown(one, one.value), h("span", { class: "visually-hidden" }, `, ${one.ok ? words.fine : words.open}`)),
      );
    });
    return [h("h3", {}, words.posterChecks, h("span", { class: "dim" }, ` · ${words.fineOf(fine, found.length)}`)), h("ul", { class: "verdicts", role: "list" }, ...rows)];
  }

  /** A number of a check with its unit: shares in per cent, letters in mm of A3. */
  private shown({ check }: Finding, value: number): string {
    if (check === "margins" || check === "air") return `${this.number(value * 100)}\u00a0%`;
    if (check === "distance") return `${this.number(value * 0.297)}\u00a0${this.words.mm}`;
    if (check === "contrast") return `${this.number(value)}\u00a0:\u00a01`;
    return check === "order" ? `×${this.number(value)}` : this.number(value);
  }

  private client(): void {
    const { words } = this;
    const version = this.product.versions[0];
    const onward = button(words.toSecond, "go full", () => this.go("second"));
    const ready = () => (onward.disabled = phaseOf(this.product, this.data.task) === "client");
    const wishes = this.data.task.wishes.map((wish, place) => this.wish(wish, place, ready));
    ready();
    const { task, constants } = this.data;
    this.frame.show(
      h("h2", {}, words.client),
      h("p", { class: "lead" }, words.clientSays),
      h("div", { class: "meeting" }, version ? h("div", { class: "small-poster" }, posterPicture(task, version, constants, words.version(1))) : "", h("div", { class: "stack" }, h("p", { class: "dim" }, words.clientAsk), ...wishes)),
      onward,
    );
  }

  private wish(wish: string, place: number, ready: () => void): HTMLElement {
    const given = this.product.wishes[String(place)];
    const choices = ANSWERS.map((answer) =>
      h(
        "label",
        { class: "choice" },
        h("input", {
          type: "radio",
          name: `wish-${place}`,
          value: answer,
          checked: given === answer,
          onchange: () => {
            this.outbox.change(answered(this.product, place, answer));
            this.line("client");
            ready();
          },
        }),
        h("span", {}, this.words.wish[answer]),
      ),
    );
    return h("fieldset", { class: "field" }, h("legend", {}, `«${wish}»`), h("div", { class: "choices across" }, ...choices));
  }

  private end(): void {
    const { words, product } = this;
    const { task, constants } = this.data;
    const fine = product.versions.map((version) => this.checked(version).filter((one) => one.ok).length);
    const all = this.checked(this.draft).length;
    const pictures = product.versions.map((version, place) =>
      h("figure", {}, posterPicture(task, version, constants, words.version(place + 1)), h("figcaption", { class: "small dim" }, words.version(place + 1))),
    );
    const last = product.versions.at(-1);
    const parts: HTMLElement[] = [h("h2", {}, words.compare), h("div", { class: "versions" }, ...pictures)];
    if (fine.length > 1) parts.push(h("p", { class: "lead" }, words.changed(fine[0]!, fine[1]!, all)));
    if (last) {
      const png = button(words.savePng, "full", () => void savedPng(task, last, constants).then((blob) => blob && download(blob, "poster.png")));
      const svg = button(words.saveSvg, "quiet full", () => download(savedSvg(task, last, constants), "poster.svg"));
      parts.push(this.frame.ending(this.outbox), png, svg);
    }
    parts.push(button(words.backToWork, "quiet full", () => this.go(product.versions.length > 1 ? "second" : this.reachable("first"))));
    this.frame.show(...parts);
  }
}
