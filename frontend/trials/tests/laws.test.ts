import fc from "fast-check";
import assert from "node:assert/strict";
import { test } from "node:test";
import vectors from "../../../bilet/trials/tests/vectors.json";
import { explain } from "../code/errors";
import { tokens } from "../code/highlight";
import { FILES } from "../code/protocol";
import { backspace, enter, tab, untab, type Edit, type Field } from "../code/typing";
import { boxes, contrast, findings } from "../design/layout";
import { answered, change, firstPoster, handedOver, phaseOf, snapped, type Act } from "../design/reducer";
import { opened, safety, told, waits, type Draft } from "../draft";
import type { Answer, Attempt, DesignConstants, DesignProduct, DesignTask, Physics, Seam } from "../types";
import { bead, best, KINDS } from "../weld/physics";
import { arcMark, drawn, KEPT, keyHand, passedTime, pressed, speedMark, speedNow, withAttempt, type KeyHand, type Press } from "../weld/reducer";
import { wordsIn } from "../words";
import assets from "../assets.json";

const constants = vectors.constants as unknown as DesignConstants & { physics: Physics };
const seam = vectors.seam as unknown as Seam;
const task = vectors.task as unknown as DesignTask;
const colour = fc.integer({ min: 0, max: 0xffffff }).map((number) => `#${number.toString(16).padStart(6, "0")}`);

test("contrast is between 1 and 21 and does not ask which colour comes first", () => {
  fc.assert(
    fc.property(colour, colour, (one, other) => {
      const found = contrast(one, other);
      assert(found >= 1 && found <= 21);
      assert.equal(found, contrast(other, one));
    }),
  );
});

const id = fc.constantFrom(...task.blocks.map((block) => block.id));
const far = fc.integer({ min: -3000, max: 3000 });
const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ type: fc.constant("place" as const), id, x: far, y: far }),
  fc.record({ type: fc.constant("move" as const), id, dx: far, dy: far }),
  fc.record({ type: fc.constant("size" as const), id, by: fc.constantFrom(-1, 1, 3) }),
  fc.record({ type: fc.constant("width" as const), id, by: fc.constantFrom(-40, 40, 900) }),
  fc.record({ type: fc.constant("align" as const), id, align: fc.constantFrom("left" as const, "center" as const, "right" as const) }),
  fc.record({ type: fc.constant("ink" as const), id, ink: fc.nat(3) }),
  fc.record({ type: fc.constant("ground" as const), ink: fc.nat(3) }),
  fc.record({ type: fc.constant("palette" as const), palette: fc.nat(4) }),
);

test("whatever is done to a poster, every block begins on the sheet, and the server accepts it", () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 30 }), (acts) => {
      let poster = firstPoster(task);
      for (const one of acts) poster = change(poster, one, task, constants);
      for (const box of boxes(task, poster, constants)) {
        assert(box.left >= -1 && box.top >= -1, `${box.id} at ${box.left}, ${box.top}`);
        assert(box.left < constants.sheet.width && box.top < constants.sheet.height);
      }
      for (const block of Object.values(poster.blocks)) {
        assert(Number.isInteger(block.x) && Math.abs(block.x) <= 2000 && block.y >= -2000 && block.y <= 3000);
        assert(block.w >= 40 && block.w <= 1000 && block.step >= 0 && block.step <= 9);
      }
      assert.equal(findings(task, poster, constants).length, 7);
    }),
  );
});

test("the poster one begins with is no finished work", () => {
  const open = findings(task, firstPoster(task), constants).filter((one) => !one.ok);
  assert(open.length >= 2);
});

test("a dragged block clings to a line that is near, and only then", () => {
  const [one, other] = boxes(task, firstPoster(task), constants);
  const near = { ...one!, left: other!.left + 5, right: one!.right + 5 };
  assert.equal(snapped(near, [other!], constants, 0.04).dx, -5);
  const away = { ...one!, left: other!.left + 60, right: other!.left + 95 };
  assert.equal(snapped(away, [other!], constants, 0.04).dx, 0);
});

