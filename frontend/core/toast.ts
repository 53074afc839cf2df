// One short line at the bottom of the screen, read out to those who listen.
let hiding = 0;

export function toast(text: string): void {
  let box = document.querySelector<HTMLElement>(".toast");
  if (!box) {
    box = document.createElement("p");
    box.className = "toast";
    box.setAttribute("role", "status");
    document.body.append(box);
  }
  box.hidden = false;
  box.textContent = text;
  clearTimeout(hiding);
  hiding = window.setTimeout(() => box.remove(), 6000);
}

export function word(name: "copied" | "noConnection" | "broken"): string {
  return document.body.dataset[name] ?? "";
}
