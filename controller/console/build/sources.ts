/** What the console is made of, as one digest: two checkouts with the same digest build the same console. */
import { createHash } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

const top = join(import.meta.dirname, "../../..");

/** Types of the API leave no trace in the bundle, so its sources do not count. */
const patterns = ["controller/console/**/*", "firmware-protocol/**/*.ts", "package-lock.json", "package.json"];

/** @returns hex digest over names and contents; times do not count, a checkout makes new ones. */
export function digestOfSources(): string {
  const digest = createHash("sha256");
  const files = globSync(patterns, { cwd: top, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(top.length + 1))
    .filter((path) => !/^controller\/console\/dist/.test(path) && !path.endsWith(".md"))
    .sort();
  for (const path of files) {
    const content = readFileSync(join(top, path));
    digest.update(`${path}\0${content.length}\0`).update(content);
  }
  return digest.digest("hex");
}
