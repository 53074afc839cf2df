// What lies on the device: answers, half-done tasks, the form. IndexedDB, or memory where it is refused.
// Nothing here names the person: questions, options and times only.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import { seqsOf } from "./reducer";
import type { Answer, Answers, Form, Id, Seqs } from "./types";

interface StoredAnswer extends Answer {
  sitting: string;
  item: Id;
  /** Highest sequence number that the server has confirmed. */
  confirmed: number;
}
interface Schema extends DBSchema {
  sittings: { key: string; value: { id: string; touched: number; finishing: boolean } };
  answers: { key: [string, string]; value: StoredAnswer; indexes: { sitting: string } };
  drafts: { key: [string, string]; value: { sitting: string; item: Id; draft: unknown }; indexes: { sitting: string } };
  forms: { key: string; value: { url: string; form: Form; touched: number } };
}
type Database = IDBPDatabase<Schema>;

const MONTH = 30 * 24 * 3600 * 1000;

export interface Kept {
  answers: Answers;
  confirmed: Seqs;
  finishing: boolean;
}

export class Device {
  private readonly drafts = new Map<Id, unknown>();

  private constructor(
    private readonly sitting: string,
    private database: Database | null,
  ) {}

  static async open(sitting: string, now: number): Promise<Device> {
    // Some browsers neither open nor refuse in a private window; three seconds are enough to know.
    const opened = await within(3_000, open()).catch(() => null);
    const device = new Device(sitting, opened);
    if (opened) await device.touch(now).catch(() => device.close());
    return device;
  }

  get lasts(): boolean {
    return this.database !== null;
  }

  async load(): Promise<Kept> {
    if (!this.database) return { answers: {}, confirmed: {}, finishing: false };
    const rows = await this.database.getAllFromIndex("answers", "sitting", this.sitting);
    for (const row of await this.database.getAllFromIndex("drafts", "sitting", this.sitting)) this.drafts.set(row.item, row.draft);
    return {
      answers: Object.fromEntries(rows.map(({ item, v, t, s }) => [item, { v, t, s }])),
      confirmed: Object.fromEntries(rows.filter((row) => row.confirmed >= 0).map((row) => [row.item, row.confirmed])),
      finishing: (await this.database.get("sittings", this.sitting))?.finishing ?? false,
    };
  }

  /** Resolves when the answers are on the disk. An older answer never covers a newer one of another tab. */
  async put(answers: Answers): Promise<Seqs> {
    if (!this.database) throw new Error("nothing can be kept here");
    const work = this.database.transaction("answers", "readwrite");
    for (const [item, answer] of Object.entries(answers)) {
      const old = await work.store.get([this.sitting, item]);
      if (old && old.s >= answer.s) continue;
      await work.store.put({ sitting: this.sitting, item, ...answer, confirmed: old?.confirmed ?? -1 });
    }
    await work.done;
    return seqsOf(answers);
  }

  async confirm(seqs: Seqs): Promise<void> {
    if (!this.database) return;
    const work = this.database.transaction("answers", "readwrite");
    for (const [item, s] of Object.entries(seqs)) {
      const old = await work.store.get([this.sitting, item]);
      if (old && s <= old.s && s > old.confirmed) await work.store.put({ ...old, confirmed: s });
    }
    await work.done;
  }

  /** The sittings that the device still remembers. */
  async sittings(): Promise<Set<string>> {
    if (!this.database) throw new Error("nothing is remembered here");
    return new Set(await this.database.getAllKeys("sittings"));
  }

  draft<T>(item: Id): T | undefined {
    return this.drafts.get(item) as T | undefined;
  }

  /** A half-done task: it outlives a reload, and is never sent. */
  keepDraft(item: Id, draft: unknown): void {
    this.drafts.set(item, draft);
    void this.database?.put("drafts", { sitting: this.sitting, item, draft }).catch(() => undefined);
  }

  dropDraft(item: Id): void {
    this.drafts.delete(item);
    void this.database?.delete("drafts", [this.sitting, item]).catch(() => undefined);
  }

  async finishing(wanted: boolean, now: number): Promise<void> {
    await this.database?.put("sittings", { id: this.sitting, touched: now, finishing: wanted });
  }

  async form(url: string): Promise<Form | undefined> {
    return (await this.database?.get("forms", url).catch(() => undefined))?.form;
  }

  async keepForm(url: string, form: Form, now: number): Promise<void> {
    await this.database?.put("forms", { url, form, touched: now }).catch(() => undefined);
  }

  /** The sitting is over: leave nothing of it behind. */
  async forget(url: string): Promise<void> {
    if (!this.database) return;
    await wipe(this.database, this.sitting);
    await this.database.delete("forms", url);
  }

  private async touch(now: number): Promise<void> {
    const database = this.database!;
    const mine = await database.get("sittings", this.sitting);
    await database.put("sittings", { id: this.sitting, finishing: mine?.finishing ?? false, touched: now });
    for (const old of await database.getAll("sittings")) if (old.touched < now - MONTH) await wipe(database, old.id);
    for (const old of await database.getAll("forms")) if (old.touched < now - MONTH) await database.delete("forms", old.url);
  }

  close(): void {
    this.database?.close();
    this.database = null;
  }
}

async function open(): Promise<Database> {
  const database: Database = await openDB<Schema>("bilet-player", 1, {
    upgrade(fresh) {
      fresh.createObjectStore("sittings", { keyPath: "id" });
      fresh.createObjectStore("forms", { keyPath: "url" });
      fresh.createObjectStore("answers", { keyPath: ["sitting", "item"] }).createIndex("sitting", "sitting");
      fresh.createObjectStore("drafts", { keyPath: ["sitting", "item"] }).createIndex("sitting", "sitting");
    },
    blocking: () => database.close(), // a newer version in another tab waits for us
  });
  return database;
}

async function wipe(database: Database, sitting: string): Promise<void> {
  const work = database.transaction(["sittings", "answers", "drafts"], "readwrite");
  await work.objectStore("sittings").delete(sitting);
  for (const name of ["answers", "drafts"] as const) {
    const store = work.objectStore(name);
    for (const key of await store.index("sitting").getAllKeys(sitting)) await store.delete(key);
  }
  await work.done;
}

function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  return Promise.race([work, new Promise<never>((_, refuse) => setTimeout(() => refuse(new Error("too slow")), milliseconds))]);
}
