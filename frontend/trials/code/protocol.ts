// What the page and the worker of Python say to each other.
import type { CodeCheck } from "../types";
import type { Trouble } from "./errors";

/** The folder of `assets.json`: with the version in it, so that a browser may keep the files for good. */
export const FILES = "pyodide-314.0.7";
/** Bytes of the fetched files unpacked, and megabytes on the way. */
export const SIZES = { unpacked: 12_262_000, megabytes: 6.5 };
export const LIMIT = 5_000; // milliseconds of a run

export interface Task {
  code: string;
  function: string;
  checks: CodeCheck[];
}
export interface Checked {
  id: string;
  ok: boolean;
  got: string | null;
  trouble: Trouble | null;
}
export interface Outcome {
  trouble: Trouble | null;
  printed: string;
  cut: boolean;
  checks: Checked[];
  calls: Record<string, string>;
  wanted: Record<string, string>;
}
export type ToWorker = { type: "load"; base: string } | { type: "run"; id: number; task: Task; base: string };
export type FromWorker =
  | { type: "progress"; share: number }
  | { type: "ready" }
  | { type: "failed"; message: string }
  | { type: "result"; id: number; result: Outcome };
