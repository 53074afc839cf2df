// What every ordinary page does; each part works on plain HTML and is not needed to use the page.
import { display } from "./display";
import { requests } from "./requests";
import { clicks } from "./clicks";

document.documentElement.classList.add("js");
display();
requests();
clicks();
document.querySelector<HTMLElement>("[data-focus]")?.focus();
