// Buttons with a small task of their own: data-copy, data-share, data-print, data-reload, data-open, data-back.
import { toast, word } from "./toast";

export function clicks(): void {
  document.addEventListener("click", (event) => {
    const button = (event.target as Element | null)?.closest<HTMLElement>(
      "[data-copy],[data-share],[data-print],[data-reload],[data-open]",
    );
    if (!button) return;
    const { copy, share, print, reload, open } = button.dataset;
    if (copy !== undefined) void copied(copy);
    else if (share !== undefined) void shared(button);
    else if (print !== undefined) window.print();
    else if (open !== undefined) document.querySelector<HTMLDialogElement>(open)?.showModal();
    else if (reload !== undefined) location.reload();
    event.preventDefault();
  });
  // Open menus close on Escape and on a click elsewhere.
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") closeMenus(null);
  });
  document.addEventListener("pointerdown", (event) => closeMenus(event.target as Node));
}

function closeMenus(outside: Node | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>("details.menu[open]")) {
    if (outside && menu.contains(outside)) continue;
    menu.open = false;
    if (!outside) menu.querySelector("summary")?.focus();
  }
}

async function copied(text: string): Promise<void> {
  // data-copy="#id" copies that element's text, data-copy="text" the text itself.
  const source = /^#[\w-]+$/.test(text) ? document.querySelector<HTMLElement>(text) : null;
  const value = source instanceof HTMLInputElement ? source.value : (source?.innerText ?? text);
  try {
    await navigator.clipboard.writeText(value.trim());
    toast(word("copied"));
  } catch {
    if (source) getSelection()?.selectAllChildren(source);
  }
}

// data-share="address" (empty: this page), data-share-text, data-share-file="address of a picture".
async function shared(button: HTMLElement): Promise<void> {
  const url = new URL(button.dataset.share || location.href, location.href).href;
  const data: ShareData = { title: document.title, url };
  if (button.dataset.shareText) data.text = button.dataset.shareText;
  if (!navigator.share) return copied(url);
  try {
    const picture = button.dataset.shareFile;
    if (picture) {
      const blob = await (await fetch(picture)).blob();
      const files = [new File([blob], "bilet.png", { type: blob.type })];
      if (navigator.canShare?.({ files })) data.files = files;
    }
    await navigator.share(data);
  } catch (error) {
    if ((error as Error).name !== "AbortError") await copied(url);
  }
}
