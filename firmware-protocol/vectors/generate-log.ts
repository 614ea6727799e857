/** A log that fills up: packed rows, what is thinned, what is lost, and the batches a resend is answered with. */
import { appendRow, extentsOf, fillBatch, formatLog, lostOf } from "../behavior/log.ts";
import { packRow } from "../behavior/log-row.ts";
import type { EventRow, Sample } from "../wire/samples.ts";
import type { VectorFile } from "./vector-file.ts";

const t0 = Date.UTC(2026, 10, 22, 12);
const row = (n: number): Sample => ({ at: t0 + n * 900_000, output: 0, level: 70, activePower: 44.9 });

const rows: readonly (Sample | EventRow)[] = [
  {},
  {
    at: t0,
    output: 0,
    level: 69.5,
    supplyVoltage: 229.3,
    activePower: 44.9,
    powerFactor: 0.95,
    activeEnergy: 12_345.678,
  },
  { bootCount: 7, uptime: 3600, output: 1, rssi: -101, controlGearTemperature: -5 },
  { at: t0, closed: true, selector: "auto", cabinetDoorOpen: false, totalActiveEnergy: 999_999_999.999 },
  { at: t0, type: "supplyVoltageTooLow", state: "start", value: 187.25 },
];

function packed(given: Sample | EventRow): object {
  const buffer = { bytes: new Uint8Array(0), used: 0 };
  packRow(buffer, given);
  return { row: given, packed: buffer.bytes.subarray(0, buffer.used).toHex() };
}

/** A log of 64 raw rows and 64 half-hours after so many rows of each. */
function filled(count: number): object {
  let epoch = 100;
  const log = formatLog({ events: 64, raw: 64, halfHours: 64 }, () => ++epoch);
  for (let n = 1; n <= count; n++) {
    appendRow(log, "raw", row(n));
    if (n % 2 === 0) appendRow(log, "halfHours", row(n));
  }
  return { rows: count, capacity: 64, extents: extentsOf(log) };
}

function resend(epoch: number, fromSequence: number, toSequence: number, budget = 4000): object {
  let next = 100;
  const log = formatLog({ events: 64, raw: 64, halfHours: 64 }, () => ++next);
  for (let n = 1; n <= 200; n++) appendRow(log, "raw", row(n));
  const range = { stream: "raw", epoch, fromSequence, toSequence } as const;
  const lost = lostOf(log, range);
  const answer =
    epoch === log.raw.epoch
      ? fillBatch(log, "raw", lost?.toSequence ?? fromSequence - 1, toSequence, budget, [])
      : undefined;
  const first = answer && { after: answer.batch.after, rows: answer.batch.rows.length, last: answer.last };
  return { resend: range, written: 200, budget, ...(lost && { lost }), ...(first && { firstBatch: first }) };
}

function dated(): object {
  const log = formatLog({ events: 64, raw: 64, halfHours: 64 }, () => 1);
  const undated: Sample = { bootCount: 7, uptime: 65, output: 0, level: 70 };
  appendRow(log, "raw", undated);
  const bootTimes = [{ bootCount: 7, at: t0 + 400 }];
  return { undated, bootTimes, sent: fillBatch(log, "raw", 0, 1, 4000, bootTimes)?.batch.rows[0] };
}

export const logVectors = {
  name: "log.json",
  about:
    "Rows and their packed bytes (our own log's form, a recommendation). A log of capacity 64 after so many rows, every second also a half-hour: oldest sectors of 32 are erased, the capacity is always kept. A resend of a stream of epoch 102 with 200 rows written: what is lost, and the first batch of the answer. A row from before the clock was known is dated when its boot is.",
  cases: () => [
    ...rows.map(packed),
    ...[0, 1, 64, 95, 96, 97, 200, 400].map(filled),
    resend(102, 150, 160),
    resend(102, 1, 200),
    resend(102, 5, 20),
    resend(102, 190, 300),
    resend(102, 300, 310),
    resend(77, 3, 9),
    resend(102, 150, 200, 300),
    dated(),
  ],
} satisfies VectorFile;
