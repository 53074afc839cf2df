// The scanner at the door. The list comes with the page; marks are kept on the phone until the server confirms each.
import "./scanner.css";
import { Camera, detector } from "./camera";
import { byCode, guestOf, judge, keep, settle, undone, type Door, type Guest, type Mark, type Read, type Reply } from "./door";
import { Kept } from "./kept";
import { barePage, forgetPages, keepPage } from "./shell";
import { sound, wake } from "./sound";
import { isSigned, ticketIn } from "./ticket";
import { View } from "./view";

interface Data {
  event: string;
  address: string;
  removal: string;
  key: string;
  wasm: string;
  until: string;
  guests: Guest[];
}
const PATIENCE = 2_500; // for the server, while a person waits at the door
const RETRY = 20_000;

class Scanner {
  private door: Door;
  private aloud = true;
  private online = navigator.onLine;
  private sending = false;
  private readonly view: View;
  private readonly camera: Camera;

  constructor(
    root: HTMLElement,
    private readonly data: Data,
    private readonly kept: Kept,
  ) {
    this.door = { guests: data.guests, waiting: [], refused: [] };
    this.view = new View(root, () => (this.camera.paused = false));
    const video = this.view.part<HTMLVideoElement>("video");
    const reader = detector(data.wasm); // asked for now, while there may be a network
    reader.catch(() => undefined);
    this.camera = new Camera(video, () => reader, (text) => void this.read(text));
  }

  async start(): Promise<void> {
    for (const mark of await this.kept.marks(this.data.event)) this.door = keep(this.door, mark);
    this.bind();
    this.draw();
    void this.send();
    setInterval(() => void this.send(), RETRY);
  }

  private bind(): void {
    const { view } = this;
    // Online nobody shows a ticket: the list is enough.
    view.part("start").hidden = !navigator.mediaDevices || "online" in view.part("start").dataset;
    view.part("search").hidden = this.door.guests.length < 5;
    view.part("search").addEventListener("input", (event) => view.filter(this.door, (event.target as HTMLInputElement).value));
    document.addEventListener("submit", (event) => this.submitted(event), true);
    view.root.addEventListener("click", (event) => {
      const button = (event.target as Element).closest<HTMLElement>("[data-do]");
      if (button) void this.pressed(button, button.dataset.do ?? "");
    });
    for (const name of ["online", "offline"] as const)
      addEventListener(name, () => {
        this.online = name === "online";
        this.draw();
        if (this.online) void this.send();
      });
  }

  private async pressed(button: HTMLElement, what: string): Promise<void> {
    wake();
    if (what === "sound") button.setAttribute("aria-pressed", String((this.aloud = !this.aloud)));
    if (what === "stop") this.camera.stop();
    if (what === "scan" || what === "stop") this.view.part("view").hidden = what === "stop";
    if (what === "scan") await this.camera.start().catch(() => this.noCamera());
    this.view.part("start").hidden = !this.view.part("view").hidden;
  }

  private noCamera(): void {
    this.camera.stop();
    this.view.part("view").hidden = true;
    this.view.verdict("no", "", this.view.word("noCamera"));
  }

