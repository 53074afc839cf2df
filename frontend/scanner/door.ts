// The list at the door as a pure machine: who is expected, who is here, which marks wait to be sent.
export interface Guest {
  booking: string;
  code: string; // six signs under the square
  name: string;
  here: string; // since when, ISO; empty: not yet
}
/** A mark that the server has not confirmed. */
export interface Mark {
  id: string;
  event: string;
  booking: string; // empty: only the server knows whose ticket it is
  ticket: string;
  at: string;
}
export interface Door {
  guests: Guest[];
  waiting: Mark[];
  refused: { name: string; words: string }[];
}
export type Tone = "go" | "wait" | "no";
export type Read = { booking: string; ticket: string };
export type Reply =
  | { kind: "marked"; booking: string; name: string; at: string; fresh: boolean }
  | { kind: "refused"; words: string }
  | { kind: "offline" };

export function guestOf(door: Door, booking: string): Guest | undefined {
  return door.guests.find((guest) => guest.booking === booking);
}

/** Typing mistakes of look-alike signs do not matter: the same letters as in `bilet/people/codes.py`. */
export function byCode(door: Door, typed: string): Guest | undefined {
  const code = plain(typed);
  return code.length === 6 ? door.guests.find((guest) => plain(guest.code) === code) : undefined;
}

function plain(code: string): string {
  const looks = "OILОАВЕКМНРСТХУ";
  const means = "0110ABEKMHPCTXY";
  return [...code.replace(/[\s\-–—.]+/g, "").toUpperCase()].map((sign) => (looks.includes(sign) ? means[looks.indexOf(sign)]! : sign)).join("");
}

/** Before anybody is asked: has this guest been marked, is it a guest at all? */
export function judge(door: Door, read: Read): "new" | "before" | "unknown" {
  const guest = guestOf(door, read.booking);
  if (!guest) return "unknown";
  return guest.here ? "before" : "new";
}

export function keep(door: Door, mark: Mark): Door {
  const again = door.waiting.some((other) => other.booking === mark.booking && other.booking !== "");
  return again ? door : { ...here(door, mark.booking, mark.at), waiting: [...door.waiting, mark] };
}

/** The server's word on a mark: confirmed, refused with its reason, or not heard. */
export function settle(door: Door, mark: Mark, reply: Reply): Door {
  if (reply.kind === "offline") return door;
  const waiting = door.waiting.filter((other) => other.id !== mark.id);
  if (reply.kind === "marked") return { ...here(door, reply.booking, reply.at), waiting };
  const name = guestOf(door, mark.booking)?.name ?? "";
  return { ...here(door, mark.booking, ""), waiting, refused: [...door.refused, { name, words: reply.words }] };
}

export function undone(door: Door, booking: string): Door {
  return { ...here(door, booking, ""), waiting: door.waiting.filter((mark) => mark.booking !== booking) };
}

export function present(door: Door): number {
  return door.guests.filter((guest) => guest.here).length;
}

/** Names that fit what is typed: every word of it begins a word of the name. */
export function fits(name: string, wanted: string): boolean {
  const words = fold(name).split(/\s+/);
  return fold(wanted)
    .split(/\s+/)
    .filter(Boolean)
    .every((part) => words.some((word) => word.startsWith(part)));
}

function fold(text: string): string {
  return text.toLowerCase().replace(/ё/g, "е");
}

function here(door: Door, booking: string, at: string): Door {
  return { ...door, guests: door.guests.map((guest) => (guest.booking === booking ? { ...guest, here: at } : guest)) };
}
