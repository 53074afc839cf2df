// What Python says, in plain words with the line.
import type { Words } from "../words";

export interface Trouble {
  kind: string;
  message: string;
  line: number | null;
}

export function explain(trouble: Trouble, words: Words, wanted: string): string {
  const line = trouble.line ? `${words.line(trouble.line)} ` : "";
  return line + sentence(trouble, words, wanted);
}

function sentence({ kind, message }: Trouble, words: Words, wanted: string): string {
  const told = words.errors;
  const name = /'([^']+)'/.exec(message)?.[1] ?? "";
  switch (kind) {
    case "NoFunction":
      return words.noFunction(wanted);
    case "NoInput":
      return told.input;
    case "SyntaxError":
    case "TypeError":
    case "IndexError":
    case "ValueError":
    case "ZeroDivisionError":
    case "RecursionError":
    case "IndentationError":
      return told[kind];
    case "TabError":
      return told.IndentationError;
    case "NameError":
    case "UnboundLocalError":
      return told.NameError(name || message);
    case "KeyError":
      return told.KeyError(message);
    case "AttributeError":
      return told.AttributeError(/attribute '([^']+)'/.exec(message)?.[1] ?? "");
    default:
      return told.other(kind, message);
  }
}
