// Laws of the desk: what is done with cards, rows and numbers.
import fc from "fast-check";
import assert from "node:assert/strict";
import { test } from "node:test";
import vectors from "../../../bilet/trials/tests/vectors.json";
import { chosen, filledIn, moved, numberIn, put, toggled, tried, workOf } from "../desk/reducer";
import { findings, missing, timetable, WHOLE } from "../desk/rules";
import type { Compose, DeskStage, DeskTask, DeskWork, Order } from "../desk/types";
import { deskWords } from "../desk/words";

const task = vectors.desk.task as unknown as DeskTask;
const stage = (id: string): DeskStage => task.stages.find((one) => one.id === id)!;
const empty = (id: string): DeskWork => workOf(stage(id), { stages: {} });

test("cards moved up and down stay all there, each once", () => {
  const ids = ["sell", "open", "wash"];
  const move = fc.record({ card: fc.constantFrom(...ids), by: fc.constantFrom(-1 as const, 1 as const) });
  fc.assert(
    fc.property(fc.array(move, { maxLength: 20 }), (moves) => {
      let work = empty("day");
      for (const { card, by } of moves) work = moved(work, card, by);
      assert.deepEqual([...work.order].sort(), [...ids].sort());
      assert.equal([...timetable(stage("day").action as Order, work).values()].at(-1)![1], 10 * 60 + 30);
    }),
  );
});

test("a card put down lies in one tray, and comes back to the hand", () => {
  const step = fc.record({ card: fc.constantFrom("fish", "milk"), tray: fc.constantFrom("cold", "dry", null) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
      let work = empty("boxes");
      for (const { card, tray } of steps) {
        work = put(work, card, tray);
        assert.equal(work.placed[card] ?? null, tray);
        assert.equal(missing(stage("boxes").action, work).includes(card), tray === null);
      }
    }),
  );
});

test("a row is marked once however often it is pressed", () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), { minLength: 1, maxLength: 8 }), (presses) => {
      let work = empty("rows");
      for (const on of presses) work = toggled(work, "tea", on);
      assert.deepEqual(work.picked, presses.at(-1) ? ["tea"] : []);
    }),
  );
});

test("one sentence where one is asked, several where several are", () => {
  const { action } = stage("letter") as { action: Compose } & DeskStage;
  let work = chosen(chosen(empty("letter"), action, "hello", "dear", true), action, "hello", "hey", true);
  assert.deepEqual(work.chosen["hello"], ["hey"]);
  work = chosen(chosen(work, action, "body", "when", true), action, "body", "where", true);
  assert.deepEqual(work.chosen["body"], ["when", "where"]);
  assert.deepEqual(chosen(work, action, "body", "when", false).chosen["body"], ["where"]);
});

test("a number is read as it is written in either language", () => {
  fc.assert(
    fc.property(fc.integer({ min: -99_999_999, max: 99_999_999 }), (thousandths) => {
      const number = thousandths / 1000;
      assert.equal(numberIn(number.toLocaleString("ru-RU", { maximumFractionDigits: 6 })), number);
      assert.equal(numberIn(String(number)), number);
    }),
  );
  for (const text of ["", "много", "1,2,3", "1e9", "5 кг", "--1", "1."]) assert.equal(numberIn(text), null, text);
});

test("an untouched table is never right, and trying changes nothing of it", () => {
  for (const one of task.stages) {
    const work = workOf(one, { stages: {} });
    assert(findings(one, work).some((found) => !found.ok), one.id);
    assert.deepEqual(findings(one, tried(work)), findings(one, work));
  }
});

test("a stage may begin with the work of an earlier one, and keeps its own once it is begun", () => {
  const later = { ...stage("day"), id: "later", begins_with: "day", action: { ...(stage("day").action as Order), cards: [...(stage("day").action as Order).cards, { id: "new", text: "New", note: null, amount: null, minutes: 5 }] } };
  const before = { ...empty("day"), order: ["open", "wash", "sell"], tries: 3 };
  const work = workOf(later, { stages: { day: before } });
  assert.deepEqual(work.order, ["open", "wash", "sell", "new"]);
  assert.equal(work.tries, 0);
  assert.deepEqual(workOf(later, { stages: { day: before, later: { ...work, order: ["new", "open", "wash", "sell"] } } }).order[0], "new");
});

test("what is left to do is told for every kind of work", () => {
  for (const one of task.stages) {
    const found = findings(one, { ...empty(one.id), order: [] });
    assert.equal(found[0]!.check, WHOLE);
    for (const language of ["ru", "en"]) assert(deskWords(language).left[one.action.kind](found[0]!.where.length));
  }
  assert.equal(filledIn(empty("sums"), "all", 2).values["all"], 2);
});
