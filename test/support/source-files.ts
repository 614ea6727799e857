/** The project's own TypeScript files. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

export const topFolder: string = join(import.meta.dirname, "../..");

export interface SourceFile {
  /** From the top of the checkout. */
  readonly path: string;
  readonly text: string;
}

/** @param folders top folders to look into. */
export function sourceFiles(...folders: readonly string[]): SourceFile[] {
  const patterns = folders.map((folder) => `${folder}/**/*.{ts,tsx}`);
  return globSync(patterns, { cwd: topFolder })
    .filter((path) => !path.includes("node_modules/"))
    .sort()
    .map((path) => ({ path, text: readFileSync(join(topFolder, path), "utf8") }));
}