  private submitted(event: SubmitEvent): void {
    const form = event.target as HTMLFormElement;
    const booking = form.closest<HTMLElement>("[data-booking]")?.dataset.booking ?? "";
    if ("mark" in form.dataset) void this.admit({ booking, ticket: "" }, false);
    else if ("undo" in form.dataset) void this.undo(booking);
    else if ("code" in form.dataset) this.typed(form);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  private typed(form: HTMLFormElement): void {
    const field = form.elements.namedItem("ticket") as HTMLInputElement;
    const guest = byCode(this.door, field.value);
    void this.admit({ booking: guest?.booking ?? ticketIn(field.value)?.booking ?? "", ticket: field.value }, true);
    field.value = "";
  }

  private async read(text: string): Promise<void> {
    this.camera.paused = true;
    const ticket = ticketIn(text);
    if (!ticket || (await isSigned(ticket.token, this.data.key)) === false) return this.say("no", "", this.view.word("forged"));
    await this.admit({ booking: ticket.booking, ticket: ticket.token }, true);
  }

  /** `loud`: with the whole screen and a sound; a touch on a row needs neither. */
  private async admit(read: Read, loud: boolean): Promise<void> {
    const guest = guestOf(this.door, read.booking);
    const known = judge(this.door, read);
    if (known === "before") return this.say("wait", guest?.name ?? "", this.view.word("before"), loud);
    const mark: Mark = { id: `${Date.now()}-${Math.random()}`, event: this.data.event, booking: read.booking, ticket: read.ticket, at: new Date().toISOString() };
    if (known === "new") {
      await this.kept.put(mark);
      this.door = keep(this.door, mark);
      this.draw();
    }
    const reply = await this.post(mark);
    if (reply.kind === "offline") {
      if (known === "new") return this.say("go", guest?.name ?? "", this.view.word("kept"), loud);
      return this.say("no", "", this.view.word("unknown"));
    }
    await this.hear(mark, reply);
    if (reply.kind === "refused") {
      this.door = { ...this.door, refused: this.door.refused.slice(0, -1) }; // it is said at once instead
      this.draw();
      return this.say("no", guest?.name ?? "", reply.words);
    }
    this.say(reply.fresh ? "go" : "wait", reply.name, this.view.word(reply.fresh ? "marked" : "before"), loud);
  }

  private async hear(mark: Mark, reply: Reply): Promise<void> {
    this.door = settle(this.door, mark, reply);
    if (reply.kind !== "offline") await this.kept.remove(mark.id);
    this.draw();
  }

  private async undo(booking: string): Promise<void> {
    const waiting = this.door.waiting.filter((mark) => mark.booking === booking);
    if (!waiting.length) {
      const reply = await this.ask(this.data.removal.replace(`attendances/${this.data.event}`, `attendances/${booking}`), {}).catch(() => null);
      if (!reply) return this.say("no", "", this.view.word("undoOffline"));
      if (!reply.ok) return this.say("no", "", ((await reply.json().catch(() => ({}))) as { error?: string }).error ?? "");
    }
    for (const mark of waiting) await this.kept.remove(mark.id);
    this.door = undone(this.door, booking);
    this.draw();
  }

  /** Everything that waits, one after another; what the server refuses stays on the screen. */
  private async send(): Promise<void> {
    if (this.sending || !this.door.waiting.length) return;
    this.sending = true;
    for (const mark of this.door.waiting) {
      const reply = await this.post(mark);
      await this.hear(mark, reply);
      if (reply.kind === "offline") break;
    }
    this.sending = false;
  }

  private async post(mark: Mark): Promise<Reply> {
    const known = mark.booking && guestOf(this.door, mark.booking) ? { booking: mark.booking } : {};
    const given = mark.ticket ? { ticket: mark.ticket } : known;
    try {
      const reply = await this.ask(this.data.address, { ...given, at: mark.at });
      if (reply.status === 422) return { kind: "refused", words: ((await reply.json()) as { error: string }).error };
      if (!reply.ok || reply.redirected) return { kind: "offline" };
      const body = (await reply.json()) as { booking: string; name: string; at: string; new: boolean };
      return { kind: "marked", booking: body.booking, name: body.name, at: body.at, fresh: body.new };
    } catch {
      return { kind: "offline" };
    }
  }

  private ask(address: string, body: object): Promise<Response> {
    const token = document.querySelector<HTMLInputElement>("[name=csrfmiddlewaretoken]")?.value ?? "";
    const patience = new AbortController();
    setTimeout(() => patience.abort(), PATIENCE);
    return fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(body),
      signal: patience.signal,
    });
  }

  private say(tone: "go" | "wait" | "no", name: string, words: string, loud = true): void {
    if (!loud && tone === "go") return;
    sound(tone, this.aloud);
    this.view.verdict(tone, name, words);
  }

  private draw(): void {
    this.view.draw(this.door, this.online);
  }
}

async function begin(root: HTMLElement, data: Data): Promise<void> {
  const page = barePage();
  const kept = await Kept.open();
  await new Scanner(root, data, kept).start();
  const over = await kept.page(data.event, data.until, new Date().toISOString()).catch(() => []);
  await forgetPages(over);
  await keepPage(data.event, page).catch(() => undefined);
}

const root = document.getElementById("scanner");
const data = document.getElementById("scanner-data");
if (root && data) void begin(root, JSON.parse(data.textContent ?? "{}") as Data);
