// Pictures of tasks: drawn by the server, shown in the page's own ink.
import { h, svg } from "./dom";
import type { Pictured } from "./types";

export function figure({ svg: source, alt }: Pictured): HTMLElement {
  return h("span", { class: "player-figure", role: "img", "aria-label": alt ?? "" }, svg(source ?? "", "player-drawing") as unknown as Node);
}

/** A picture of the site's own set beside the words. */
export function icon(sprite: string, name: string): HTMLElement {
  const box = h("span", { class: "player-picture", "aria-hidden": "true" });
  const use = `<svg xmlns="http://www.w3.org/2000/svg"><use href="${sprite}#${name}"/></svg>`;
  box.append(svg(use));
  return box;
}
