// What is done with the table of a stage. Pure: a work in, a work out.
import { missing, ordered } from "./rules";
import type { Compose, DeskProduct, DeskStage, DeskWork, Order } from "./types";

const EMPTY: DeskWork = { placed: {}, order: [], picked: [], values: {}, chosen: {}, tries: 0 };

/** The work of a stage; at first the table is empty, or as an earlier stage has left it. */
export function workOf(stage: DeskStage, product: DeskProduct): DeskWork {
  const own = product.stages[stage.id];
  const before = stage.begins_with ? product.stages[stage.begins_with] : undefined;
  const work = { ...EMPTY, ...(own ?? (before ? { ...before, tries: 0 } : {})) };
  return stage.action.kind === "order" ? { ...work, order: whole(stage.action, work) } : work;
}

/** Every card stands somewhere: new ones at the end. */
function whole(action: Order, work: DeskWork): string[] {
  return [...ordered(action, work), ...missing(action, work)];
}

export function put(work: DeskWork, card: string, tray: string | null): DeskWork {
  const { [card]: _, ...others } = work.placed;
  return { ...work, placed: tray === null ? others : { ...others, [card]: tray } };
}

export function moved(work: DeskWork, card: string, by: -1 | 1): DeskWork {
  const from = work.order.indexOf(card);
  const to = from + by;
  if (from < 0 || to < 0 || to >= work.order.length) return work;
  const order = [...work.order];
  [order[from], order[to]] = [order[to]!, order[from]!];
  return { ...work, order };
}

export function toggled(work: DeskWork, row: string, on: boolean): DeskWork {
  const others = work.picked.filter((one) => one !== row);
  return { ...work, picked: on ? [...others, row] : others };
}

export function filledIn(work: DeskWork, field: string, value: number | null): DeskWork {
  return { ...work, values: { ...work.values, [field]: value } };
}

export function chosen(work: DeskWork, action: Compose, slotId: string, option: string, on: boolean): DeskWork {
  const slot = action.slots.find((one) => one.id === slotId)!;
  const others = slot.many ? (work.chosen[slotId] ?? []).filter((one) => one !== option) : [];
  return { ...work, chosen: { ...work.chosen, [slotId]: on ? [...others, option] : others } };
}

export function tried(work: DeskWork): DeskWork {
  return { ...work, tries: work.tries + 1 };
}

/** A number as people write it: a comma or a point, spaces between thousands. Null: it is none. */
export function numberIn(text: string): number | null {
  const plain = text.replace(/[\s\u202f\u00a0]/g, "").replace(",", ".").replace("−", "-");
  return /^-?\d{1,9}(\.\d{1,6})?$/.test(plain) ? Number(plain) : null;
}