test("the way of a poster: version one, the client, version two, the end", () => {
  let product: DesignProduct = { draft: firstPoster(task), versions: [], wishes: {} };
  assert.equal(phaseOf(product, task), "first");
  product = handedOver(product, 1);
  assert.equal(phaseOf(product, task), "client");
  for (const [wish, answer] of (["do", "keep"] as Answer[]).entries()) product = answered(product, wish, answer);
  assert.equal(phaseOf(product, task), "second");
  product = handedOver({ ...product, draft: change(product.draft!, { type: "ground", ink: 1 }, task, constants) }, 2);
  assert.equal(phaseOf(product, task), "end");
  assert.equal(product.versions[0]!.ground, 0);
  assert.equal(product.versions[1]!.ground, 1);
});

const point = fc.record({ wait: fc.integer({ min: 0, max: 900 }), along: fc.integer({ min: -5, max: 60 }), arc: fc.integer({ min: 0, max: 9 }) });
const strokeOf = (points: { wait: number; along: number; arc: number }[]) => {
  let time = 0;
  return points.flatMap(({ wait, along, arc }) => [(time += wait), along * 100, arc * 100]);
};

test("shares of a seam add up to one, and all its numbers are numbers", () => {
  fc.assert(
    fc.property(fc.array(fc.array(point, { maxLength: 30 }), { maxLength: 4 }), (strokes) => {
      const found = bead(seam, strokes.map(strokeOf), constants.physics);
      const sum = KINDS.reduce((all, kind) => all + found.shares[kind], 0);
      assert(Math.abs(sum - 1) < 0.005, `${sum}`);
      for (const one of found.segments) assert(Number.isFinite(one.width) && Number.isFinite(one.height));
    }),
  );
});

test("a slower hand never lays a narrower bead", () => {
  const width = (speed: number) => {
    const stroke = Array.from({ length: 400 }, (_, n) => [n * 100, Math.min(speed * n * 10, 3100), 250]).flat();
    return bead(seam, [stroke], constants.physics).segments[5]!.width;
  };
  const widths = [8, 6, 4, 3, 2, 1].map(width);
  assert.deepEqual(widths, [...widths].sort((a, b) => a - b));
});

const attempt = (speed: number): Attempt => ({
  by: "hand",
  strokes: [Array.from({ length: 500 }, (_, n) => [n * 100, Math.min(Math.round(speed * n * 10), 3100), 250]).flat()],
});

test("three passes are kept: the newest and the best never go", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(1, 2.5, 3, 5, 9), { minLength: 1, maxLength: 8 }), (speeds) => {
      let kept: Attempt[] = [];
      let top = 0;
      for (const speed of speeds) {
        const next = attempt(speed);
        kept = withAttempt(seam, kept, next, constants.physics);
        assert(kept.length <= KEPT && kept.at(-1) === next);
        top = Math.max(top, bead(seam, next.strokes, constants.physics).shares.sound);
        const now = kept[best(seam, kept, constants.physics)]!;
        assert.equal(bead(seam, now.strokes, constants.physics).shares.sound, top);
      }
    }),
    { numRuns: 40 },
  );
});

test("points of a stroke are thinned, whole, and in the order of time", () => {
  let stroke: number[] = [];
  for (let time = 0; time < 2_000; time += 16.7) stroke = drawn(stroke, time, { along: time * 0.003, arc: 2.345 });
  assert(stroke.length < 3 * 26 && stroke.every(Number.isInteger));
  assert(Math.abs(speedNow(stroke)! - 3) < 0.2);
  assert.equal(speedNow([0, 0, 0]), null);
});

test("a hand led by keys burns its electrode and keeps within bounds", () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom<Press | "time">("faster", "slower", "closer", "farther", "light", "out", "time"), { maxLength: 80 }), (presses) => {
      let hand: KeyHand = keyHand(seam);
      for (const [since, press] of presses.entries()) {
        const before = hand;
        hand = press === "time" ? passedTime(hand, 0.1, since) : pressed(hand, press);
        assert(hand.speed >= 0 && hand.speed <= 9 && hand.tip.arc >= 0 && hand.tip.arc <= 9);
        assert(hand.tip.along >= before.tip.along);
      }
    }),
  );
  assert.equal(speedMark(seam, 3), "good");
  assert.equal(arcMark(seam, 0.1, constants.physics), "off");
  assert.equal(arcMark(seam, 4.5, constants.physics), "long");
});

