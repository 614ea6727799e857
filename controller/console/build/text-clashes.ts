/** One English text with two Vietnamese ones: all folders' texts become one catalog, in which the last would silently win. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { formatter } from "@lingui/format-po";

/** A folder's Vietnamese texts as they lie on disk. */
export interface TextFile {
  readonly path: string;
  readonly content: string;
}

const po = formatter();

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
    const catalog = await po.parse(content, { locale: "vi", sourceLocale: "en", filename: path });
    for (const [id, { translation: vi, message }] of Object.entries(catalog)) {
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
