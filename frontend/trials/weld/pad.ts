// The welding table: the hand leads the electrode along the seam, by finger, mouse, keys or buttons.
import { button, h, numbers, s } from "../dom";
import type { Attempt, Physics, Seam, Stroke } from "../types";
import type { Words } from "../words";
import { bead } from "./physics";
import { arcMark, drawn, keyHand, passedTime, pressed, speedMark, speedNow, type KeyHand, type Mark, type Press, type Tip } from "./reducer";

const ARC = 20; // units of the picture per millimetre of arc
const HIGH = 6; // and of the bead's height
const LONG = 300; // units of the whole seam
const SAYS = 2_500;

interface Hold {
  x: number;
  y: number;
  tip: Tip;
}

export class Pad {
  readonly element: HTMLElement;
  private readonly table: SVGSVGElement;
  private readonly metal = s("path", { class: "pad-bead" });
  private readonly glow = s("g", { class: "pad-arc" });
  private readonly rod = s("path", { class: "pad-rod" });
  private readonly gauges: Record<"speed" | "arc", Gauge>;
  private readonly said = h("p", { class: "visually-hidden", role: "status" });
  private readonly light: HTMLButtonElement;
  private readonly unit: number;
  private strokes: Stroke[] = [];
  private hold: Hold | null = null;
  private keys: KeyHand;
  private tip: Tip;
  private lit = false;
  private by: Attempt["by"] = "hand";
  private began = 0;
  private before = 0;
  private litAt = 0;
  private drawnAt = 0;
  private saidAt = 0;
  private over = false;

  constructor(
    private readonly seam: Seam,
    private readonly physics: Physics,
    private readonly words: Words,
    language: string,
    private readonly ended: (attempt: Attempt) => void,
  ) {
    this.unit = LONG / seam.length_mm;
    this.keys = keyHand(seam);
    this.tip = this.keys.tip;
    const number = numbers(language);
    this.gauges = {
      speed: new Gauge(words.speed, words.mmPerSecond, seam.speed, words, number),
      arc: new Gauge(words.arc, words.mm, seam.arc, words, number),
    };
    this.table = this.scene();
    this.light = button(words.light, "", () => this.press(this.lit ? "out" : "light"));
    this.element = h(
      "div",
      { class: seam.upward ? "pad-place upward" : "pad-place" },
      h("div", { class: "pad-table" }, this.table),
      h("div", { class: "pad-side" }, this.gauges.speed.element, this.gauges.arc.element, this.controls(), this.said),
    );
    this.draw();
  }

  /** Ends the pass with what is there; nothing when there is no metal yet. */
  finish(): void {
    this.stop();
    if (this.over || !this.strokes.some((stroke) => stroke.length > 3)) return;
    this.over = true;
    this.ended({ strokes: this.strokes.filter((stroke) => stroke.length > 3), by: this.by });
  }

  leave(): void {
    this.over = true;
    this.lit = false;
  }

  private scene(): SVGSVGElement {
    const [width, height] = this.seam.upward ? [250, 340] : [340, 210];
    const [x0, y0] = this.place({ along: 0, arc: 0 });
    const [x1, y1] = this.place({ along: this.seam.length_mm, arc: 0 });
    const plate = this.seam.upward ? { x: 0, y: 0, width: x0, height } : { x: 0, y: y0, width, height: height - y0 };
    const [low, high] = this.seam.arc;
    const [ax, ay] = this.place({ along: 0, arc: high });
    const [bx, by] = this.place({ along: this.seam.length_mm, arc: low });
    const band = { x: Math.min(ax, bx), y: Math.min(ay, by), width: Math.abs(bx - ax), height: Math.abs(by - ay) };
    return s(
      "svg",
      {
        class: "pad",
        viewBox: `0 0 ${width} ${height}`,
        tabindex: 0,
        role: "application",
        "aria-label": this.words.pad,
        onpointerdown: (event: PointerEvent) => this.grab(event),
        onpointermove: (event: PointerEvent) => this.lead(event),
        onpointerup: () => this.release(),
        onpointercancel: () => this.release(),
        onkeydown: (event: KeyboardEvent) => this.key(event),
        onkeyup: (event: KeyboardEvent) => this.keyUp(event),
        onblur: () => this.by === "keys" && this.press("out"),
      },
      s("rect", { class: "pad-band", ...band }),
      s("rect", { class: "pad-plate", ...plate }),
      s("path", { class: "pad-line", d: `M${x0} ${y0}L${x1} ${y1}` }),
      this.metal,
      this.glow,
      this.rod,
    );
  }

