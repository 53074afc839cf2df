import fc from "fast-check";
import assert from "node:assert/strict";
import { test } from "node:test";
import { answered, firstOpen, reduce, safety, sendable, seqsOf, start, unsent, type State } from "../reducer";
import { QUESTIONS, World, type Step } from "./world";

const tab = fc.nat(1);
const some = fc.nat(20);
const value = fc.constantFrom("a", "b", "c");
const answer = fc.record({ do: fc.constant("answer" as const), tab, v: value, wait: fc.nat(3) });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: answer },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("answerAt" as const), tab, item: some, v: value }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("walk" as const), tab, how: fc.constantFrom("back", "next", "later", "return") }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("jump" as const), tab, at: fc.integer({ min: -2, max: 9 }) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("send" as const), tab }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("arrive" as const), request: some }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom("answerArrives" as const, "answerLost" as const), request: some }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("mail" as const), letter: some }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("online" as const, "offline" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("reload" as const), tab, stalePage: fc.boolean() }) },
);
const steps = fc.array(step, { maxLength: 60, size: "max" });
const RUNS = { numRuns: 2_000 };

function confirmedAreGiven(state: State): void {
  for (const [id, s] of Object.entries(state.confirmed)) {
    const given = state.answers[id];
    assert(given && s <= given.s, `${id} is confirmed but was not given`);
  }
}

test("no answer is lost or doubled, whatever the network and the tabs do", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2 }), steps, (tabs, course) => {
      const world = new World(tabs);
      for (const one of course) world.step(one);
      world.settle();
      assert.deepEqual(world.server, world.given);
      assert(world.changes <= world.gifts, "the server changed more often than answers were given");
      for (const state of world.tabs) {
        assert.deepEqual(unsent(state), {});
        assert.equal(safety(state), "saved");
      }
    }),
    RUNS,
  );
});

test("only what was given is ever confirmed, and a confirmation is never taken back", () => {
  fc.assert(
    fc.property(steps, (course) => {
      const world = new World(2);
      for (const one of course) {
        const before = world.tabs.map((state) => state.confirmed);
        world.step(one);
        world.tabs.forEach(confirmedAreGiven);
        if (one.do === "reload") continue;
        world.tabs.forEach((state, tab) => {
          for (const [id, s] of Object.entries(before[tab]!)) assert((state.confirmed[id] ?? -1) >= s);
        });
      }
    }),
    RUNS,
  );
});

test("the number of answered questions never falls, not even by a reload", () => {
  fc.assert(
    fc.property(steps, (course) => {
      const world = new World(1);
      let before = 0;
      for (const one of course) {
        world.step(one);
        const now = answered(world.tab(0));
        assert(now >= before, `${before} answered, then ${now}`);
        before = now;
      }
    }),
    RUNS,
  );
});

test("the place goes back only when the pupil goes back", () => {
  fc.assert(
    fc.property(steps, (course) => {
      const world = new World(1);
      for (const one of course) {
        const before = world.tab(0).at;
        world.step(one);
        const goesBack = one.do === "jump" || (one.do === "walk" && (one.how === "back" || one.how === "return"));
        if (!goesBack) assert(world.tab(0).at >= before, `${one.do}: ${before} → ${world.tab(0).at}`);
      }
    }),
    RUNS,
  );
});

test("sequence numbers grow strictly, even when the clock of the device goes wrong", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(4), fc.integer({ min: 0, max: 50 })), { maxLength: 40 }), (gifts) => {
      let state = start(QUESTIONS);
      let last = -1;
      for (const [item, now] of gifts) {
        state = reduce(state, { type: "given", item: QUESTIONS[item]!, v: "a", t: 1, now });
        const s = state.answers[QUESTIONS[item]!]!.s;
        assert(s > last);
        last = s;
      }
    }),
    RUNS,
  );
});

const give = (state: State, v = "a", now = 1) => reduce(state, { type: "given", item: state.order[state.at]!, v, t: 100, now });

test("a question put off waits for the end, and the pupil comes back to it", () => {
  let state = give(start(["a", "b", "c"]));
  state = reduce(state, { type: "later" });
  assert.equal(state.at, 2);
  state = give(state);
  assert.equal(state.at, 3);
  assert.equal(answered(state), 2);
  state = reduce(state, { type: "return" });
  assert.equal(state.order[state.at], "b");
  state = give(state);
  assert.equal(state.at, 3);
  assert.deepEqual(state.later, []);
});

test("a corrected answer brings the pupil to where they stopped", () => {
  let state = give(give(give(start(["a", "b", "c", "d", "e"]))));
  state = reduce(reduce(state, { type: "back" }), { type: "back" });
  assert.equal(state.at, 1);
  state = give(state, "b", 9);
  assert.equal(state.at, 3);
  assert.equal(state.answers["b"]!.v, "b");
});

test("nothing is sent before it lies on the device, unless the device refuses", () => {
  const state = give(start(QUESTIONS));
  assert.deepEqual(sendable(state), {});
  assert.equal(safety(state), "risky");
  const memory = reduce(state, { type: "notKept" });
  assert.deepEqual(seqsOf(sendable(memory)), { q1: 1 });
  assert.equal(safety(reduce(memory, { type: "link", link: "none" })), "riskyOffline");
});

test("an answer that the server refuses is asked for again", () => {
  let state = give(start(QUESTIONS));
  state = reduce(state, { type: "kept", seqs: { q1: 1 } });
  state = reduce(state, { type: "rejected", seqs: { q1: 1 } });
  assert.deepEqual(sendable(state), {});
  assert.equal(firstOpen(state), 0);
  state = reduce(reduce(state, { type: "return" }), { type: "given", item: "q1", v: "b", t: 1, now: 1 });
  assert.equal(answered(state), 1);
});

test("an echo of an answer that was never given changes nothing", () => {
  const state = give(start(QUESTIONS));
  assert.deepEqual(reduce(state, { type: "confirmed", seqs: { q1: 7, q2: 3, other: 1 } }).confirmed, {});
});

test("a newer answer from a second device stays", () => {
  let state = give(start(QUESTIONS), "mine", 5);
  state = reduce(state, { type: "merged", answers: { q1: { v: "theirs", t: 1, s: 9 } }, confirmed: { q1: 9 } });
  assert.equal(state.answers["q1"]!.v, "theirs");
  state = give({ ...state, at: 0 }, "mine again", 6);
  assert.equal(state.answers["q1"]!.s, 10);
});
