/** The Vietnamese texts of all folders, which become one catalog: in it one English text has one translation, or the last would silently win. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatter } from "@lingui/format-po";

/** A folder's Vietnamese texts as they lie on disk. */
export interface TextFile {
  readonly path: string;
  readonly content: string;
}

const po = formatter();
const parse = (path: string, content: string) =>
  po.parse(content, { locale: "vi", sourceLocale: "en", filename: path });

/** @param folder of the console. */
export function vietnameseTexts(folder: string): TextFile[] {
  // the same files that text/vi.ts gathers
  return globSync("*/texts/vi.po", { cwd: folder })
    .sort()
    .map((path) => ({ path, content: readFileSync(join(folder, path), "utf8") }));
}

/** @returns a sentence for each text that two files translate differently; the same English in another `context` is another text. */
export async function textClashes(files: readonly TextFile[]): Promise<string[]> {
  const first = new Map<string, { readonly vi: string; readonly path: string }>();
  const clashes: string[] = [];
  for (const { path, content } of files) {
    for (const [id, { translation: vi, message }] of Object.entries(await parse(path, content))) {
      if (!vi) continue;
      const known = first.get(id);
      if (known === undefined) first.set(id, { vi, path });
      else if (known.vi !== vi)
        clashes.push(
          `“${message ?? id}” is “${known.vi}” in ${known.path} and “${vi}” in ${path}: use one word, or give one of them a context`,
        );
    }
  }
  return clashes;
}

/** @returns names under which the texts of all folders are kept. */
export async function vietnameseIds(folder: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for (const { path, content } of vietnameseTexts(folder)) {
    for (const id of Object.keys(await parse(path, content))) ids.add(id);
  }
  return ids;
}
