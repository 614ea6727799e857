/** A folder of its own below the system's temporary one, removed with what is in it. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface TempFolder extends Disposable {
  readonly path: string;
  /** Path of a file or folder inside. */
  of(...names: string[]): string;
  remove(): void;
}

/** @param purpose shows in the folder's name, so that a leftover tells where it is from. */
export function createTempFolder(purpose: string): TempFolder {
  const path = mkdtempSync(join(tmpdir(), `den-${purpose}-`));
  const remove = () => rmSync(path, { recursive: true, force: true });
  return { path, of: (...names) => join(path, ...names), remove, [Symbol.dispose]: remove };
}
