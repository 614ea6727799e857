import { afterAll, beforeAll, expect, test } from "vitest";
import type { Person } from "../../../../controller/core/people/model.ts";
import { createTelemetryExport, type TelemetryExport } from "../../../../controller/engine/telemetry/export.ts";
import { createHistories } from "../../../../controller/engine/telemetry/histories.ts";
import { openSqliteJournal, type SqliteJournal } from "../../../../controller/stores/telemetry/sqlite.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";
import { arrivalOf } from "../../../support/telemetry.ts";
import { createTempFolder, type TempFolder } from "../../../support/temp-folder.ts";

const begin = Date.UTC(2026, 8, 1);
const second = 1000;
const rowCount = 10_000;
/** More rows of one instant than a page takes, as a bench can send them. */
const crowd = 2_500;
const query = {
  of: { subject: { lampId: "l1" } },
  stream: "raw",
  language: "en",
  quantities: ["activePower"],
} as const;
const kept = { rows: 90, halfHours: 400, hours: 1_095 };
const period = { from: begin, to: begin + 2 * rowCount * second };

let folder: TempFolder;
let journal: SqliteJournal;
let exports: TelemetryExport;
let pages = 0;
beforeAll(async () => {
  folder = createTempFolder("export");
  journal = await openSqliteJournal({ path: folder.of("t.sqlite"), commitDelay: 1, foldDelay: 1 });
  const send = (device: string, epoch: number, after: number, rows: object[]) =>
    journal.append(
      arrivalOf(device, "report", { states: [], batches: [{ stream: "raw", epoch, after, rows }] }, "cbor", period.to),
    );
  for (let first = 0; first < rowCount; first += 50) {
    const rows = Array.from({ length: 50 }, (_, n) => ({
      at: begin + (first + n) * second,
      output: 0,
      activePower: n,
    }));
    send("d1", 7, first, rows);
    if (first < crowd)
      send(
        "d2",
        0,
        0,
        rows.map((row) => ({ ...row, at: begin })),
      );
  }
  await journal.folded();
  const counted = {
    ...journal,
    series(...asked: Parameters<SqliteJournal["series"]>) {
      pages++;
      return journal.series(...asked);
    },
  };
  const clock = createFakeClock(period.to);
  const span = (device: string) => ({ device, output: 0, from: 0, to: Number.MAX_SAFE_INTEGER });
  exports = createTelemetryExport({
    clock,
    histories: createHistories({ clock, journal: counted, kept }),
    subjects: {
      spansOf: async (_, subject) => [span("lampId" in subject && subject.lampId === "l2" ? "d2" : "d1")],
      spansOfLamps: async () => [],
      lampsOf: () => [],
      deviceOf: () => undefined,
    },
    timeZone: "UTC",
  });
});
afterAll(async () => {
  await journal.close();
  folder.remove();
});

const person = {} as Person;

test("every row is written once and in order, page after page", async () => {
  let text = "";
  let longest = 0;
  for await (const piece of await exports.lines(person, { ...query, ...period })) {
    text += piece;
    longest = Math.max(longest, piece.length);
  }
  const lines = text.split("\r\n");
  expect(lines).toHaveLength(rowCount + 2);
  const times = lines.slice(1, -1).map((line) => Date.parse(line.split(",")[2]!));
  expect(times).toEqual(Array.from({ length: rowCount }, (_, n) => begin + n * second));
  expect(longest).toBeLessThan(20_000);
});

test("nothing is read ahead of whoever takes the lines, and nothing more once he leaves", async () => {
  pages = 0;
  const lines = await exports.lines(person, { ...query, ...period });
  expect(pages).toBe(0);
  await lines.next();
  await lines.next();
  expect(pages).toBe(1);
  await lines.return(undefined);
  expect(pages).toBe(1);
});

test("an instant with more rows than a page ends all the same", async () => {
  let text = "";
  for await (const piece of await exports.lines(person, { ...query, ...period, of: { subject: { lampId: "l2" } } }))
    text += piece;
  // what does not fit into a page of one instant is left out rather than read for ever
  expect(text.split("\r\n").length - 2).toBeGreaterThan(2_000);
});
