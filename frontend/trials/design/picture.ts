// The poster as SVG in the page, and as files to take along.
import { s } from "../dom";
import type { DesignConstants, DesignTask, Poster } from "../types";
import { boxes, fontOf, groundOf, type Box } from "./layout";

const ANCHORS = { left: "start", center: "middle", right: "end" } as const;

export function blockPicture(box: Box, { sheet, hands }: DesignConstants): SVGElement {
  if (box.role === "picture") {
    const scale = (box.right - box.left) / 100;
    return s("path", { transform: `translate(${box.left} ${box.top}) scale(${scale})`, fill: box.colour, d: hands });
  }
  const lead = box.size * sheet.leading;
  const lines = box.lines.map((line, place) => s("tspan", { x: box.anchor, y: box.top + lead * place + box.size * 0.95 }, line));
  return s("text", { class: `poster-${fontOf(box.role)}`, "font-size": box.size, "text-anchor": ANCHORS[box.align], fill: box.colour }, ...lines);
}

export function posterPicture(task: DesignTask, poster: Poster, constants: DesignConstants, label: string): SVGSVGElement {
  const { width, height } = constants.sheet;
  const ground = s("rect", { width, height, fill: groundOf(task, poster) });
  const parts = boxes(task, poster, constants).map((box) => blockPicture(box, constants));
  return s("svg", { class: "poster-picture", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label }, ground, ...parts);
}

export function savedSvg(task: DesignTask, poster: Poster, constants: DesignConstants): Blob {
  const picture = posterPicture(task, poster, constants, "");
  picture.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  for (const text of picture.querySelectorAll("text")) {
    const title = text.classList.contains("poster-title");
    text.setAttribute("font-family", title ? "Unbounded, sans-serif" : "'Golos Text', sans-serif");
    text.setAttribute("font-weight", "600");
  }
  return new Blob([picture.outerHTML], { type: "image/svg+xml" });
}

/** Drawn anew on a canvas, because a picture from SVG would lose our fonts. */
export async function savedPng(task: DesignTask, poster: Poster, constants: DesignConstants): Promise<Blob | null> {
  const { width, height, leading } = constants.sheet;
  await document.fonts.ready;
  const canvas = document.createElement("canvas");
  const scale = 1.6;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const paper = canvas.getContext("2d");
  if (!paper) return null;
  paper.scale(scale, scale);
  paper.fillStyle = groundOf(task, poster);
  paper.fillRect(0, 0, width, height);
  for (const box of boxes(task, poster, constants)) {
    paper.fillStyle = box.colour;
    if (box.role === "picture") {
      paper.save();
      paper.translate(box.left, box.top);
      paper.scale((box.right - box.left) / 100, (box.right - box.left) / 100);
      paper.fill(new Path2D(constants.hands));
      paper.restore();
      continue;
    }
    paper.font = `600 ${box.size}px ${box.role === "title" ? '"Unbounded", "Golos Text"' : '"Golos Text"'}, sans-serif`;
    paper.textAlign = box.align;
    box.lines.forEach((line, place) => paper.fillText(line, box.anchor, box.top + box.size * leading * place + box.size * 0.95));
  }
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

export function download(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
