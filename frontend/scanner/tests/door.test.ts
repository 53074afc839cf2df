import fc from "fast-check";
import assert from "node:assert/strict";
import { test } from "node:test";
import { byCode, fits, judge, keep, present, settle, undone, type Door, type Mark, type Reply } from "../door";
import { ticketIn } from "../ticket";

const guests = ["a", "b", "c"].map((booking, n) => ({ booking, code: `7K0M4${n}`, name: `Аня ${booking}`, here: "" }));
const open: Door = { guests, waiting: [], refused: [] };
const mark = (booking: string, id = booking): Mark => ({ id, event: "e", booking, ticket: "", at: "2026-11-23T10:00:00Z" });

test("a guest is new, then before, and a stranger is unknown", () => {
  assert.equal(judge(open, { booking: "a", ticket: "" }), "new");
  assert.equal(judge(keep(open, mark("a")), { booking: "a", ticket: "" }), "before");
  assert.equal(judge(open, { booking: "z", ticket: "" }), "unknown");
});

test("a refused mark is taken back and its reason stays", () => {
  const door = settle(keep(open, mark("a")), mark("a"), { kind: "refused", words: "Место вернули" });
  assert.equal(present(door), 0);
  assert.deepEqual(door.refused, [{ name: "Аня a", words: "Место вернули" }]);
  assert.deepEqual(door.waiting, []);
});

test("look-alike signs of a typed code do not matter", () => {
  assert.equal(byCode(open, " 7кOm-4l ")?.booking, "b");
  assert.equal(byCode(open, "7K0M4"), undefined);
});

test("a name is found by the beginning of any word, ё is е", () => {
  assert(fits("Фёдор К.", "фед"));
  assert(fits("Аня К.", "к ан"));
  assert(!fits("Аня К.", "ня"));
});

test("whatever happens, what is kept and what is confirmed never lose a guest", () => {
  const steps = fc.array(fc.tuple(fc.constantFrom("keep", "ok", "refuse", "offline", "undo"), fc.constantFrom("a", "b", "c")));
  fc.assert(
    fc.property(steps, (course) => {
      let door = open;
      for (const [step, booking] of course) {
        const waiting = door.waiting.find((one) => one.booking === booking);
        if (step === "keep") door = keep(door, mark(booking));
        else if (step === "undo") door = undone(door, booking);
        else if (waiting) door = settle(door, waiting, replyTo(step, booking));
        assert.equal(door.guests.length, 3);
        assert(door.waiting.every((one) => door.guests.some((guest) => guest.booking === one.booking && guest.here)));
        assert.equal(new Set(door.waiting.map((one) => one.booking)).size, door.waiting.length);
      }
    }),
  );
});

function replyTo(step: string, booking: string): Reply {
  if (step === "ok") return { kind: "marked", booking, name: "", at: "2026-11-23T10:00:01Z", fresh: true };
  return step === "refuse" ? { kind: "refused", words: "нет" } : { kind: "offline" };
}

test("a ticket is found in its address and nowhere else", () => {
  const bytes = new Uint8Array(84).map((_, n) => n);
  const token = btoa(String.fromCharCode(...bytes)).replace(/\+/g, "-").replace(/\//g, "_");
  const booking = "00010203-0405-0607-0809-0a0b0c0d0e0f";
  assert.deepEqual(ticketIn(`https://example.org/t/${token}/`), { token, booking });
  assert.equal(ticketIn(token)?.booking, booking);
  for (const other of ["", "https://example.org/", "привет", token.slice(4), `${token}AAAA`]) assert.equal(ticketIn(other), null);
});
