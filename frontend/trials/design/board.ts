// The table with the poster: blocks are dragged, or moved by arrow keys and buttons.
import { h, s } from "../dom";
import type { Align, DesignConstants, DesignTask, Poster } from "../types";
import type { Words } from "../words";
import { boxes, groundOf, paletteOf, type Box } from "./layout";
import { blockPicture } from "./picture";
import { change, snapped, type Act, type Snap } from "./reducer";

interface Drag {
  id: string;
  fromX: number;
  fromY: number;
  x: number;
  y: number;
  base: Poster;
}
const ALIGNS: Align[] = ["left", "center", "right"];

export class Board {
  readonly element: HTMLElement;
  private readonly picture: SVGSVGElement;
  private readonly tools = h("div", { class: "tools" });
  private readonly said = h("p", { class: "visually-hidden", role: "status" });
  private chosen = "";
  private drag: Drag | null = null;
  private history: Poster[] = [];
  private guides: Snap | null = null;

  constructor(
    private readonly task: DesignTask,
    private readonly constants: DesignConstants,
    private readonly words: Words,
    private poster: Poster,
    private readonly changed: (poster: Poster) => void,
  ) {
    const { width, height } = constants.sheet;
    this.picture = s("svg", {
      class: "board",
      viewBox: `0 0 ${width} ${height}`,
      role: "group",
      "aria-label": words.poster,
      "aria-describedby": "board-help",
      onpointermove: (event: PointerEvent) => this.dragged(event),
      onpointerup: () => this.dropped(),
      onpointercancel: () => this.dropped(),
      onpointerdown: (event: PointerEvent) => {
        if (event.target === event.currentTarget || (event.target as Element).classList.contains("ground")) this.choose("");
      },
    });
    const help = h("p", { class: "small dim board-help", id: "board-help" }, words.posterHelp);
    this.element = h("div", { class: "studio" }, h("div", { class: "easel" }, this.picture), h("div", { class: "toolbox" }, this.tools, help, this.said));
    this.draw();
    this.drawTools();
  }

  private act(act: Act, remember = true): void {
    const next = change(this.poster, act, this.task, this.constants);
    if (remember) this.history = [...this.history.slice(-49), this.poster];
    this.poster = next;
    this.changed(next);
    this.draw();
    this.drawTools();
  }

  private undo(): void {
    const before = this.history.pop();
    if (!before) return;
    this.poster = before;
    this.changed(before);
    this.draw();
    this.drawTools();
  }

  private choose(id: string): void {
    if (this.chosen === id) return;
    this.chosen = id;
    this.draw();
    this.drawTools();
  }

  private boxOf(id: string): Box | undefined {
    return boxes(this.task, this.poster, this.constants).find((box) => box.id === id);
  }

  private draw(): void {
    const { width, height } = this.constants.sheet;
    const focused = document.activeElement?.getAttribute("data-block");
    const ground = s("rect", { class: "ground", width, height, fill: groundOf(this.task, this.poster) });
    const blocks = boxes(this.task, this.poster, this.constants).map((box) => this.block(box));
    this.picture.replaceChildren(ground, ...blocks, ...this.guideLines());
    if (focused) this.picture.querySelector<SVGElement>(`[data-block="${focused}"]`)?.focus({ preventScroll: true });
  }

  private block(box: Box): SVGElement {
    const chosen = box.id === this.chosen;
    const around = { x: box.left - 10, y: box.top - 10, width: box.right - box.left + 20, height: box.bottom - box.top + 20, rx: 8 };
    return s(
      "g",
      {
        class: chosen ? "block chosen" : "block",
        "data-block": box.id,
        tabindex: 0,
        role: "button",
        "aria-pressed": String(chosen),
        "aria-label": this.says(box),
        onpointerdown: (event: PointerEvent) => this.grabbed(event, box),
        onfocus: () => this.choose(box.id),
        onkeydown: (event: KeyboardEvent) => this.key(event, box.id),
      },
      s("rect", { class: "halo", ...around }),
      s("rect", { class: "hit", ...around }),
      blockPicture(box, this.constants),
    );
  }

