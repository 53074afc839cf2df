// Browser and server reckon alike: the examples are written by bilet/trials/tests/vectors.py.
import assert from "node:assert/strict";
import { test } from "node:test";
import vectors from "../../../bilet/trials/tests/vectors.json";
import { boxes, contrast, findings } from "../design/layout";
import type { DesignConstants, DesignTask, Physics, Poster, Seam } from "../types";
import { bead } from "../weld/physics";
import { workedOut, type Tables } from "../desk/formula";
import { findings as deskFindings } from "../desk/rules";
import type { DeskTask, DeskWork, Step } from "../desk/types";

const constants = vectors.constants as unknown as DesignConstants & { physics: Physics };
const seam = vectors.seam as unknown as Seam;
const task = vectors.task as unknown as DesignTask;

for (const one of vectors.beads)
  test(`a bead: ${one.name}`, () => {
    assert.deepEqual(bead(seam, one.strokes as number[][], constants.physics), one.bead);
  });

for (const one of vectors.posters)
  test(`a poster: ${one.name}`, () => {
    const poster = one.poster as unknown as Poster;
    const round = (value: unknown) => (typeof value === "number" ? Math.round(value * 1e6) / 1e6 : value);
    const plain = (rows: object[]) => rows.map((row) => Object.fromEntries(Object.entries(row).map(([key, value]) => [key, round(value)])));
    assert.deepEqual(plain(boxes(task, poster, constants)), plain(one.boxes));
    assert.deepEqual(findings(task, poster, constants), one.findings);
  });

const desk = vectors.desk as unknown as { task: DeskTask; tables: Tables; fields: Record<string, number>; works: { stage: string; work: DeskWork; findings: object[] }[]; formulas: { steps: Step[]; number: number | null }[] };

for (const [place, one] of desk.works.entries())
  test(`a desk: ${one.stage}, ${place}`, () => {
    const stage = desk.task.stages.find((each) => each.id === one.stage)!;
    assert.deepEqual(deskFindings(stage, one.work), one.findings);
  });

test("formulas", () => {
  for (const one of desk.formulas) assert.equal(workedOut(one.steps, desk.tables, desk.fields), one.number, one.steps.join(" "));
});

test("contrast", () => {
  for (const [one, other, expected] of vectors.contrasts as [string, string, number][]) {
    assert.equal(contrast(one, other), expected);
    assert.equal(contrast(other, one), expected);
  }
});
