// htmx: say in words what went wrong on the way, and keep a button from being pressed twice.
import { toast, word } from "./toast";

export function requests(): void {
  document.addEventListener("htmx:sendError", () => toast(word("noConnection")));
  document.addEventListener("htmx:timeout", () => toast(word("noConnection")));
  document.addEventListener("htmx:responseError", () => toast(word("broken")));
  document.addEventListener("htmx:load", (event) => {
    (event.target as HTMLElement).querySelector<HTMLElement>("[data-focus]")?.focus();
  });
  // Plain forms: a second press while the first is under way sends nothing.
  document.addEventListener("submit", (event) => {
    const form = event.target as HTMLFormElement;
    if (event.defaultPrevented || form.target || form.method === "dialog" || form.hasAttribute("data-many")) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 4000);
  });
  addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll<HTMLFormElement>("form[data-sent]")) delete form.dataset.sent;
  });
}