  private controls(): HTMLElement {
    const { words } = this;
    const one = (name: string, press: Press) => button(name, "", () => this.press(press));
    const grid = h("div", { class: "pad-buttons" }, this.light, one(words.faster, "faster"), one(words.slower, "slower"), one(words.closer, "closer"), one(words.farther, "farther"));
    return h("details", { class: "more" }, h("summary", {}, words.buttons), grid, h("p", { class: "small dim" }, words.keysHelp));
  }

  /** A point of the seam in the picture; away from the metal is up, or to the right of a wall. */
  private place({ along, arc }: Tip): [number, number] {
    return this.seam.upward ? [50 + arc * ARC, 320 - along * this.unit] : [20 + along * this.unit, 160 - arc * ARC];
  }

  private at(event: PointerEvent): { x: number; y: number } {
    return new DOMPoint(event.clientX, event.clientY).matrixTransform(this.table.getScreenCTM()?.inverse());
  }

  private grab(event: PointerEvent): void {
    if (event.button !== 0 || this.over) return;
    event.preventDefault();
    this.table.focus({ preventScroll: true });
    this.table.setPointerCapture(event.pointerId);
    const { x, y } = this.at(event);
    this.hold = { x, y, tip: this.tip };
    this.by = "hand";
    this.start();
  }

  /** The electrode repeats the movement of the hand, wherever the hand lies. */
  private lead(event: PointerEvent): void {
    if (!this.hold) return;
    const { x, y } = this.at(event);
    const [right, up] = [x - this.hold.x, this.hold.y - y];
    const [along, off] = this.seam.upward ? [up, right] : [right, up];
    const { tip } = this.hold;
    this.tip = {
      along: Math.min(Math.max(tip.along + along / this.unit, 0), this.seam.length_mm),
      arc: Math.min(Math.max(tip.arc + off / ARC, 0), 9),
    };
  }

  private release(): void {
    this.hold = null;
    if (this.by === "hand") this.stop();
  }

  private key(event: KeyboardEvent): void {
    const presses: Record<string, Press> = { ArrowRight: "faster", ArrowLeft: "slower", ArrowUp: "farther", ArrowDown: "closer" };
    const press = presses[event.key];
    if (event.key === " ") {
      event.preventDefault();
      if (!event.repeat) this.press(this.lit ? "out" : "light");
    } else if (press && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      this.press(press);
    }
  }

  /** Space held is a hold; space tapped is a switch. */
  private keyUp(event: KeyboardEvent): void {
    if (event.key === " " && this.lit && this.by === "keys" && performance.now() - this.litAt > 500) this.press("out");
  }

  private press(press: Press): void {
    if (this.over) return;
    if (press === "light" && this.by === "hand") this.keys = { ...keyHand(this.seam), speed: this.keys.speed, tip: this.tip };
    if (press === "light") this.by = "keys";
    this.keys = pressed({ ...this.keys, tip: this.by === "keys" ? this.keys.tip : this.tip }, press);
    this.tip = this.keys.tip;
    if (press === "light") this.start();
    if (press === "out") this.stop();
    if (!this.lit) {
      this.gauges.speed.show(this.keys.speed, speedMark(this.seam, this.keys.speed));
      this.draw();
    }
  }

  private start(): void {
    if (this.lit) return;
    const now = performance.now();
    this.began ||= now;
    this.before = this.litAt = now;
    this.lit = true;
    this.light.textContent = this.words.out;
    this.strokes = [...this.strokes, []];
    requestAnimationFrame(() => this.tick());
  }

  private stop(): void {
    this.lit = false;
    this.keys = { ...this.keys, lit: false };
    this.light.textContent = this.words.light;
    this.draw();
  }

