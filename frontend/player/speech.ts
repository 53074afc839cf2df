// Reads a question aloud with the browser's own voice; nothing leaves the device.
import type { App } from "./app";
import type { Item } from "./types";

export function canSpeak(): boolean {
  return "speechSynthesis" in globalThis;
}

export function speak(app: App, item: Item, text: string): void {
  hush();
  const answers = item.options.length ? item.options.map((option) => option.text || option.alt) : app.form.responses.map((response) => response.label);
  for (const part of [item.question ?? app.form.question, text, item.alt, ...answers]) {
    if (!part) continue;
    const said = new SpeechSynthesisUtterance(part);
    said.lang = app.form.language === "en" ? "en-GB" : "ru-RU";
    said.rate = 0.95;
    speechSynthesis.speak(said);
  }
}

export function hush(): void {
  if (canSpeak()) speechSynthesis.cancel();
}
