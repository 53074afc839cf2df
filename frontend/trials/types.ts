import type { DeskProduct, DeskTask } from "./desk/types";

// What the server gives the page of a run (`trial-data`), and what it keeps.
export interface CodeCheck {
  id: string;
  title: string;
  args: unknown[];
  expect: unknown;
  hint: string;
}
export interface CodeStage {
  id: string;
  title: string;
  /** The task as sanitised HTML. */
  html: string;
  function: string;
  starter: string;
  checks: CodeCheck[];
}
export interface CodeTask {
  kind: "code";
  stages: CodeStage[];
}
export type Role = "title" | "date" | "place" | "text" | "picture";
export interface PosterBlock {
  id: string;
  role: Role;
  text: string;
}
export interface DesignTask {
  kind: "design";
  brief: string;
  blocks: PosterBlock[];
  palettes: string[][];
  min_contrast: number;
  min_margin: number;
  wishes: string[];
}
export interface Seam {
  id: string;
  title: string;
  text: string;
  metal_mm: number;
  speed: [number, number];
  arc: [number, number];
  length_mm: number;
  upward: boolean;
}
export type Defect = "burn" | "thin" | "gap" | "spatter";
export interface WeldTask {
  kind: "weld";
  seams: Seam[];
  defects: Partial<Record<Defect, string>>;
}

export interface CodeWork {
  code: string;
  passed: Record<string, boolean>;
  runs: number;
}
export interface CodeProduct {
  stages: Record<string, CodeWork>;
}
export type Align = "left" | "center" | "right";
export interface Block {
  x: number;
  y: number;
  w: number;
  step: number;
  align: Align;
  ink: number;
}
export interface Poster {
  palette: number;
  ground: number;
  blocks: Record<string, Block>;
}
export type Answer = "do" | "other" | "keep";
export interface DesignProduct {
  draft: Poster | null;
  versions: Poster[];
  wishes: Record<string, Answer>;
}
/** Milliseconds, hundredths of a millimetre along the seam, the same of the arc, and again. */
export type Stroke = number[];
export interface Attempt {
  strokes: Stroke[];
  by: "hand" | "keys";
}
export interface WeldProduct {
  seams: Record<string, Attempt[]>;
}
export type Product = CodeProduct | DesignProduct | WeldProduct | DeskProduct;

export interface CodeConstants {
  worker: string;
  files: string;
}
export interface Sheet {
  width: number;
  height: number;
  sizes: number[];
  pictures: number[];
  ratio: number;
  leading: number;
  loose: number;
  aligned: number;
  lines: number;
  title: number;
  far: number;
  air: number;
  picture_contrast: number;
}
export interface DesignConstants {
  sheet: Sheet;
  advances: Record<"title" | "text", Record<string, number>>;
  hands: string;
}
export interface Physics {
  bin_mm: number;
  slow: number;
  fast: number;
  long: number;
  out: number;
  stuck_mm: number;
  base_mm: number;
  wider: number;
  flatter: number;
  high: number;
}

interface Common {
  run: string;
  product: unknown;
  seq: number;
  save_url: string;
  finish_url: string;
  leave_url: string;
  language: string;
}
export type Data = Common &
  (
    | { kind: "code"; task: CodeTask; constants: CodeConstants }
    | { kind: "design"; task: DesignTask; constants: DesignConstants }
    | { kind: "weld"; task: WeldTask; constants: { physics: Physics } }
    | { kind: "desk"; task: DeskTask; constants: object }
  );
