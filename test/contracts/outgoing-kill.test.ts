/** The queue of rows for another database, through kill -9 at any moment: it holds what the series hold, each row once. */
import { spawn } from "node:child_process";
import { expect, test } from "vitest";
import { openSqliteJournal } from "../../controller/stores/telemetry/sqlite.ts";
import { createRng, nextFraction } from "../../firmware-protocol/behavior/random.ts";
import { sampleAt } from "../support/telemetry.ts";
import { createTempFolder } from "../support/temp-folder.ts";

const kills = process.env.DEN_TEST_LONG === "1" ? 40 : 4;
const devices = 23;
const rowsPerMessage = 3;
const always = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** Runs the feeder until it has lived `life` ms after its first commit, then kills it. */
function feedUntilKilled(path: string, from: number, life: number): Promise<void> {
  const feeder = spawn(
    process.execPath,
    [
      new URL("../support/journal-feeder.ts", import.meta.url).pathname,
      path,
      ...[devices, rowsPerMessage, from].map(String),
    ],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let complaint = "";
  feeder.stderr.on("data", (part) => {
    complaint += part;
  });
  feeder.stdout.once("data", () => setTimeout(() => feeder.kill("SIGKILL"), life));
  return new Promise((resolve, reject) => {
    feeder.on("exit", (_code, signal) => {
      if (signal === "SIGKILL") resolve();
      else reject(new Error(`the feeder ended by itself: ${complaint}`));
    });
  });
}

test(
  `after each of ${kills} kill -9 the queue holds every new row of the series once, and what was settled stays away`,
  async () => {
    using folder = createTempFolder("outgoing-kill");
    const path = folder.of("telemetry.sqlite");
    const rng = createRng(20_261_123);
    const first = await openSqliteJournal({ path });
    await first.outgoing.aim("another database");
    await first.outgoing.begin();
    await first.close();

    /** Lines that were taken out of the queue and settled. */
    const forwarded: string[] = [];
    for (let kill = 0, next = 1; kill < kills; kill++, next += 20_000) {
      await feedUntilKilled(path, next, Math.floor(nextFraction(rng) * 400));
      const journal = await openSqliteJournal({ path, foldDelay: 1 });
      await journal.folded();
      const waiting = await journal.outgoing.next("queue", Number.MAX_SAFE_INTEGER);
      const lines = waiting === undefined ? [] : waiting.lines.split("\n");
      expect(journal.outgoing.figures().rows).toBe(lines.length);

      const queued = new Set([...forwarded, ...lines].map(placeOf));
      expect(queued.size, "no row twice").toBe(forwarded.length + lines.length);
      for (let n = 0; n < devices; n++) {
        const device = `lamp-${n}`;
        const spans = [{ device, output: 0, ...always }];
        const rows = await journal.series({ spans, ...always, stream: "raw", limit: Number.MAX_SAFE_INTEGER });
        const missing = rows.filter(({ at }) => !queued.has(`${device} ${at}`));
        expect(missing, `rows of ${device} that are not queued`).toEqual([]);
        for (const { at } of rows) queued.delete(`${device} ${at}`);
      }
      expect([...queued], "queued and in no series").toEqual([]);

      // every second time the rows are forwarded, and the confirmation outlives the next kill
      if (kill % 2 === 0 && waiting !== undefined) {
        await journal.outgoing.settle(waiting.mark, []);
        forwarded.push(...lines);
      }
      await journal.close();
    }
    expect(forwarded.length).toBeGreaterThan(devices * rowsPerMessage);
  },
  kills * 30_000,
);

/** Device and time of a line; the feeder writes a row every five minutes, so both name it. */
function placeOf(line: string): string {
  const device = /device=([\w-]+)/.exec(line)?.[1];
  const at = Number(/ (\d{13})\d{6}$/.exec(line)?.[1]);
  expect(at).toBe(sampleAt(Number(/sequence=(\d+)i/.exec(line)?.[1])).at);
  return `${device} ${at}`;
}
