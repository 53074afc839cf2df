// Elements of the trials: HTML from the player's helper, SVG here.
export { button, calm, h } from "../player/dom";

type Attributes = Record<string, string | number | undefined | ((event: any) => void)>;

/** `s("circle", { r: 3 })`. Undefined attributes are left out; functions are listeners, as "onpointerdown". */
export function s<K extends keyof SVGElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children);
  return element;
}

/** Numbers as people of this language write them. */
export function numbers(language: string): (value: number, digits?: number) => string {
  return (value, digits = 1) =>
    value.toLocaleString(language === "ru" ? "ru-RU" : "en-GB", { minimumFractionDigits: 0, maximumFractionDigits: digits });
}
