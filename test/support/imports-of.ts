/** Which modules a source text asks for, whatever the way: the eyes of the import walls. */

export interface Import {
  /** As it is written. */
  readonly specifier: string;
  /** True if nothing of it is there when the program runs. */
  readonly typeOnly: boolean;
}

/** Stands for a dynamic import whose module is only known when the program runs. */
export const computed = "(computed)";

/** Comments, regular expressions where a value may stand, strings, words, and any other single character. */
const token = new RegExp(
  [
    String.raw`\/\/.*`,
    String.raw`\/\*[\s\S]*?\*\/`,
    String.raw`(?<=[=(,:;!&|?{}[]\s*)\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^\/\\\n[])+\/`,
    String.raw`"(?:\\.|[^"\\\n])*"`,
    String.raw`'(?:\\.|[^'\\\n])*'`,
    "`(?:\\\\[\\s\\S]|[^`\\\\])*`",
    String.raw`[A-Za-z_$][\w$]*`,
    String.raw`\S`,
  ].join("|"),
  "g",
);

/**
 * @returns static, dynamic, type and re-exporting imports, and paths of workers, in the order they stand; comments and
 * texts name none.
 */
export function importsOf(source: string): Import[] {
  const tokens = (source.match(token) ?? []).filter((text) => !text.startsWith("//") && !text.startsWith("/*"));
  const found: Import[] = [];
  for (const [n, word] of tokens.entries()) {
    if (tokens[n - 1] === ".") continue;
    if (word === "import") found.push(...importAt(tokens, n));
    else if (word === "export") found.push(...reexportAt(tokens, n));
    else if (word === "require" && tokens[n + 1] === "(") found.push(...textAt(tokens, n + 2, false));
    else if (word === "URL" && tokens.slice(n + 3, n + 7).join("") === ",import.meta") {
      // a worker or a child process is started from such a path
      found.push(...textAt(tokens, n + 2, false));
    }
  }
  return found;
}

function importAt(tokens: readonly string[], n: number): Import[] {
  const next = tokens[n + 1];
  if (next === "(") {
    const loaded = textAt(tokens, n + 2, tokens[n - 1] === "typeof");
    return loaded.length > 0 ? loaded : [{ specifier: computed, typeOnly: false }];
  }
  if (next === ".") return []; // import.meta
  const bare = textAt(tokens, n + 1, false);
  return bare.length > 0 ? bare : fromAt(tokens, n + 1);
}

function reexportAt(tokens: readonly string[], n: number): Import[] {
  const next = tokens[n + 1] === "type" ? tokens[n + 2] : tokens[n + 1];
  if (next === "*") return fromAt(tokens, n + 1);
  if (next !== "{") return [];
  // without `from` these are names of the file's own
  return tokens[tokens.indexOf("}", n) + 1] === "from" ? fromAt(tokens, n + 1) : [];
}

/** The clause that begins at `n` and ends with `from "…"`. */
function fromAt(tokens: readonly string[], n: number): Import[] {
  const end = tokens.findIndex((word, place) => place > n && word === "from" && isText(tokens[place + 1]));
  if (end < 0) return [];
  const clause = tokens.slice(n, end);
  const wholly = clause[0] === "type" && clause[1] !== ",";
  const names = clause
    .slice(clause.indexOf("{") + 1, clause.lastIndexOf("}"))
    .join(" ")
    .split(" , ");
  const each = clause[0] === "{" && names.every((name) => name === "" || name.startsWith("type "));
  return textAt(tokens, end + 1, wholly || each);
}

function textAt(tokens: readonly string[], n: number, typeOnly: boolean): Import[] {
  const text = tokens[n];
  return isText(text) ? [{ specifier: text!.slice(1, -1), typeOnly }] : [];
}

function isText(word: string | undefined): boolean {
  return word !== undefined && /^["'`]/.test(word) && word.length > 1;
}
