// The version for people with low vision: applied at once, remembered by the server.
export function display(): void {
  const form = document.querySelector<HTMLFormElement>("form[data-display]");
  if (!form) return;
  form.querySelector<HTMLElement>("[data-no-script]")!.hidden = true;
  form.addEventListener("change", () => {
    for (const [name, value] of new FormData(form)) {
      if (!["text", "scheme", "space", "pictures"].includes(name)) continue;
      if (value === "normal" || value === "site" || value === "on") delete document.documentElement.dataset[name];
      else document.documentElement.dataset[name] = String(value);
    }
    // A redirect follows; only its cookie matters.
    void fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual" }).catch(() => undefined);
  });
}
