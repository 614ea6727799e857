/** Bundles the console into a folder beside `dist`, packs its files, and puts the folder in the place of `dist`. */
import { globSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "vite";
import { digestOfSources } from "./sources.ts";
import { textClashes, vietnameseTexts } from "./text-clashes.ts";

const folder = join(import.meta.dirname, "..");
export const dist = join(folder, "dist");
const stamp = "sources.sha256";

/** Whether what lies in `built` is missing, or was built from other sources than those that lie here. */
export function isStale(built = dist): boolean {
  try {
    return readFileSync(join(built, stamp), "utf8") !== digestOfSources();
  } catch {
    return true;
  }
}

/**
 * @param isDraft texts may lack Vietnamese, for looking at a screen that is being made.
 * @throws what Vite says, for example that a text has no Vietnamese, or which texts clash; `dist` is then as before.
 */
export async function bundle({ isDraft = false }: { isDraft?: boolean } = {}): Promise<void> {
  // what was built as a draft is built again by whoever wants the real one
  const digest = isDraft ? "draft" : digestOfSources();
  const clashes = isDraft ? [] : await textClashes(vietnameseTexts(folder));
  if (clashes.length > 0) throw new Error(clashes.join("\n"));
  // two builds at the same time do not write into each other
  const fresh = join(folder, `dist.${process.pid}`);
  const old = join(folder, `dist.${process.pid}.old`);
  try {
    await build({
      configFile: join(folder, "vite.config.ts"),
      mode: isDraft ? "draft" : "production",
      logLevel: "warn",
      build: { outDir: fresh, emptyOutDir: true },
    });
    pack(fresh);
    writeFileSync(join(fresh, stamp), digest);
    moveAside(old);
    renameSync(fresh, dist);
  } finally {
    for (const leftover of [fresh, old]) rmSync(leftover, { recursive: true, force: true });
  }
}

/** Once here instead of at every request. */
function pack(built: string): void {
  for (const name of globSync("**/*.{js,css,svg}", { cwd: built })) {
    const path = join(built, name);
    const content = readFileSync(path);
    writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
    writeFileSync(`${path}.br`, brotliCompressSync(content, { params }));
  }
}

function moveAside(to: string): void {
  try {
    renameSync(dist, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}
