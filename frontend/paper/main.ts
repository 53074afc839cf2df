// Typing in a sheet of paper: Enter goes on to the next line, and from the last one to the button.
// Without this script Enter sends the form; the server then asks about the lines left out.
const form = document.querySelector<HTMLFormElement>("form[data-lines]");

form?.addEventListener("keydown", (event) => {
  const field = event.target as HTMLElement;
  if (event.key !== "Enter" || !field.matches("select, input[type=text]")) return;
  event.preventDefault();
  next(field)?.focus();
});

// What stands in a line already is typed over.
form?.addEventListener("focusin", (event) => {
  if (event.target instanceof HTMLInputElement && event.target.type === "text") event.target.select();
});

function next(field: HTMLElement): HTMLElement | undefined {
  const all = [...form!.querySelectorAll<HTMLElement>("select, input[type=text], button[type=submit]")];
  return all[all.indexOf(field) + 1];
}
