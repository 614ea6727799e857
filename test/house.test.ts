/** Rules of the house that no linter knows: every source file says what it is for, and the product runs on what it declares. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { importsOf } from "./support/imports-of.ts";
import { sourceFiles, topFolder } from "./support/source-files.ts";

const product = sourceFiles("firmware-protocol", "broker", "controller", "simulator");

/** A doc comment with a full sentence, at once or after the line that names the interpreter. */
const opening = /^(#!.*\n)?\/\*\*[\s*]+[^\s*][\s\S]*?[.:][\s\S]*?\*\//;

describe("every source file", () => {
  test("opens with a sentence that says what lives in it", () => {
    const silent = [...product, ...sourceFiles("test/support")].filter(({ text }) => !opening.test(text));
    expect(silent.map(({ path }) => path)).toEqual([]);
  });
});

describe("the product", () => {
  test("runs on packages that it declares and not on those of its tests", () => {
    const { dependencies } = JSON.parse(readFileSync(join(topFolder, "package.json"), "utf8")) as {
      dependencies: Record<string, string>;
    };
    const missing = product.flatMap(({ path, text }) =>
      importsOf(text)
        .filter(({ specifier, typeOnly }) => !typeOnly && !/^(node:|\.|#)/.test(specifier))
        .map(({ specifier }) =>
          specifier
            .split("/")
            .slice(0, specifier.startsWith("@") ? 2 : 1)
            .join("/"),
        )
        .filter((name) => !(name in dependencies))
        .map((name) => `${path} needs ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
