// What the page shows: rows of the list, the verdict over the whole screen, the line about the connection.
import { fits, present, type Door, type Tone } from "./door";

export type Word = "marked" | "before" | "kept" | "unknown" | "forged" | "noCamera" | "at" | "undoOffline" | "mark";
const SHOWN: Record<Tone, number> = { go: 1_500, wait: 3_000, no: 0 }; // milliseconds; 0: until a touch

export class View {
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly root: HTMLElement,
    private readonly closed: () => void,
  ) {
    this.part("verdict").addEventListener("click", () => this.close());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  part<T extends HTMLElement = HTMLElement>(name: string): T {
    return document.querySelector<T>(`[data-part="${name}"]`)!;
  }

  word(name: Word): string {
    return this.root.dataset[name] ?? "";
  }

  draw(door: Door, online: boolean): void {
    for (const guest of door.guests) {
      const row = document.querySelector<HTMLElement>(`[data-booking="${guest.booking}"]`);
      if (!row) continue;
      row.classList.toggle("here", guest.here !== "");
      row.querySelector<HTMLButtonElement>(".guest-mark")!.disabled = guest.here !== "";
      row.querySelector<HTMLElement>("[data-undo]")!.hidden = guest.here === "";
      const state = guest.here ? `${this.word("at")} ${clock(guest.here)}` : this.word("mark");
      row.querySelector<HTMLElement>(".guest-state")!.textContent = state;
    }
    this.part("here").textContent = String(present(door));
    this.drawLine(door, online);
    const refused = this.part("conflicts");
    refused.hidden = !door.refused.length;
    refused.replaceChildren(...door.refused.map(({ name, words }) => item(name ? `${name}. ${words}` : words)));
  }

  private drawLine(door: Door, online: boolean): void {
    const line = this.part("line");
    const { offline = "", waiting = "", sent = "" } = line.dataset;
    const count = door.waiting.length;
    const words = [online ? "" : offline, count ? `${waiting} ${count}` : ""].filter(Boolean).join(" ");
    const before = line.textContent;
    line.textContent = words || (before && before !== sent ? sent : "");
    line.hidden = !line.textContent;
  }

  verdict(tone: Tone, name: string, words: string): void {
    const box = this.part("verdict");
    box.className = `scanner-verdict ${tone}`;
    this.part("name").textContent = name;
    this.part("words").textContent = words;
    box.hidden = false;
    box.focus();
    clearTimeout(this.timer);
    if (SHOWN[tone]) this.timer = setTimeout(() => this.close(), SHOWN[tone]);
  }

  private close(): void {
    clearTimeout(this.timer);
    if (this.part("verdict").hidden) return;
    this.part("verdict").hidden = true;
    this.closed();
  }

  filter(door: Door, wanted: string): void {
    for (const guest of door.guests) {
      const row = document.querySelector<HTMLElement>(`[data-booking="${guest.booking}"]`);
      if (row) row.hidden = !fits(guest.name, wanted);
    }
  }
}

function item(text: string): HTMLLIElement {
  const row = document.createElement("li");
  row.textContent = text;
  return row;
}

function clock(at: string): string {
  return new Date(at).toLocaleTimeString("ru", { hour: "2-digit", minute: "2-digit", timeZone: document.getElementById("guests")?.dataset.zone });
}
