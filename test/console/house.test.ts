/** Rules of the console that no linter knows, read from its sources. */
import { expect, test } from "vitest";
import { sourceFiles } from "../support/source-files.ts";

const files = sourceFiles("controller/console");
const filesWith = (pattern: RegExp) => files.filter(({ text }) => pattern.test(text)).map(({ path }) => path);

test("a chooser that is typed into finds without marks, or has the controller find", () => {
  expect(filesWith(/\bsearchable\b/)).toEqual([
    "controller/console/parts/folded-select.tsx",
    "controller/console/parts/found-select.tsx",
  ]);
});

test("days and months are asked for by fields of the console: the browser's own follow the computer and not the site", () => {
  expect(filesWith(/type="(date|datetime-local|time|month|week)"/)).toEqual([]);
});
