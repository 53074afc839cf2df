// The form is one document that never changes: asked for once, then it lies on the device.
import type { Device } from "./device";
import { button, h } from "./dom";
import type { Data, Form } from "./types";
import type { Words } from "./words";

export async function load(root: HTMLElement, data: Data, device: Device, words: Words): Promise<Form> {
  const kept = await device.form(data.form_url);
  if (kept) return kept;
  for (let tries = 0; ; tries++) {
    try {
      const response = await fetch(data.form_url, { headers: { Accept: "application/json" } });
      if (!response.ok) throw new Error(String(response.status));
      const form = (await response.json()) as Form;
      await device.keepForm(data.form_url, form, Date.now());
      return form;
    } catch (error) {
      await again(root, words, tries, error instanceof TypeError);
    }
  }
}

/** Waits for the network, for a press, or for some seconds. */
function again(root: HTMLElement, words: Words, tries: number, offline: boolean): Promise<void> {
  return new Promise((resolve) => {
    const retry = () => {
      clearTimeout(timer);
      removeEventListener("online", retry);
      resolve();
    };
    const timer = setTimeout(retry, Math.min(30_000, 1_000 * 2 ** tries) * (0.5 + Math.random()));
    addEventListener("online", retry);
    if (tries < 1) return; // the first stumble is nobody's business
    root.replaceChildren(h("p", { role: "status" }, offline ? words.noForm : words.noPage), button(words.tryAgain, "go full", retry));
  });
}
