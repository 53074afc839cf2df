// Browser and server let a row of blocks grow and shrink alike; the server's own test reads the same examples.
import assert from "node:assert/strict";
import { test } from "node:test";
import examples from "../../../bilet/assessments/tests/staircase.json";
import { nextLength } from "../staircase";

for (const [n, { right, lengths }] of examples.entries())
  test(`the lengths of rows, example ${n + 1}`, () => {
    const trials = right.map((isRight, place) => ({ length: lengths[place]!, right: isRight }));
    const found = [...trials, null].map((_, place) => nextLength(trials.slice(0, place), 14));
    assert.deepEqual(found, [...lengths, null]);
  });
