// A robot in a maze and the program for it: commands are put in a row, a repeat holds some of them.
// One trial run is free for each maze; after it the program may still be changed.
import flag from "lucide-static/icons/flag.svg";
import { button, calm, h, svg } from "../dom";
import type { Asking, Drawn } from "../questions";
import { LATE, wholeOf, type Value } from "../types";

interface Maze {
  width: number;
  height: number;
  walls: [number, number][];
  start: [number, number, number];
  goal: [number, number];
  limit: number;
  commands: string[];
}
interface Draft {
  program: string;
  tried: boolean;
  spent: number;
}
type Place = [number, number, number];

const STEPS = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
] as const;
const PACE = 260; // milliseconds a step is seen
const SIGNS: Record<string, string> = { f: "↑", l: "↰", r: "↱" };

export function robot({ app, item, answer, labelledby, changed }: Asking): Drawn {
  const { words } = app;
  const maze = item.data as unknown as Maze;
  const draft = app.device.draft<Draft>(item.id);
  const given = wholeOf(answer);
  let program = draft?.program ?? (given && given !== LATE ? given : "");
  let tried = draft?.tried ?? false;
  let running: ReturnType<typeof setTimeout> | undefined;

  const board = h("div", { class: "player-maze" });
  board.style.setProperty("--across", String(maze.width));
  const line = h("ol", { class: "player-program", "aria-label": words.program });
  const said = h("p", { class: "player-said", "aria-live": "polite" });
  const stop = () => clearTimeout(running);

  const show = (at: Place) => board.replaceChildren(...cells(maze, at));
  const isOpen = () => /x[flr]*$/.test(program);
  const add = (token: string) => {
    if (length(program + token) > maze.limit) return void (said.textContent = words.programFull(maze.limit));
    edit(program + token);
  };
  const edit = (next: string) => {
    stop();
    program = next;
    app.device.keepDraft(item.id, { program, tried, spent: app.visits.spent(item.id) } satisfies Draft);
    draw();
    changed();
  };
  const draw = () => {
    show(maze.start);
    line.replaceChildren(...tokens(program).map((token) => h("li", { class: token.length > 1 ? "repeat" : "" }, h("span", { "aria-hidden": "true" }, signs(token)), h("span", { class: "visually-hidden" }, words.command(token)))));
    said.textContent = isOpen() ? words.repeatOpen : words.commandsUsed(length(program), maze.limit);
    tools.replaceChildren(...keys());
  };
  const keys = (): HTMLElement[] => {
    const loops = maze.commands.includes("x") && !isOpen() ? [2, 3, 4, 5, 6].map((n) => button(`${n} ×`, "player-step", () => add(`${n}x`), { "aria-label": words.repeat(n) })) : [];
    const close = isOpen() && !/x$/.test(program) ? [button(words.repeatEnd, "player-step wide", () => edit(`${program}z`))] : [];
    const back = button(words.eraseLast, "quiet", () => edit(erased(program)));
    const run = button(words.tryRun, "", () => trial(), { disabled: tried || !program || isOpen() });
    return [...loops, ...close, h("div", { class: "player-tools-foot" }, back, run)];
  };
  const trial = () => {
    tried = true;
    edit(program);
    const way = walk(maze, program);
    const step = (n: number) => {
      show(way.path[Math.min(n, way.path.length - 1)]!);
      if (n < way.path.length - 1) running = setTimeout(() => step(n + 1), calm() ? 0 : PACE);
      else said.textContent = way.reached ? words.robotThere : (way.stopped ? words.robotStopped : words.robotNotThere)(cell(way.path.at(-1)!));
    };
    step(0);
  };

  // The steps stand beside the maze on a phone, so that the trial run under them is in sight as well.
  const steps = h("div", { class: "player-steps" }, ...["f", "l", "r"].map((step) => h("button", { type: "button", class: "btn player-step", "aria-label": words.command(step), onclick: () => add(step) }, h("span", { "aria-hidden": "true" }, SIGNS[step]!))));
  const tools = h("div", { class: "player-tools" });
  draw();
  const body = h("div", { class: "player-answers player-robot", role: "group", "aria-labelledby": labelledby }, h("div", { role: "img", "aria-label": words.maze(maze.width, maze.height, told(maze, words.sides)) }, board), line, said, steps, tools);
  return { body, pick: (number) => ["f", "l", "r"][number] && add(["f", "l", "r"][number]!), value: (): Value | null => (program && !isOpen() ? program : null) };
}

function tokens(program: string): string[] {
  return program.match(/[2-6]x[flr]*z?|[flr]/g) ?? [];
}

/** A repeat counts one more than what it holds, as the server counts it. */
function length(program: string): number {
  return tokens(program).reduce((sum, token) => sum + (token.length > 1 ? 1 + token.replace(/[^flr]/g, "").length : 1), 0);
}

function signs(token: string): string {
  const steps = (text: string) => [...text].map((step) => SIGNS[step] ?? "").join(" ");
  return token.length > 1 ? `${token[0]} × ( ${steps(token.slice(2))} ${token.endsWith("z") ? ")" : "…"}` : steps(token);
}

function erased(program: string): string {
  if (/\dx$/.test(program)) return program.slice(0, -2);
  return program.slice(0, -1);
}

function walk(maze: Maze, program: string): { path: Place[]; reached: boolean; stopped: boolean } {
  const steps = tokens(program).flatMap((token) => (token.length > 1 ? Array.from({ length: Number(token[0]) }, () => [...token.slice(2, -1)]).flat() : [token]));
  const walls = new Set(maze.walls.map(String));
  const path: Place[] = [maze.start];
  let [x, y, way] = maze.start;
  for (const step of steps) {
    if (step !== "f") way = (way + (step === "r" ? 1 : 3)) % 4;
    else [x, y] = [x + STEPS[way]![0], y + STEPS[way]![1]];
    if (x < 0 || y < 0 || x >= maze.width || y >= maze.height || walls.has(String([x, y]))) return { path, reached: false, stopped: true };
    path.push([x, y, way]);
  }
  return { path, reached: x === maze.goal[0] && y === maze.goal[1], stopped: false };
}

function cells(maze: Maze, at: Place): HTMLElement[] {
  const walls = new Set(maze.walls.map(String));
  return Array.from({ length: maze.width * maze.height }, (_, n) => {
    const [x, y] = [n % maze.width, Math.floor(n / maze.width)];
    const here = at[0] === x && at[1] === y;
    const kind = walls.has(String([x, y])) ? "wall" : maze.goal[0] === x && maze.goal[1] === y ? "goal" : "";
    return h("span", { class: `player-cell-maze ${kind}`.trim() }, here ? h("span", { class: "player-bot", "data-way": at[2] }) : kind === "goal" ? (svg(flag) as unknown as Node) : null);
  });
}

type Cell = [column: number, row: number];

function cell([x, y]: readonly [number, number, ...number[]]): Cell {
  return [x + 1, y + 1];
}

/** The maze in words: where the robot stands and looks, where the goal is, and the walls of every row. */
function told(maze: Maze, sides: string[]): { start: Cell; looks: string; goal: Cell; walls: [row: number, columns: number[]][] } {
  const rows = Array.from({ length: maze.height }, (_, y): [number, number[]] => [y + 1, maze.walls.filter((wall) => wall[1] === y).map((wall) => wall[0] + 1).sort((a, b) => a - b)]);
  return { start: cell(maze.start), looks: sides[maze.start[2]]!, goal: cell(maze.goal), walls: rows.filter(([, columns]) => columns.length) };
}
