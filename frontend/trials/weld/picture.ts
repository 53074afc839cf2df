// The seam from above, as through a magnifier, and the bars of its quality with their table twin.
import { h, s } from "../dom";
import type { Physics, Seam } from "../types";
import type { Words } from "../words";
import { KINDS, type Bead, type Segment } from "./physics";

const MM = 3; // units of the picture per millimetre
const MIDDLE = 42;

export function seamPicture(seam: Seam, bead: Bead, physics: Physics, label: string): SVGSVGElement {
  const wide = seam.length_mm * MM;
  const size = physics.bin_mm * MM;
  return s(
    "svg",
    { class: "seam-picture", viewBox: `0 0 ${wide} 84`, role: "img", "aria-label": label },
    s("rect", { class: "seam-plate", width: wide, height: 84, rx: 4 }),
    s("path", { class: "seam-joint", d: `M0 ${MIDDLE}H${wide}` }),
    ...runs(bead.segments).map(([start, run]) => s("path", { class: "seam-bead", d: outline(start, run, size) })),
    ...bead.segments.flatMap((segment, place) => marks(place, segment, size)),
  );
}

/** Unbroken stretches of metal with the places where they begin. */
function runs(segments: Segment[]): [number, Segment[]][] {
  const found: [number, Segment[]][] = [];
  segments.forEach((segment, place) => {
    if (segment.speed === null) return;
    const last = found.at(-1);
    if (last && last[0] + last[1].length === place) last[1].push(segment);
    else found.push([place, [segment]]);
  });
  return found;
}

function outline(start: number, run: Segment[], size: number): string {
  const points = run.map((segment, place) => [(start + place + 0.5) * size, (segment.width * MM) / 2] as const);
  const upper = points.map(([x, half]) => `L${x.toFixed(1)} ${(MIDDLE - half).toFixed(1)}`);
  const lower = points.map(([x, half]) => `L${x.toFixed(1)} ${(MIDDLE + half).toFixed(1)}`).reverse();
  return `M${start * size} ${MIDDLE}${upper.join("")}L${(start + run.length) * size} ${MIDDLE}${lower.join("")}z`;
}

function marks(place: number, segment: Segment, size: number): SVGElement[] {
  if (segment.speed === null) return [];
  const [x, half] = [(place + 0.5) * size, (segment.width * MM) / 2];
  const found: SVGElement[] = [s("path", { class: "seam-ripple", d: `M${x - 2} ${MIDDLE - half * 0.8}q4 ${half * 0.8} 0 ${half * 1.6}` })];
  if (segment.kind === "burn") found.push(s("ellipse", { class: "seam-burn", cx: x, cy: MIDDLE, rx: 3.4, ry: Math.min(half * 0.55, 14) }));
  if (segment.kind === "spatter")
    for (let n = 0; n < 2; n += 1) {
      const side = (place + n) % 2 ? 1 : -1;
      const away = half + 6 + ((place * 5 + n * 3) % 9);
      found.push(s("circle", { class: "seam-drop", cx: x + ((place * 7 + n * 5) % 6) - 3, cy: MIDDLE + side * away, r: 1.2 + ((place + n) % 3) * 0.5 }));
    }
  return found;
}

/** Bars like those of the server's pages, and the same numbers as a table. */
export function qualityPicture(bead: Bead, words: Words): HTMLElement[] {
  const rows = KINDS.map((kind) => ({ name: words.kinds[kind], share: Math.floor(bead.shares[kind] * 100 + 0.5) }));
  const bars = rows.flatMap(({ name, share }, place) => {
    const y = place * 48;
    return [
      s("text", { x: 0, y: y + 14 }, name),
      s("rect", { class: "c-track", y: y + 20, width: 250, height: 16, rx: 4 }),
      s("rect", { class: "c-bar", y: y + 20, width: share * 2.5, height: 16, rx: 4 }),
      s("text", { class: "c-value", x: 320, y: y + 33 }, `${share} %`),
    ];
  });
  const says = rows.map(({ name, share }) => `${name}: ${share} %`).join("; ");
  const picture = s("svg", { class: "chart", viewBox: "-1 -1 322 236", role: "img", "aria-label": says }, ...bars);
  const body = rows.map(({ name, share }) => h("tr", {}, h("th", { scope: "row" }, name), h("td", { class: "num" }, `${share} %`)));
  const table = h("table", {}, h("thead", {}, h("tr", {}, h("th", { scope: "col" }, words.pass), h("th", { scope: "col", class: "num" }, words.share))), h("tbody", {}, ...body));
  const twin = h("details", { class: "twin" }, h("summary", {}, words.table), h("div", { class: "table", tabindex: "0", role: "region", "aria-label": words.table }, table));
  const chart = h("div", {});
  chart.append(picture);
  return [chart, twin];
}
