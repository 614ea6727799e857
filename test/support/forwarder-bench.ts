/** A journal, a forwarder and what was fed into them, to be compared with what a real InfluxDB says it has. */
import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import { createSystemClock } from "../../controller/clock.ts";
import type { AuditLine } from "../../controller/core/people/audit.ts";
import { forwardingLimits } from "../../controller/core/telemetry/forwarding.ts";
import { createForwarder, type Forwarder } from "../../controller/engine/telemetry/forwarder.ts";
import { silentLog } from "../../controller/log.ts";
import type { InfluxConnection } from "../../controller/stores/telemetry/influx/connection.ts";
import { openSqliteJournal, type SqliteJournal } from "../../controller/stores/telemetry/sqlite.ts";
import { createRng } from "../../firmware-protocol/behavior/random.ts";
import type { Sample } from "../../firmware-protocol/wire/samples.ts";
import type { Influx } from "./start-influx.ts";
import { arrivalOf } from "./telemetry.ts";
import { createTempFolder, type TempFolder } from "./temp-folder.ts";

export const clock = createSystemClock();
/** EpochMs of row 0. */
export const began = Math.floor(clock.now() / 1000) * 1000 - 3_600_000;
/** Quick enough for a test, otherwise as in service. */
export const benchLimits = { ...forwardingLimits, mostRows: 500, fewestRows: 50, firstWait: 20, longestWait: 200 };

export interface ForwarderBench extends AsyncDisposable {
  readonly journal: SqliteJournal;
  readonly forwarder: () => Forwarder;
  /** Rows of one message: row n of device d has power d × 1000 + n. Every third message comes twice. */
  feed(devices: number, first: number, rows: number): void;
  /** Everything fed is in InfluxDB, each row once. */
  complete(within?: number): Promise<void>;
  /** Ends the forwarder and the journal and opens them again, as a restart does. */
  restart(): Promise<void>;
}

export interface ForwarderBenchOptions {
  readonly influx: Pick<Influx, "series">;
  readonly target: () => InfluxConnection;
  readonly audit?: readonly AuditLine[];
  readonly maxOutgoingBytes?: number;
  readonly mostRefused?: number;
  /** Feeds and folds before there is a forwarder. */
  readonly before?: (bench: Pick<ForwarderBench, "feed" | "journal">) => Promise<void>;
}

/** Opens a journal and a forwarder that follows it. */
export async function openForwarderBench(options: ForwarderBenchOptions): Promise<ForwarderBench> {
  const folder: TempFolder = createTempFolder("forwarder");
  /** Power of each row that was fed, by device. */
  const fed = new Map<string, Map<number, number>>();
  const openJournal = () =>
    openSqliteJournal({
      path: folder.of("telemetry.sqlite"),
      commitDelay: 1,
      foldDelay: 5,
      ...(options.maxOutgoingBytes === undefined ? {} : { maxOutgoingBytes: options.maxOutgoingBytes }),
    });
  let journal = await openJournal();
  let forwarder: Forwarder;
  const feed: ForwarderBench["feed"] = (devices, first, rows) => {
    for (let d = 0; d < devices; d++) {
      const device = `d${d}`;
      const powers = fed.get(device) ?? new Map<number, number>();
      fed.set(device, powers);
      const samples: Sample[] = Array.from({ length: rows }, (_, n) => {
        const sequence = first + n;
        powers.set(sequence, d * 1000 + sequence);
        return { at: began + sequence * 1000, output: 0, activePower: d * 1000 + sequence, level: 50.5 };
      });
      const batches = [{ stream: "raw" as const, epoch: 7, after: first - 1, rows: samples }];
      const arrival = arrivalOf(device, "report", { states: [], batches }, "cbor", clock.now());
      journal.append(arrival);
      if (d % 3 === 0) journal.append(arrival);
    }
  };
  await options.before?.({ feed, journal });
  const start = async () => {
    const target = options.target();
    await journal.outgoing.aim(target.name);
    forwarder = createForwarder({
      clock,
      rng: createRng(1),
      outgoing: journal.outgoing,
      target,
      audit: { after: async (sequence) => (options.audit ?? []).filter((line) => line.sequence > sequence) },
      log: silentLog,
      limits: { ...benchLimits, mostRefused: options.mostRefused ?? benchLimits.mostRefused },
    });
  };
  await start();
  const sums = async () =>
    (await options.influx.series('SELECT count("sequence"), sum("activePower") FROM "raw" GROUP BY "device"')).map(
      ({ tags, values }) => [tags?.device, values[0]?.[1], values[0]?.[2]],
    );
  return {
    get journal() {
      return journal;
    },
    forwarder: () => forwarder,
    feed,
    async complete(within = 30_000) {
      await journal.folded();
      const truth = [...fed]
        .map(([device, rows]) => [device, rows.size, [...rows.values()].reduce((a, b) => a + b, 0)])
        .sort();
      for (const end = clock.now() + within; clock.now() < end; await sleep(20)) {
        const { rows, backfilling, recording } = forwarder.status();
        if (rows === 0 && !backfilling && recording) break;
      }
      expect((await sums()).sort()).toEqual(truth);
    },
    async restart() {
      await forwarder.close();
      await journal.close();
      journal = await openJournal();
      await start();
    },
    async [Symbol.asyncDispose]() {
      await forwarder.close();
      await journal.close();
      folder.remove();
    },
  };
}
/** @throws Error if it does not come to pass within 30 s. */
export async function until(what: () => boolean): Promise<void> {
  for (const end = clock.now() + 30_000; !what(); await sleep(10)) {
    if (clock.now() > end) throw new Error("it did not come to pass within 30 s");
  }
}
