/** The bench itself: small and short, so that it still works on the day somebody needs its figures. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import type { Result } from "../bench/results.ts";
import { allRows } from "../bench/rows/all-rows.ts";
import { hasMosquitto } from "../support/start-mosquitto.ts";
import { createTempFolder } from "../support/temp-folder.ts";

const bench = fileURLToPath(new URL("../bench/main.ts", import.meta.url));
const runtime = fileURLToPath(new URL("../../node_modules/.bin/node", import.meta.url));
/** Two rows use every load generator but the simulated city, and every peer but the plainest. */
const names = ["return", "telemetry"];

it.skipIf(!hasMosquitto)("the bench measures rows beside their peers and writes the figures down", async () => {
  using folder = createTempFolder("bench");
  const out = folder.of("figures.json");
  const only = names.flatMap((name) => ["--only", name]);
  await promisify(execFile)(runtime, [bench, "--quick", "--out", out, ...only]);
  const { results } = JSON.parse(readFileSync(out, "utf8")) as { results: Result[] };
  expect(results.map(({ name }) => name)).toEqual(names);
  for (const { figures } of results) {
    for (const { samples } of figures) for (const sample of samples) expect(sample).not.toBeNaN();
  }
  const rates = results.find(({ name }) => name === "telemetry")!.figures;
  const subjects = new Set(rates.map(({ subject }) => subject));
  expect(subjects).toEqual(new Set(["Den", "bare Aedes", "Mosquitto"]));
  expect(rates.find(({ measure }) => measure.endsWith("not on disk"))?.median).toBe(0);
});

it("the bench refuses a row it does not have, and names those it has", async () => {
  const refused = promisify(execFile)(runtime, [bench, "--only", "speed"]);
  await expect(refused).rejects.toMatchObject({
    code: 2,
    stderr: expect.stringContaining(allRows.map(({ name }) => name).join(", ")),
  });
});