const news = fc.oneof(
  fc.record({ type: fc.constant("changed" as const), product: fc.string(), now: fc.nat(50) }),
  fc.record({ type: fc.constant("kept" as const), seq: fc.nat(60) }),
  fc.record({ type: fc.constant("confirmed" as const), seq: fc.nat(60) }),
  fc.record({ type: fc.constant("link" as const), link: fc.constantFrom("none" as const, "busy" as const) }),
  fc.constant({ type: "notKept" as const }),
);

test("a change always waits until its own number is confirmed, and numbers only grow", () => {
  fc.assert(
    fc.property(fc.array(news, { maxLength: 40 }), (course) => {
      let draft: Draft<string> = opened({ product: "", seq: 0 }, null);
      for (const one of course) {
        const before = draft;
        draft = told(draft, one);
        assert(draft.seq >= before.seq && draft.confirmed >= before.confirmed);
        if (one.type === "changed") assert(draft.seq > before.seq);
        assert.equal(safety(draft) === "saved", !waits(draft));
      }
    }),
  );
});

test("the newer of server and device is shown; an older one on the device is not sent", () => {
  const server = { product: "server", seq: 7 };
  assert.equal(opened(server, { product: "device", seq: 9 }).product, "device");
  assert(waits(opened(server, { product: "device", seq: 9 })));
  assert.equal(opened(server, { product: "device", seq: 5 }).product, "server");
  assert(!waits(opened(server, { product: "device", seq: 5 })));
});

const applied = ({ text }: Field, { from, to, put }: Edit) => text.slice(0, from) + put + text.slice(to);
const at = (text: string): Field => {
  const [one, two] = [text.indexOf("|"), text.lastIndexOf("|")];
  return { text: text.replaceAll("|", ""), start: one, end: two === one ? one : two - 1 };
};

test("the editor indents as Python wants it", () => {
  assert.equal(applied(at("def f():|"), enter(at("def f():|"))), "def f():\n    ");
  assert.equal(applied(at("    x = 1|"), enter(at("    x = 1|"))), "    x = 1\n    ");
  assert.equal(applied(at("        return x|"), enter(at("        return x|"))), "        return x\n    ");
  assert.equal(applied(at("a|"), tab(at("a|"))), "a   ");
  assert.equal(applied(at("|a\nb|"), tab(at("|a\nb|"))), "    a\n    b");
  assert.equal(applied(at("|    a\n  b|"), untab(at("|    a\n  b|"))), "a\nb");
  assert.equal(applied(at("      |x"), backspace(at("      |x"))!), "    x");
  assert.equal(backspace(at("a |x")), null);
});

test("colours never change the code", () => {
  const sign = fc.constantFrom("def ", "f", '"', "'", "#", "\n", "\\", " ", "(", "if", "12", "я", '"""', "return");
  fc.assert(
    fc.property(fc.array(sign, { maxLength: 40 }), (signs) => {
      const code = signs.join("");
      assert.equal(tokens(code).map((token) => token.text).join(""), code);
    }),
  );
  const kinds = tokens("def bus(x): # note\n    return 'да' + 12");
  assert.deepEqual(kinds.filter((token) => token.kind !== "plain").map((token) => token.text), ["def", "bus", "# note", "return", "'да'", "12"]);
});

test("errors are told with their line, in both languages", () => {
  const trouble = { kind: "NameError", message: "name 'buss' is not defined", line: 3 };
  assert.equal(explain(trouble, wordsIn("ru"), "f"), "Строка 3. Имя buss программе незнакомо. Проверь буквы и то, что переменная создана выше.");
  assert(explain(trouble, wordsIn("en"), "f").startsWith("Line 3. "));
  for (const kind of ["SyntaxError", "IndentationError", "TabError", "TypeError", "IndexError", "KeyError", "ValueError", "AttributeError", "ZeroDivisionError", "RecursionError", "UnboundLocalError", "NoFunction", "NoInput"])
    assert(!explain({ kind, message: "", line: null }, wordsIn("ru"), "f").includes("Python остановился"), kind);
});

test("Python is fetched from the folder into which the build puts it", () => {
  for (const asset of assets) assert(asset.to.startsWith(`${FILES}/`), asset.to);
});
