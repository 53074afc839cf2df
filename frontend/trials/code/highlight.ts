// Colours for Python: enough for a beginner's program, in one pass.
export type Kind = "word" | "text" | "note" | "number" | "name" | "plain";
export interface Token {
  kind: Kind;
  text: string;
}
const WORDS =
  "False None True and as assert break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with yield";
const TOKEN = new RegExp(
  [
    "(?<note>#[^\\n]*)",
    "(?<text>[fFrRbB]{0,2}(?:\"\"\"[\\s\\S]*?(?:\"\"\"|$)|'''[\\s\\S]*?(?:'''|$)|\"(?:\\\\.|[^\"\\\\\\n])*\"?|'(?:\\\\.|[^'\\\\\\n])*'?))",
    `(?<word>(?<![\\wА-Яа-яЁё])(?:${WORDS.replaceAll(" ", "|")})(?![\\wА-Яа-яЁё]))`,
    "(?<number>(?<![\\wА-Яа-яЁё])\\d[\\d_.]*)",
    "(?<name>(?<=\\bdef )[\\wА-Яа-яЁё]+)",
    "(?<plain>[\\wА-Яа-яЁё]+|[\\s\\S])",
  ].join("|"),
  "g",
);

/** The tokens of `code`; put together they are the code again. */
export function tokens(code: string): Token[] {
  const found: Token[] = [];
  for (const match of code.matchAll(TOKEN)) {
    const kind = (Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0] ?? "plain") as Kind;
    const last = found.at(-1);
    if (last && last.kind === kind) last.text += match[0];
    else found.push({ kind, text: match[0] });
  }
  return found;
}