  private says(box: Box): string {
    const { width, height } = this.constants.sheet;
    const step = this.poster.blocks[box.id]?.step ?? 0;
    return this.words.blockSays(this.words.roles[box.role], step + 1, Math.round((box.left / width) * 100), Math.round((box.top / height) * 100));
  }

  private guideLines(): SVGElement[] {
    const { width, height } = this.constants.sheet;
    if (!this.guides) return [];
    return [
      ...this.guides.across.map((x) => s("path", { class: "guide", d: `M${x} 0V${height}` })),
      ...this.guides.down.map((y) => s("path", { class: "guide", d: `M0 ${y}H${width}` })),
    ];
  }

  private point(event: PointerEvent): { x: number; y: number } {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(this.picture.getScreenCTM()?.inverse());
    return { x: at.x, y: at.y };
  }

  private grabbed(event: PointerEvent, box: Box): void {
    if (event.button !== 0) return;
    event.preventDefault();
    const { x, y } = this.point(event);
    const block = this.poster.blocks[box.id]!;
    this.drag = { id: box.id, fromX: x, fromY: y, x: block.x, y: block.y, base: this.poster };
    this.picture.setPointerCapture(event.pointerId);
    this.choose(box.id);
    this.picture.querySelector<SVGElement>(`[data-block="${box.id}"]`)?.focus({ preventScroll: true });
  }

  private dragged(event: PointerEvent): void {
    const drag = this.drag;
    if (!drag) return;
    const { x, y } = this.point(event);
    const act: Act = { type: "place", id: drag.id, x: drag.x + x - drag.fromX, y: drag.y + y - drag.fromY };
    this.poster = change(drag.base, act, this.task, this.constants);
    const all = boxes(this.task, this.poster, this.constants);
    const moving = all.find((box) => box.id === drag.id)!;
    const others = all.filter((box) => box.id !== drag.id);
    this.guides = snapped(moving, others, this.constants, this.task.min_margin);
    const clung: Act = { type: "move", id: drag.id, dx: this.guides.dx, dy: this.guides.dy };
    this.poster = change(this.poster, clung, this.task, this.constants);
    this.draw();
  }

  private dropped(): void {
    const drag = this.drag;
    this.drag = null;
    this.guides = null;
    if (!drag) return;
    if (this.poster !== drag.base) {
      this.history = [...this.history.slice(-49), drag.base];
      this.changed(this.poster);
    }
    this.draw();
    this.drawTools();
  }

  private key(event: KeyboardEvent, id: string): void {
    const far = event.shiftKey ? 50 : 10;
    const moves: Record<string, Act> = {
      ArrowLeft: { type: "move", id, dx: -far, dy: 0 },
      ArrowRight: { type: "move", id, dx: far, dy: 0 },
      ArrowUp: { type: "move", id, dx: 0, dy: -far },
      ArrowDown: { type: "move", id, dx: 0, dy: far },
      "+": { type: "size", id, by: 1 },
      "=": { type: "size", id, by: 1 },
      "-": { type: "size", id, by: -1 },
    };
    const act = moves[event.key];
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.act(act);
    const box = this.boxOf(id);
    if (box) this.said.textContent = this.says(box);
  }

  /** The buttons keep the focus where it is when they are drawn anew. */
  private drawTools(): void {
    const focused = document.activeElement?.getAttribute("data-tool");
    const nothing = [h("p", { class: "chosen-name dim" }, this.words.nothingChosen, this.undoButton())];
    this.tools.replaceChildren(...(this.chosen ? this.blockTools(this.chosen) : nothing), ...this.paper());
    if (focused) this.tools.querySelector<HTMLElement>(`[data-tool="${focused}"]`)?.focus({ preventScroll: true });
  }

  private paper(): HTMLElement[] {
    const { words, poster, task } = this;
    const palettes = task.palettes.map((palette, place) =>
      this.swatch(`palette-${place}`, words.paletteNumber(place + 1), palette, poster.palette === place, () => this.act({ type: "palette", palette: place })),
    );
    const grounds = paletteOf(task, poster).map((colour, place) =>
      this.swatch(`ground-${place}`, words.colour(place + 1), [colour], poster.ground === place, () => this.act({ type: "ground", ink: place })),
    );
    return [this.group(words.palette, palettes), this.group(words.ground, grounds)];
  }