  private tick(): void {
    if (!this.lit || this.over) return;
    const now = performance.now();
    if (this.by === "keys") {
      this.keys = passedTime(this.keys, (now - this.before) / 1000, (now - this.began) / 1000);
      this.tip = this.keys.tip;
    }
    this.before = now;
    const tip = { ...this.tip, along: Math.min(this.tip.along, this.seam.length_mm) };
    const stroke = drawn(this.strokes.at(-1) ?? [], now - this.began, tip);
    this.strokes = [...this.strokes.slice(0, -1), stroke];
    if (now - this.drawnAt > 60) {
      this.drawnAt = now;
      this.draw();
      this.say(now, stroke);
    }
    if (this.tip.along >= this.seam.length_mm) this.finish();
    else requestAnimationFrame(() => this.tick());
  }

  private draw(): void {
    const [x, y] = this.place(this.tip);
    const [mx, my] = this.place({ ...this.tip, arc: 0 });
    const back = this.seam.upward ? `L${x + 90} ${y + 34}` : `L${x - 34} ${y - 90}`;
    this.rod.setAttribute("d", `M${x} ${y}${back}`);
    this.metal.setAttribute("d", this.outline());
    const burning = this.lit && arcMark(this.seam, this.tip.arc, this.physics) !== "off";
    this.glow.replaceChildren(...(burning ? [s("path", { d: `M${x} ${y}L${mx} ${my}` }), s("circle", { cx: mx, cy: my, r: 7 })] : []));
    this.gauges.arc.show(this.tip.arc, arcMark(this.seam, this.tip.arc, this.physics));
    const speed = this.lit ? speedNow(this.strokes.at(-1) ?? []) : null;
    if (speed !== null) this.gauges.speed.show(Math.max(0, speed), speedMark(this.seam, speed));
  }

  /** The bead from the side. */
  private outline(): string {
    const { segments } = bead(this.seam, this.strokes, this.physics);
    const size = this.physics.bin_mm;
    const points = segments.map(({ height }, place) => this.place({ along: Math.min((place + 0.5) * size, this.seam.length_mm), arc: (height * HIGH) / ARC }));
    const [x0, y0] = this.place({ along: 0, arc: 0 });
    const [x1, y1] = this.place({ along: this.seam.length_mm, arc: 0 });
    return `M${x0} ${y0}${points.map(([x, y]) => `L${x.toFixed(1)} ${y.toFixed(1)}`).join("")}L${x1} ${y1}z`;
  }

  /** For those who listen, now and then. */
  private say(now: number, stroke: Stroke): void {
    if (this.by !== "keys" || now - this.saidAt < SAYS) return;
    this.saidAt = now;
    const speed = speedNow(stroke);
    this.said.textContent = `${this.gauges.speed.says(speed ?? 0)}. ${this.gauges.arc.says(this.tip.arc)}`;
  }
}

/** A number with its window: in words, and as a dot over a band. */
class Gauge {
  readonly element: HTMLElement;
  private readonly value = h("b", { class: "numbers" }, "—");
  private readonly state = h("b", { class: "gauge-state" }, "—");
  private readonly dot = s("circle", { cy: 8, r: 7, cx: 8 });
  private readonly top: number;
  private mark: Mark = "good";

  constructor(
    private readonly name: string,
    private readonly unit: string,
    window: [number, number],
    private readonly words: Words,
    private readonly number: (value: number, digits?: number) => string,
  ) {
    this.top = window[1] * 2;
    const [low, high] = window.map((end) => this.x(end)) as [number, number];
    const track = s(
      "svg",
      { class: "gauge-track", viewBox: "0 0 200 16", "aria-hidden": "true" },
      s("rect", { class: "c-track", y: 4, width: 200, height: 8, rx: 4 }),
      s("rect", { class: "gauge-aim", x: low, y: 1, width: high - low, height: 14, rx: 4 }),
      this.dot,
    );
    const aim = words.aim(number(window[0]), number(window[1]));
    this.element = h("div", { class: "gauge" }, h("p", {}, `${name} `, this.value, ` ${unit}`));
    this.element.append(track, h("p", { class: "small" }, this.state, h("span", { class: "dim" }, aim)));
  }

  private x(value: number): number {
    return 8 + Math.min(value / this.top, 1) * 184;
  }

  show(value: number, mark: Mark): void {
    this.value.textContent = this.number(value);
    this.state.textContent = this.words.states[mark];
    this.dot.setAttribute("cx", this.x(value).toFixed(1));
    this.mark = mark;
    this.element.classList.toggle("good", mark === "good");
  }

  says(value: number): string {
    return `${this.name} ${this.number(value)} ${this.unit}, ${this.words.states[this.mark]}`;
  }
}
