// Marks that wait to be sent, in IndexedDB: a reload, an empty battery or a cellar loses none.
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Mark } from "./door";

interface Schema extends DBSchema {
  marks: { key: string; value: Mark; indexes: { event: string } };
  pages: { key: string; value: { event: string; until: string } };
}

export class Kept {
  private constructor(private readonly database: IDBPDatabase<Schema> | null) {}

  static async open(): Promise<Kept> {
    const opened = openDB<Schema>("bilet-scanner", 1, {
      upgrade(database) {
        database.createObjectStore("marks", { keyPath: "id" }).createIndex("event", "event");
        database.createObjectStore("pages", { keyPath: "event" });
      },
    });
    // Some browsers neither open nor refuse in a private window.
    const late = new Promise<null>((resolve) => setTimeout(() => resolve(null), 3_000));
    return new Kept(await Promise.race([opened, late]).catch(() => null));
  }

  async marks(event: string): Promise<Mark[]> {
    return (await this.database?.getAllFromIndex("marks", "event", event)) ?? [];
  }

  async put(mark: Mark): Promise<void> {
    await this.database?.put("marks", mark);
  }

  async remove(id: string): Promise<void> {
    await this.database?.delete("marks", id);
  }

  /** Remember how long the page of an event is of use; the events whose pages can go. */
  async page(event: string, until: string, now: string): Promise<string[]> {
    if (!this.database) return [];
    await this.database.put("pages", { event, until });
    const over = (await this.database.getAll("pages")).filter((page) => page.until < now && page.event !== event);
    for (const page of over) await this.database.delete("pages", page.event);
    return over.map((page) => page.event);
  }
}
