// Python for the page: loads once, runs one program at a time, ends what takes too long.
import type { CodeConstants } from "../types";
import { LIMIT, type FromWorker, type Outcome, type Task, type ToWorker } from "./protocol";

export type Ended = { kind: "outcome"; outcome: Outcome } | { kind: "slow" } | { kind: "failed" };

export class Python {
  private worker: Worker | null = null;
  private ready: Promise<boolean> | null = null;
  private last = 0;

  constructor(
    private readonly where: CodeConstants,
    private readonly progress: (share: number) => void,
  ) {}

  /** True when Python stands ready. */
  load(): Promise<boolean> {
    this.ready ??= new Promise((resolve) => {
      const worker = new Worker(this.where.worker, { type: "module" }); // Pyodide runs in no other
      this.worker = worker;
      worker.addEventListener("error", () => resolve(this.end()));
      worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
        if (data.type === "progress") this.progress(data.share);
        else if (data.type === "ready") resolve(true);
        else if (data.type === "failed") {
          console.warn(data.message);
          resolve(this.end());
        }
      });
      this.send({ type: "load", base: this.where.files });
    });
    return this.ready;
  }

  async run(task: Task): Promise<Ended> {
    if (!(await this.load()) || !this.worker) return { kind: "failed" };
    const id = (this.last += 1);
    const worker = this.worker;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.end();
        void this.load(); // a fresh one, while the pupil reads
        resolve({ kind: "slow" });
      }, LIMIT);
      worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
        if (data.type !== "result" || data.id !== id) return;
        clearTimeout(timer);
        resolve({ kind: "outcome", outcome: data.result });
      });
      this.send({ type: "run", id, task, base: this.where.files });
    });
  }

  private send(message: ToWorker): void {
    this.worker?.postMessage(message);
  }

  private end(): false {
    this.worker?.terminate();
    this.worker = this.ready = null;
    return false;
  }
}
