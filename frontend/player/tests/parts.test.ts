import fc from "fast-check";
import assert from "node:assert/strict";
import { test } from "node:test";
import { Courier, first, pause, type Wires } from "../courier";
import { reduce, seqsOf, start, unsent, type Event, type State } from "../reducer";
import type { Answers, Data } from "../types";
import { Watch } from "../watch";
import { wordsIn } from "../words";

test("pauses grow, are spread, and respect what the server asks for", () => {
  assert.equal(pause(0, 0, 0), 500);
  assert.equal(pause(0, 0, 1), 1_500);
  assert.equal(pause(3, 0, 0.5), 8_000);
  fc.assert(
    fc.property(fc.nat(50), fc.nat(120), fc.double({ min: 0, max: 1, noNaN: true }), (failures, asked, chance) => {
      const wait = pause(failures, asked, chance);
      assert(wait >= asked * 1_000 && wait >= 500 && wait <= Math.max(90_000, asked * 1_500));
    }),
  );
});

test("the oldest answers go first", () => {
  const answers: Answers = { a: { v: "x", t: 1, s: 9 }, b: { v: "x", t: 1, s: 3 }, c: { v: "x", t: 1, s: 5 } };
  assert.deepEqual(seqsOf(first(answers, 2)), { b: 3, c: 5 });
});

test("time counts only while the page is in sight", () => {
  const moves = fc.array(fc.tuple(fc.boolean(), fc.nat(1_000)), { maxLength: 30 });
  fc.assert(
    fc.property(fc.nat(500), moves, (before, course) => {
      const watch = new Watch(before);
      let [now, seen, visible] = [0, before, false];
      for (const [show, wait] of course) {
        if (show) watch.run(now);
        else watch.rest(now);
        visible = show;
        now += wait;
        if (visible) seen += wait;
      }
      assert.equal(watch.read(now), seen);
    }),
  );
});

test("Russian numbers have their own endings", () => {
  const ru = wordsIn("ru");
  assert.equal(ru.leftTitle(1), "Остался 1 вопрос");
  assert.equal(ru.leftTitle(3), "Осталось 3 вопроса");
  assert.equal(ru.leftTitle(11), "Осталось 11 вопросов");
  assert.equal(ru.leftTitle(21), "Остался 21 вопрос");
  assert.equal(wordsIn("en-GB").leftTitle(1), "1 question is left");
});

/** A courier with a server of our own instead of the network. */
function courier(answers: number, replies: (body: { answers?: Answers }) => { status: number; body?: object }) {
  const order = Array.from({ length: answers }, (_, n) => `q${n}`);
  let state: State = start(order);
  const dispatch = (event: Event) => (state = reduce(state, event));
  order.forEach((item, n) => dispatch({ type: "given", item, v: "a", t: 1, now: n + 1 }));
  dispatch({ type: "kept", seqs: seqsOf(state.answers) });
  const log: number[] = [];
  globalThis.fetch = (async (_url: string, request: { body: string }) => {
    const body = JSON.parse(request.body) as { answers?: Answers };
    log.push(Object.keys(body.answers ?? {}).length);
    const { status, body: said } = replies(body);
    return new Response(JSON.stringify(said ?? {}), { status });
  }) as typeof fetch;
  const wires: Wires = {
    data: { token: "t", save_url: "/save", finish_url: "/finish", result_url: "/result" } as Data,
    state: () => state,
    dispatch,
    confirmed: (batch) => dispatch({ type: "confirmed", seqs: seqsOf(batch) }),
    renew: async () => true,
    arrived: () => log.push(-1),
  };
  return { courier: new Courier(wires), state: () => state, log, dispatch };
}
const settled = () => new Promise<void>((resolve) => setTimeout(resolve, 60));

test("a batch that is too large is halved until it passes", async () => {
  const run = courier(30, ({ answers }) => ({ status: Object.keys(answers ?? {}).length > 8 ? 413 : 200 }));
  run.courier.hurry();
  await settled();
  assert.deepEqual(unsent(run.state()), {});
  assert(run.log.slice(-4).every((count) => count <= 8));
});

test("one answer that the server refuses does not hold up the others", async () => {
  const run = courier(12, ({ answers }) => ({ status: answers && "q5" in answers ? 422 : 200 }));
  run.courier.hurry();
  await settled();
  assert.deepEqual(unsent(run.state()), {});
  assert.deepEqual(run.state().rejected, { q5: 6 });
  assert.equal(Object.keys(run.state().confirmed).length, 11);
});

test("an old token is renewed once, and then the answers go", async () => {
  let tries = 0;
  const run = courier(2, () => ({ status: tries++ ? 200 : 401 }));
  run.courier.hurry();
  await settled();
  assert.equal(run.state().stopped, null);
  assert.deepEqual(unsent(run.state()), {});
});

test("the result comes only after every answer is confirmed", async () => {
  const run = courier(50, () => ({ status: 200, body: { result: "/result" } }));
  run.dispatch({ type: "finish" });
  run.courier.nudge();
  await settled();
  assert.deepEqual(run.log, [40, 10, 0, -1]);
  assert.equal(run.state().finish, "done");
});
