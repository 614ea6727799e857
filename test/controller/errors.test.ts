import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { errorCodes } from "../../controller/errors.ts";

test("every code is used: one that nothing throws is a promise nobody keeps", () => {
  const controller = join(import.meta.dirname, "../../controller");
  const tables = ["errors.ts", "api/messages.ts", "api/statuses.ts"].map((file) => join(controller, file));
  const text = readdirSync(controller, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(controller, file))
    .filter((file) => !tables.includes(file))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n")
    // what a route announces it can answer is not yet thrown by anybody
    .replace(/errors: \[[^\]]*\]/g, "");
  expect(errorCodes.filter((code) => !text.includes(`"${code}"`))).toEqual([]);
});
