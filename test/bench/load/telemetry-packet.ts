/** The telemetry of one device as a PUBLISH that is encoded once; each next one only has other numbers in the same places. */
import { encodeMessage } from "#protocol/wire/codec.ts";
import type { LogExtent } from "#protocol/wire/hello.ts";
import type { Report } from "#protocol/wire/report.ts";
import type { Sample } from "#protocol/wire/samples.ts";
import { publish } from "../../broker/support/packets.ts";

/** Rows of a message. */
const rowsPerMessage = 3;
const epoch = 77;
/** Large, so that every sequence takes four bytes on the wire. */
const firstSequence = 0x0100_0001;
/** s the first row lies in the past: a generator that is faster than time stays in it. */
const past = 20 * 86_400;

/** What the hello of such a device says of its log. */
export const emptyLog: LogExtent = { stream: "raw", epoch, first: firstSequence, next: firstSequence };

export interface Telemetry {
  /** The next message: good until the next call. */
  next(): Buffer;
}

/** Eleven values. */
const sampleAt = (at: number): Sample => ({
  at,
  output: 0,
  level: 100,
  supplyVoltage: 230.1,
  supplyCurrent: 0.431,
  activePower: 98.7,
  powerFactor: 0.97,
  activeEnergy: 1234.567,
  operatingHours: 1234.5,
  controlGearTemperature: 45,
  switchOnCounter: 300,
  communicationQuality: 77,
  rssi: -80,
});

/** @param report all but the rows; `at` is an EpochMs on a whole second. */
export function telemetryOf(topic: string, packetId: number, report: Report & { at: number }): Telemetry {
  let after = firstSequence - 1;
  let second = report.at / 1000 - past;
  const rows = Array.from({ length: rowsPerMessage }, (_, n) => sampleAt((second + n) * 1000));
  const message: Report = { ...report, batches: [{ stream: "raw", epoch, after, rows }] };
  const bytes = publish(topic, Buffer.from(encodeMessage("report", message, "cbor")), { qos: 1, id: packetId });
  const afterAt = placeOf(bytes, after);
  const secondsAt = rows.map((_, n) => placeOf(bytes, second + n));
  return {
    next() {
      bytes.writeUInt32BE(after, afterAt);
      for (const place of secondsAt) bytes.writeUInt32BE(second++, place);
      after += rowsPerMessage;
      return bytes;
    },
  };
}

/** @returns where the only CBOR integer of four bytes with this value stands. */
function placeOf(bytes: Buffer, value: number): number {
  const wanted = Buffer.from([0x1a, 0, 0, 0, 0]);
  wanted.writeUInt32BE(value, 1);
  const place = bytes.indexOf(wanted);
  if (place < 0 || bytes.indexOf(wanted, place + 1) >= 0) throw new Error(`${value} does not stand once in the packet`);
  return place + 1;
}
