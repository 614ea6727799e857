/** How long the same questions take at the journal and at InfluxDB 1.6, which hold the same rows. */
import { monitorEventLoopDelay } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { createSystemClock } from "../../../controller/clock.ts";
import { forwardingLimits } from "../../../controller/core/telemetry/forwarding.ts";
import type { SourceSpan, TelemetryHistory } from "../../../controller/core/telemetry/ports.ts";
import { createForwarder } from "../../../controller/engine/telemetry/forwarder.ts";
import { silentLog } from "../../../controller/log.ts";
import { createInfluxHistory } from "../../../controller/stores/telemetry/influx/history.ts";
import { openInfluxV1 } from "../../../controller/stores/telemetry/influx/influx-v1.ts";
import { openSqliteJournal, type SqliteJournal } from "../../../controller/stores/telemetry/sqlite.ts";
import { createRng } from "../../../firmware-protocol/behavior/random.ts";
import { until } from "../../support/api-client.ts";
import { startInflux } from "../../support/start-influx.ts";
import { arrivalOf } from "../../support/telemetry.ts";
import { createTempFolder } from "../../support/temp-folder.ts";
import { machineTime } from "../program.ts";
import { atMost, type Figure, type Row } from "../row.ts";
import type { Size } from "../size.ts";

const minute = 60_000;
const day = 86_400_000;
const days = 30;
/** A row every five minutes, as in service. */
const period = 5 * minute;
/** Rows of one message, as a lamp sends them that was away. */
const rowsPerMessage = 64;
/** Times each question is asked. */
const rounds = 5;
/** Messages handed to the journal before it is waited for. */
const atOnce = 2_000;

/** Every device has the last row; those of the area have a month before it. */
async function fill(journal: SqliteJournal, devices: number, area: number, end: number): Promise<void> {
  let handed = 0;
  for (let d = 0; d < devices; d++) {
    const rows = d < area ? (days * day) / period : 1;
    for (let first = 0; first < rows; first += rowsPerMessage) {
      const count = Math.min(rowsPerMessage, rows - first);
      const samples = Array.from({ length: count }, (_, n) => ({
        at: end - (rows - first - n) * period,
        output: 0,
        level: 50 + (n % 50),
        supplyVoltage: 228 + (n % 9),
        supplyCurrent: 0.2,
        activePower: 40 + ((d + n) % 40),
        powerFactor: 0.95,
        activeEnergy: 1000 + (first + n) / 250,
        controlGearTemperature: 40 + (n % 20),
      }));
      const batches = [{ stream: "raw" as const, epoch: 7, after: first, rows: samples }];
      journal.append(arrivalOf(`lamp-${d}`, "report", { states: [], batches }, "cbor", end));
      if (++handed % atOnce === 0) await journal.flushed();
    }
  }
  await journal.folded();
  await journal.rolledUp();
}

async function measure({ devices }: Size): Promise<Figure[]> {
  using folder = createTempFolder("bench-histories");
  await using influx = await startInflux();
  const clock = createSystemClock();
  const end = Math.floor(clock.now() / day) * day;
  const area = Math.max(5, Math.round(devices / 50));
  const journal = await openSqliteJournal({ path: folder.of("telemetry.sqlite") });
  const target = openInfluxV1({ url: influx.url, database: influx.database, timeout: 120_000 });
  try {
    await fill(journal, devices, area, end);
    const rows = area * ((days * day) / period) + devices - area;
    await journal.outgoing.aim(target.name);
    const began = machineTime();
    const forwarder = createForwarder({
      clock,
      rng: createRng(1),
      outgoing: journal.outgoing,
      target,
      audit: { after: async () => [] },
      log: silentLog,
      limits: forwardingLimits,
    });
    await until(
      async () => forwarder.status().state,
      (state) => state === "following",
      600_000,
    );
    const backfill = rows / ((machineTime() - began) / 1000);
    await forwarder.close();

    const of = (d: number): SourceSpan => ({ device: `lamp-${d}`, output: 0, from: 0, to: Number.MAX_SAFE_INTEGER });
    const lamps = Array.from({ length: area }, (_, d) => of(d));
    const edges = Array.from({ length: days + 1 }, (_, n) => end - (days - n) * day);
    const everyone = Array.from({ length: devices }, (_, d) => ({ device: `lamp-${d}`, output: 0 }));
    const questions: [string, (history: TelemetryHistory) => Promise<readonly unknown[]>][] = [
      [
        "one lamp for a day",
        (history) => history.series({ spans: [of(1)], from: end - day, to: end, stream: "raw", limit: 1_000 }),
      ],
      [
        `an area of ${area} lamps for a month by day`,
        (history) => history.aggregate({ spans: lamps, edges, quantities: ["activePower", "level"] }),
      ],
      [`${devices} latest values`, (history) => history.latest(everyone)],
    ];
    const subjects: [string, TelemetryHistory][] = [
      ["journal", journal],
      ["InfluxDB 1.6", createInfluxHistory(target)],
    ];
    const figures: Figure[] = [
      { subject: "InfluxDB 1.6", measure: `backfill of ${rows} rows`, unit: "rows/s", value: backfill },
    ];
    for (const [question, ask] of questions) {
      const answers = new Set<string>();
      for (const [subject, history] of subjects) {
        const times: number[] = [];
        for (let round = 0; round < rounds; round++) {
          const asked = machineTime();
          const answer = await ask(history);
          times.push(machineTime() - asked);
          answers.add(JSON.stringify(answer));
        }
        figures.push({ subject, measure: question, unit: "ms", value: times.sort((a, b) => a - b)[rounds >> 1]! });
      }
      if (answers.size !== 1) throw new Error(`journal and InfluxDB differ about ${question}`);
    }
    return [...figures, ...(await besideLong(journal, lamps, end))];
  } finally {
    await journal.close();
  }
}

const loopDelay = "event loop of the asker, p99, beside a long question";
const shortBeside = "newest value of a lamp, p99, beside a long question";

/** What others feel while somebody asks for every quarter of an hour of a month, which no roll-up answers. */
async function besideLong(journal: TelemetryHistory, spans: readonly SourceSpan[], end: number): Promise<Figure[]> {
  const edges = Array.from({ length: days * 96 + 1 }, (_, n) => end - days * day + n * 15 * minute);
  const loop = monitorEventLoopDelay({ resolution: 1 });
  const times: number[] = [];
  let isDone = false;
  loop.enable();
  const long = journal.aggregate({ spans, edges, quantities: ["activePower"] }).finally(() => {
    isDone = true;
  });
  do {
    const asked = machineTime();
    await journal.latest([{ device: "lamp-1", output: 0 }]);
    times.push(machineTime() - asked);
    await sleep(20);
  } while (!isDone);
  await long;
  loop.disable();
  times.sort((a, b) => a - b);
  return [
    { subject: "journal", measure: loopDelay, unit: "ms", value: loop.percentile(99) / 1e6 },
    { subject: "journal", measure: shortBeside, unit: "ms", value: times[Math.floor(times.length * 0.99)]! },
  ];
}

export const histories: Row = {
  name: "histories",
  title: "the same questions at the journal and at InfluxDB 1.6, with the same rows; median of five",
  run: measure,
  aims: [
    atMost(50, "journal", loopDelay, "the API's loop ≤ 50 ms"),
    atMost(500, "journal", shortBeside, "a short question beside a long one ≤ 500 ms"),
  ],
};