  private blockTools(id: string): HTMLElement[] {
    const { words } = this;
    const block = this.poster.blocks[id]!;
    const role = this.task.blocks.find((one) => one.id === id)!.role;
    const move = (name: string, sign: string, dx: number, dy: number) => this.tool(`move-${name}`, sign, name, () => this.act({ type: "move", id, dx, dy }));
    const size = [
      this.tool("smaller", "−", words.smaller, () => this.act({ type: "size", id, by: -1 })),
      h("output", { class: "numbers" }, String(block.step + 1)),
      this.tool("larger", "+", words.larger, () => this.act({ type: "size", id, by: 1 })),
    ];
    const moves = [move(words.left, "←", -10, 0), move(words.right, "→", 10, 0), move(words.up, "↑", 0, -10), move(words.down, "↓", 0, 10)];
    const inks = paletteOf(this.task, this.poster).map((colour, place) =>
      this.swatch(`ink-${place}`, words.colour(place + 1), [colour], block.ink === place, () => this.act({ type: "ink", id, ink: place })),
    );
    const groups = [
      h("p", { class: "chosen-name" }, h("b", {}, words.chosen(words.roles[role])), this.undoButton()),
      this.group(words.size, size),
      this.group(words.move, moves),
      this.group(words.ink, inks),
    ];
    return role === "picture" ? groups : [...groups, ...this.textTools(id, block.align)];
  }

  private textTools(id: string, align: Align): HTMLElement[] {
    const { words } = this;
    const names: Record<Align, string> = { left: words.alignLeft, center: words.alignCenter, right: words.alignRight };
    const aligns = ALIGNS.map((one) => this.tool(`align-${one}`, "", names[one], () => this.act({ type: "align", id, align: one }), one === align, lines(one)));
    const widths = [
      this.tool("narrower", "→←", words.narrower, () => this.act({ type: "width", id, by: -40 })),
      this.tool("wider", "←→", words.wider, () => this.act({ type: "width", id, by: 40 })),
    ];
    return [this.group(words.align, aligns), this.group(words.width, widths)];
  }

  private undoButton(): HTMLElement {
    return h("button", { type: "button", class: "btn quiet small", "data-tool": "undo", disabled: !this.history.length, onclick: () => this.undo() }, this.words.undo);
  }

  private group(name: string, parts: HTMLElement[]): HTMLElement {
    return h("div", { class: "tool-group", role: "group", "aria-label": name }, h("span", { class: "small dim" }, name), h("div", { class: "tool-row" }, ...parts));
  }

  private tool(id: string, sign: string, name: string, press: () => void, pressed?: boolean, icon?: Node): HTMLElement {
    return h(
      "button",
      { type: "button", class: "tool-button", "data-tool": id, "aria-label": name, title: name, "aria-pressed": pressed === undefined ? undefined : String(pressed), onclick: press },
      sign,
      icon,
    );
  }

  private swatch(id: string, name: string, colours: string[], pressed: boolean, press: () => void): HTMLElement {
    const wide = 36 / colours.length;
    const stripes = colours.map((fill, place) => s("rect", { x: place * wide, width: wide, height: 28, fill }));
    const picture = s("svg", { viewBox: "0 0 36 28", width: 36, height: 28, "aria-hidden": "true" }, ...stripes);
    return this.tool(id, "", name, press, pressed, picture);
  }
}

function lines(align: Align): SVGElement {
  const ends: Record<Align, string> = { left: "M3 5h18M3 10h10M3 15h14M3 20h8", center: "M3 5h18M7 10h10M5 15h14M8 20h8", right: "M3 5h18M11 10h10M7 15h14M13 20h8" };
  return s("svg", { class: "icon", viewBox: "0 0 24 24", width: 20, height: 20, "aria-hidden": "true" }, s("path", { d: ends[align] }));
}
