import { spawn } from "node:child_process";
import { DatabaseSync } from "node:sqlite";
import { expect, test } from "vitest";
import { RangeSet } from "../../controller/core/telemetry/range-set.ts";
import { forwardableTables } from "../../controller/stores/telemetry/file/schema.ts";
import { openSqliteJournal, type SqliteJournal } from "../../controller/stores/telemetry/sqlite.ts";
import { createRng, nextFraction } from "../../firmware-protocol/behavior/random.ts";
import { quantityNames } from "../../firmware-protocol/wire/samples.ts";
import { straightBuckets, straightEnergy } from "../support/straight-buckets.ts";
import { fullRange, sampleAt } from "../support/telemetry.ts";
import { createTempFolder } from "../support/temp-folder.ts";

const kills = process.env.DEN_TEST_LONG === "1" ? 60 : 5;
const devices = 37;
const rows = 3;

/** Runs the feeder until it has lived `life` ms after its first commit, then kills it. @returns messages it said were committed. */
function feedUntilKilled(path: string, from: number, life: number): Promise<number> {
  const feeder = spawn(
    process.execPath,
    [new URL("../support/journal-feeder.ts", import.meta.url).pathname, path, ...[devices, rows, from].map(String)],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let said = "";
  let complaint = "";
  feeder.stderr.on("data", (part) => {
    complaint += part;
  });
  feeder.stdout.on("data", (part) => {
    if (said === "") setTimeout(() => feeder.kill("SIGKILL"), life);
    said += part;
  });
  return new Promise((resolve, reject) => {
    feeder.on("exit", (_code, signal) => {
      const whole = said.split("\n").slice(0, -1);
      if (signal !== "SIGKILL" || whole.length === 0) reject(new Error(`the feeder ended by itself: ${complaint}`));
      else resolve(Number(whole.at(-1)));
    });
  });
}

/** Days from the first row to beyond the last. */
function edgesOver(samples: readonly { at: number }[]): number[] {
  const day = 86_400_000;
  const first = Math.floor(samples[0]!.at / day) * day;
  return Array.from({ length: Math.ceil((samples.at(-1)!.at - first) / day) + 1 }, (_, n) => first + n * day);
}

/** What is told of a device by day: from roll-ups where there are, from rows where the kill came before them. */
async function rollUpsOf(journal: SqliteJournal, device: string) {
  const spans = [{ device, output: 0, from: 0, to: Number.MAX_SAFE_INTEGER }];
  const series = await journal.series({ spans, ...fullRange, stream: "raw", limit: Number.MAX_SAFE_INTEGER });
  const edges = edgesOver(series);
  const [summaries] = await journal.summaries({ spans, edges, quantities: quantityNames });
  const [energy] = await journal.energyOf({ spans, edges, counter: "activeEnergy" });
  return { buckets: summaries!.buckets, energy: energy!.buckets };
}

test(
  `after each of ${kills} kill -9, all that was called committed is there once, and book and roll-ups agree with the rows`,
  async () => {
    using folder = createTempFolder("journal-kill");
    const path = folder.of("telemetry.sqlite");
    const rng = createRng(20_260_921);
    /** Rows each device surely has, by what the feeders said. */
    let next = 1;
    const sure = new RangeSet();
    for (let kill = 0; kill < kills; kill++) {
      const committed = await feedUntilKilled(path, next, Math.floor(nextFraction(rng) * 400));
      // every device has all its rows of the whole rounds
      const wholeRounds = Math.floor(committed / devices);
      if (wholeRounds > 0) sure.add(next, next + wholeRounds * rows - 1);

      const journal = await openSqliteJournal({ path, foldDelay: 1 });
      if (kill % 2 === 0) {
        await journal.folded();
        for (let n = 0; n < devices; n++) {
          // the book in memory, made of what was folded before and after the kill
          const missing = await journal.missing(`lamp-${n}`, []);
          for (const gap of missing) expect(sure.overlap(gap.fromSequence, gap.toSequence)).toBe(0);
        }
      }
      const told = new Map<number, Awaited<ReturnType<typeof rollUpsOf>>>();
      if (kill % 2 === 0) for (const n of [0, devices - 1]) told.set(n, await rollUpsOf(journal, `lamp-${n}`));
      await journal.close();

      const db = new DatabaseSync(path, { readOnly: true });
      expect(db.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
      if (kill % 2 === 0) {
        for (let n = 0; n < devices; n++) {
          const number = db.prepare("SELECT number FROM devices WHERE id = ?").get(`lamp-${n}`)?.number as number;
          const stored = forwardableTables(db)
            .flatMap(({ name }) => db.prepare(`SELECT sequence, at FROM ${name} WHERE device = ?`).all(number))
            .sort((a, b) => (a.sequence as number) - (b.sequence as number));
          const held = RangeSet.parse(db.prepare("SELECT held FROM logs WHERE device = ?").get(number)?.held as string);
          expect(stored).toHaveLength(held.size);
          expect(new Set(stored.map(({ sequence }) => sequence)).size).toBe(stored.length);
          for (const { sequence, at } of stored) {
            if (!held.has(sequence as number)) expect.fail(`row ${sequence} of lamp-${n} is not in the book`);
            if (at !== sampleAt(sequence as number).at) expect.fail(`row ${sequence} of lamp-${n} is another one`);
          }
          const said = told.get(n);
          if (said !== undefined) {
            const samples = stored.map(({ sequence }) => sampleAt(sequence as number));
            expect(said.buckets).toEqual(straightBuckets(samples, edgesOver(samples)));
            const energy = straightEnergy(samples, edgesOver(samples), "activeEnergy");
            expect(said.energy).toHaveLength(energy.length);
            for (const [i, bucket] of energy.entries()) {
              expect(Math.abs(said.energy[i]!.energy - bucket.energy)).toBeLessThan(1e-6);
            }
          }
          for (const { first, last } of sure) expect(held.overlap(first, last)).toBe(last - first + 1);
        }
      }
      db.close();
      // far enough that rounds the killed feeder committed without saying so are never sent again with other rows
      next += 20_000;
    }
  },
  kills * 20_000,
);
