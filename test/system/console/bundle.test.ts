/** What a browser has to load before the first screen, and what it never loads. */
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { dist } from "../../../controller/console/build/bundle.ts";

/** Bytes of JavaScript, gzip, until Tonight is shown; the map's own library comes with the map. */
const firstLoadAtMost = 350_000;

const read = (name: string) => readFileSync(join(dist, name), "utf8");
const entry = /src="\/(assets\/[^"]+\.js)"/.exec(read("index.html"))?.[1] ?? "";

/** Scripts that come with one: what it imports at once, and so on. */
function withImports(name: string, known = new Set<string>()): Set<string> {
  if (known.has(name)) return known;
  known.add(name);
  for (const [, imported] of read(name).matchAll(/(?:from|import)\s*["']\.\/([^"']+\.js)["']/g))
    withImports(`assets/${imported}`, known);
  return known;
}

/** @returns the chunk a screen's folder was made into. */
function chunkOf(page: string): string {
  const [name] = globSync(`assets/${page}-*.js`, { cwd: dist });
  if (name === undefined) throw new Error(`no chunk ${page}`);
  return name;
}

describe("the bundle", () => {
  it("shows the first screen after 350 kB of JavaScript at most, language included", () => {
    const first = withImports(entry);
    withImports(chunkOf("tonight-page"), first);
    withImports(chunkOf("vi"), first);
    const sizes = [...first].map((name) => [name, gzipSync(read(name)).length] as const);
    const total = sizes.reduce((sum, [, size]) => sum + size, 0);
    expect(total, JSON.stringify(Object.fromEntries(sizes), undefined, 1)).toBeLessThanOrEqual(firstLoadAtMost);
    // a bundle that is not found would be small too
    expect(total).toBeGreaterThan(50_000);
  });

  it("holds React as it is for people, not for those who write it", () => {
    const scripts = globSync("assets/*.js", { cwd: dist });
    expect(scripts.filter((name) => /react[-_]stack[-_](top|bottom)[-_]frame/.test(read(name)))).toEqual([]);
  });

  it("names no other host that it could ask for anything", () => {
    const foreign = globSync("**/*.{js,css,html}", { cwd: dist }).flatMap((name) =>
      [...read(name).matchAll(/(?:url\(|src=|href=|fetch\(|import\()\s*["'`]?(https?:\/\/[^"'`)\s]+)/g)].map(
        ([, address]) => `${name}: ${address}`,
      ),
    );
    expect(foreign).toEqual([]);
  });
});
