/** Where the console's texts live: each folder that speaks keeps its own, so that a screen is one folder. */
import { globSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { defineConfig } from "@lingui/conf";
import { formatter } from "@lingui/format-po";

const rootDir = import.meta.dirname;
/** Folders with texts: those without would get empty catalogs. */
const speaking = new Set(
  globSync("*/*.{ts,tsx}", { cwd: rootDir, exclude: ["dist*/**", "build/**"] })
    .filter((path) => /@lingui\/(core|react)\/macro/.test(readFileSync(join(rootDir, path), "utf8")))
    .map(dirname),
);

export default defineConfig({
  sourceLocale: "en",
  locales: ["vi", "en"],
  rootDir,
  catalogs: [...speaking]
    .sort()
    .map((folder) => ({ path: `<rootDir>/${folder}/texts/{locale}`, include: [`<rootDir>/${folder}/`] })),
  // line numbers would change with every edit above a text
  format: formatter({ lineNumbers: false, origins: false }),
  orderBy: "message",
});
