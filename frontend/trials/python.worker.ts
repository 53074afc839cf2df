// The pupil's Python: Pyodide in a worker of its own, loaded from our own site. The page ends a run that takes too long.
import { HARNESS } from "./code/harness";
import { FILES, SIZES, type FromWorker, type ToWorker } from "./code/protocol";

declare const self: DedicatedWorkerGlobalScope;
type Run = (task: string) => string;
interface Pyodide {
  runPython(code: string): Run;
}

let run: Promise<Run> | null = null;
const tell = (message: FromWorker) => self.postMessage(message);

self.onmessage = ({ data }: MessageEvent<ToWorker>) => {
  if (data.type === "load") run = load(data.base);
  else void (run ?? load(data.base)).then((go) => tell({ type: "result", id: data.id, result: JSON.parse(go(JSON.stringify(data.task))) }));
};

async function load(base: string): Promise<Run> {
  try {
    counting();
    const folder = new URL(`${FILES}/`, new URL(base, self.location.href)).href;
    const { loadPyodide } = (await import(`${folder}pyodide.mjs`)) as { loadPyodide: (options: object) => Promise<Pyodide> };
    const python = await loadPyodide({ indexURL: folder, fullStdLib: false });
    const go = python.runPython(HARNESS);
    tell({ type: "ready" });
    return go;
  } catch (error) {
    tell({ type: "failed", message: String(error) });
    throw error;
  }
}

/** Counts what comes through the network, and takes what the browser has kept without asking again. */
function counting(): void {
  const plain = self.fetch.bind(self);
  let loaded = 0;
  self.fetch = async (input, init) => {
    const response = await plain(input, { ...init, cache: "force-cache" });
    if (!response.ok || !response.body) return response;
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, to) {
        loaded += chunk.byteLength;
        tell({ type: "progress", share: Math.min(1, loaded / SIZES.unpacked) });
        to.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
  };
}
