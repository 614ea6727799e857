/** When the console has to be built before it is served. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { isStale } from "../../../controller/console/build/bundle.ts";
import { digestOfSources } from "../../../controller/console/build/sources.ts";
import { createTempFolder } from "../../support/temp-folder.ts";

test("a console is built anew where there is none, where its sources are others, and else not", () => {
  const temp = createTempFolder("stale");
  onTestFinished(() => temp[Symbol.dispose]());
  expect(isStale(temp.path)).toBe(true);
  const stamp = join(temp.path, "sources.sha256");
  writeFileSync(stamp, "of other sources");
  expect(isStale(temp.path)).toBe(true);
  writeFileSync(stamp, digestOfSources());
  expect(isStale(temp.path)).toBe(false);
});
