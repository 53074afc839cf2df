// The editor: an ordinary textarea with coloured code and line numbers beneath it. No keyboard trap: Esc, then Tab.
import { button, h } from "../dom";
import type { Words } from "../words";
import { tokens } from "./highlight";
import { backspace, enter, tab, untab, type Edit } from "./typing";

const SIGNS = [":", "(", ")", "[", "]", "=", "<", ">", '"', "_", "+", "-"];

export class Editor {
  readonly element: HTMLElement;
  private readonly area: HTMLTextAreaElement;
  private readonly colours = h("code", {});
  private readonly under = h("pre", { class: "editor-under", "aria-hidden": "true" }, this.colours);
  private readonly gutter = h("pre", { class: "editor-lines", "aria-hidden": "true" });
  private leaving = false;
  private wrong = 0;

  constructor(
    text: string,
    words: Words,
    private readonly changed: (text: string) => void,
  ) {
    this.area = h("textarea", {
      class: "editor-area",
      id: "code",
      spellcheck: "false",
      autocapitalize: "off",
      autocomplete: "off",
      autocorrect: "off",
      wrap: "off",
      "aria-describedby": "code-help",
      oninput: () => this.typed(),
      onkeydown: (event: KeyboardEvent) => this.key(event),
      onscroll: () => (this.under.scrollLeft = this.area.scrollLeft),
      onblur: () => (this.leaving = false),
    });
    this.area.value = text;
    const signs = SIGNS.map((sign) => button(sign, "key", () => this.put(sign)));
    const keys = h(
      "div",
      { class: "editor-keys", role: "group", "aria-label": words.keys },
      button(words.tab, "key wide-key", () => this.edit(tab(this.field()))),
      ...signs,
    );
    this.element = h(
      "div",
      { class: "editor" },
      h("label", { for: "code", class: "editor-name" }, words.editor),
      h("div", { class: "editor-body" }, this.gutter, h("div", { class: "editor-sheet" }, this.under, this.area)),
      keys,
      h("p", { class: "small dim editor-help", id: "code-help" }, words.editorHelp),
    );
    this.draw();
  }

  get text(): string {
    return this.area.value;
  }

  set text(text: string) {
    this.area.value = text;
    this.typed();
  }

  /** Marks the line of an error; 0 takes the mark off. */
  mark(line: number): void {
    this.wrong = line;
    this.draw();
  }

  private field() {
    return { text: this.area.value, start: this.area.selectionStart, end: this.area.selectionEnd };
  }

  private typed(): void {
    this.wrong = 0;
    this.draw();
    this.changed(this.area.value);
  }

  private draw(): void {
    const text = this.area.value;
    this.colours.replaceChildren(
      ...tokens(text).map(({ kind, text: part }) => (kind === "plain" ? part : h("span", { class: `py-${kind}` }, part))),
      "\n",
    );
    const count = text.split("\n").length;
    this.gutter.replaceChildren(
      ...Array.from({ length: count }, (_, line) => h("span", { class: line + 1 === this.wrong ? "wrong" : undefined }, `${line + 1}\n`)),
    );
    this.area.rows = Math.max(count, 4);
    this.under.scrollLeft = this.area.scrollLeft;
  }

  private put(text: string): void {
    this.edit({ from: this.area.selectionStart, to: this.area.selectionEnd, put: text });
  }

  /** Through the browser's own typing, so that its undo works. */
  private edit({ from, to, put }: Edit): void {
    this.area.focus();
    this.area.setSelectionRange(from, to);
    const done = put ? document.execCommand("insertText", false, put) : document.execCommand("delete");
    if (done) return;
    this.area.setRangeText(put, from, to, "end");
    this.typed();
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      this.leaving = true;
      return;
    }
    const leaving = this.leaving;
    if (event.key !== "Shift") this.leaving = false;
    let edit: Edit | null = null;
    if (event.key === "Tab" && !leaving) edit = event.shiftKey ? untab(this.field()) : tab(this.field());
    else if (event.key === "Enter") edit = enter(this.field());
    else if (event.key === "Backspace") edit = backspace(this.field());
    if (!edit) return;
    event.preventDefault();
    this.edit(edit);
  }
}
