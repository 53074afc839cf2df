// Elements without a framework.
type Child = Node | string | false | null | undefined;
type Attributes = Record<string, string | number | boolean | undefined | ((event: any) => void)>;

/** `h("button", { class: "btn", onclick: go }, "Go")`. False and undefined attributes are left out. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== false && child !== null && child !== undefined));
  return element;
}

/** No line begins with a dash. */
export function tied(text: string): string {
  return text.replace(/ (?=[—–] )/g, "\u00a0");
}

export function button(text: string, look: string, press: () => void, attributes: Attributes = {}): HTMLButtonElement {
  return h("button", { type: "button", class: `btn ${look}`.trim(), onclick: press, ...attributes }, text);
}

const drawing = new DOMParser();

export function svg(source: string, look = "icon"): SVGElement {
  const element = drawing.parseFromString(source, "image/svg+xml").documentElement as unknown as SVGElement;
  for (const name of ["width", "height", "stroke", "stroke-width", "fill"]) if (look === "icon") element.removeAttribute(name);
  element.setAttribute("class", look);
  element.setAttribute("aria-hidden", "true");
  return document.importNode(element, true);
}

export function calm(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
