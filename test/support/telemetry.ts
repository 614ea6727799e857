/** Messages with rows, as devices send them. */
import type { Arrival } from "../../controller/core/telemetry/ports.ts";
import { extentsOf } from "../../controller/core/telemetry/rows.ts";
import { encodeMessage } from "../../firmware-protocol/wire/codec.ts";
import type { MessageOf } from "../../firmware-protocol/wire/messages.ts";
import type { Sample } from "../../firmware-protocol/wire/samples.ts";
import type { Encoding } from "../../firmware-protocol/wire/vocabulary.ts";

/** 2026-09-21, on a whole second as the wire carries it. */
export const start = 1_790_000_000_000;
export const fullRange = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** The row with this sequence; a row every five minutes. */
export function sampleAt(sequence: number): Sample & { at: number } {
  return {
    at: start + sequence * 300_000,
    output: 0,
    level: 50,
    supplyVoltage: 230.1,
    supplyCurrent: 0.431,
    activePower: 98.7,
    powerFactor: 0.97,
    activeEnergy: 1000 + sequence / 1000,
    operatingHours: 1234.5,
    controlGearTemperature: 45,
    switchOnCounter: 300,
    communicationQuality: 77,
    rssi: -80,
  };
}

/** @param receivedAt EpochMs; by default long after every row was taken. */
export function arrivalOf<K extends Arrival["kind"]>(
  device: string,
  kind: K,
  message: MessageOf[K],
  encoding: Encoding = "cbor",
  receivedAt = start + 365 * 86_400_000,
): Arrival {
  const bytes = encodeMessage(kind, message, encoding);
  return { device, receivedAt, kind, encoding, bytes, extents: extentsOf(message) };
}
