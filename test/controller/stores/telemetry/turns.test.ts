import { afterAll, beforeAll, expect, test } from "vitest";
import type { SourceSpan } from "../../../../controller/core/telemetry/ports.ts";
import { openSqliteJournal, type SqliteJournal } from "../../../../controller/stores/telemetry/sqlite.ts";
import { arrivalOf } from "../../../support/telemetry.ts";
import { createTempFolder, type TempFolder } from "../../../support/temp-folder.ts";

const minute = 60_000;
const day = 86_400_000;
const begin = Date.UTC(2026, 8, 1);
const lamps = 60;
const days = 5;

let folder: TempFolder;
let journal: SqliteJournal;
beforeAll(async () => {
  folder = createTempFolder("turns");
  journal = await openSqliteJournal({ path: folder.of("t.sqlite"), commitDelay: 1, foldDelay: 1 });
  for (let lamp = 0; lamp < lamps; lamp++) {
    for (let n = 0; n < days * 6; n++) {
      const at = begin + n * 4 * 60 * minute;
      const rows = Array.from({ length: 48 }, (_, k) => ({ at: at + k * 5 * minute, output: 0, activePower: k }));
      const batch = { stream: "raw" as const, epoch: 7, after: n * 48, rows };
      journal.append(arrivalOf(`lamp-${lamp}`, "report", { states: [], batches: [batch] }, "cbor", at + day / 6));
    }
    if (lamp % 20 === 0) await journal.flushed();
  }
  await journal.folded();
});
afterAll(async () => {
  await journal.close();
  folder.remove();
});

const of = (lamp: number): SourceSpan => ({
  device: `lamp-${lamp}`,
  output: 0,
  from: 0,
  to: Number.MAX_SAFE_INTEGER,
});
/** Every row of every lamp has to be read for it: edges lie within half-hours. */
const long = () => {
  const edges = Array.from({ length: days * 96 }, (_, n) => begin + 7 * minute + n * 15 * minute);
  return { spans: Array.from({ length: lamps }, (_, n) => of(n)), edges, quantities: ["activePower"] as const };
};
const latest = () => journal.latest([{ device: "lamp-1", output: 0 }]);

test("a short question is answered while a long one is at work, and commits go on beside both", async () => {
  let longDone = false;
  const asked = journal.aggregate(long()).then((points) => {
    longDone = true;
    return points;
  });
  let shorts = 0;
  while (!longDone && shorts < 20) {
    const from = performance.now();
    journal.append(
      arrivalOf("other", "report", {
        states: [],
        batches: [{ stream: "raw", epoch: 0, after: 0, rows: [{ activePower: 1 }] }],
      }),
    );
    await journal.flushed();
    expect(await latest()).toHaveLength(1);
    if (!longDone) shorts++;
    // a turn of the other one, and its own; wide, because other work may have the processor
    expect(performance.now() - from).toBeLessThan(2_000);
  }
  expect(shorts).toBeGreaterThan(3);
  expect((await asked).length).toBe(days * 96 - 1);
});

test("a question nobody waits for any more leaves the thread to others", async () => {
  const whole = performance.now();
  await journal.aggregate(long());
  const took = performance.now() - whole;
  const leaving = new AbortController();
  const asked = [1, 2, 3, 4, 5].map(() => journal.aggregate(long(), leaving.signal));
  await latest();
  leaving.abort(new Error("left"));
  for (const each of asked) await expect(each).rejects.toThrow("left");
  // five times the work is not done before the next question is
  const from = performance.now();
  await journal.aggregate(long());
  expect(performance.now() - from).toBeLessThan(took * 3);
});
