/** Rows of a device's log: what was measured, what happened, and the batches they travel in. */
import { z } from "zod";
import { maxBatchRows } from "./limits.ts";
import { EpochMs, Output, Percent, Seconds, u16, u32 } from "./units.ts";
import { eventStates, eventTypes, selectorPositions, streams } from "./vocabulary.ts";

/** When a row was taken: by the clock, or by boot and uptime where the clock was not known yet; it is dated later. */
const when = {
  at: EpochMs.optional(),
  bootCount: u32.optional(),
  uptime: Seconds.optional(),
};

/** Values of one output or meter. A value that is unsupported or unavailable is absent, never a number. */
const quantities = {
  level: Percent,
  /** V */ supplyVoltage: z.number().min(0).max(1000),
  /** V, lowest of the half-hour */ supplyVoltageMin: z.number().min(0).max(1000),
  /** V, highest of the half-hour */ supplyVoltageMax: z.number().min(0).max(1000),
  /** A */ supplyCurrent: z.number().min(0).max(1000),
  /** W */ activePower: z.number().min(-1_000_000).max(1_000_000),
  /** var */ reactivePower: z.number().min(-1_000_000).max(1_000_000),
  /** 0…1 */ powerFactor: z.number().min(0).max(1),
  /** Hz */ frequency: z.number().min(0).max(1000),
  /** kWh, cumulative */ activeEnergy: z.number().min(0).max(4_294_967),
  /** h, cumulative */ operatingHours: z.number().min(0).max(1_000_000),
  /** s lit within the half-hour */ litSeconds: u16,
  /** times switched on, cumulative */ switchOnCounter: u32,
  /** losses of supply, cumulative */ supplyLossCount: u32,
  /** °C */ controlGearTemperature: z.number().int().min(-60).max(194),
  /** V */ lightSourceVoltage: z.number().min(0).max(1000),
  /** A */ lightSourceCurrent: z.number().min(0).max(100),
  /** °C */ lightSourceTemperature: z.number().int().min(-60).max(194),
  /** % */ communicationQuality: z.number().int().min(0).max(100),
  /** dBm */ rssi: z.number().int().min(-200).max(0),
  /** V */ phase1Voltage: z.number().min(0).max(1000),
  /** V */ phase2Voltage: z.number().min(0).max(1000),
  /** V */ phase3Voltage: z.number().min(0).max(1000),
  /** A */ phase1Current: z.number().min(0).max(10_000),
  /** A */ phase2Current: z.number().min(0).max(10_000),
  /** A */ phase3Current: z.number().min(0).max(10_000),
  /** kW */ phase1ActivePower: z.number().min(-10_000).max(10_000),
  /** kW */ phase2ActivePower: z.number().min(-10_000).max(10_000),
  /** kW */ phase3ActivePower: z.number().min(-10_000).max(10_000),
  /** kW */ totalPower: z.number().min(-10_000).max(10_000),
  /** kWh, cumulative */ totalActiveEnergy: z.number().min(0).max(1_000_000_000),
  /** A */ neutralCurrent: z.number().min(0).max(10_000),
  /** A */ leakageCurrent: z.number().min(0).max(100),
} as const;

export type Quantity = keyof typeof quantities;
export const quantityNames = Object.keys(quantities) as Quantity[];

/** One row of the `raw` or `halfHours` stream. `output` is absent for the device itself, a cabinet's meter for example. */
export const Sample = z.object({
  ...when,
  output: Output.optional(),
  ...(z.object(quantities).partial().shape as { [K in Quantity]: z.ZodOptional<(typeof quantities)[K]> }),
  /** Relay outputs: true while current can flow. */
  closed: z.boolean().optional(),
  selector: z.enum(selectorPositions).optional(),
  cabinetDoorOpen: z.boolean().optional(),
  circuitBreakerTripped: z.boolean().optional(),
});
export type Sample = z.input<typeof Sample>;

/** One row of the `events` stream. */
export const EventRow = z.object({
  ...when,
  output: Output.optional(),
  type: z.enum(eventTypes),
  state: z.enum(eventStates),
  /** In the unit of the type's quantity. */
  value: z.number().min(-10_000_000).max(10_000_000).optional(),
});
export type EventRow = z.input<typeof EventRow>;

const batch = {
  /** Drawn when the log was formatted, never 0: a new epoch is a new numbering. 0: no log, the rows cannot be asked for again. */
  epoch: u32,
  /** Sequence before the first row; a receiver that does not hold it has found a gap. */
  after: u32,
};

/** Consecutive rows of one stream: row n has sequence `after + 1 + n`. */
export const Batch = z.discriminatedUnion("stream", [
  z.object({ stream: z.literal(streams[0]), ...batch, rows: z.array(EventRow).max(maxBatchRows) }),
  z.object({ stream: z.literal(streams[1]), ...batch, rows: z.array(Sample).max(maxBatchRows) }),
  z.object({ stream: z.literal(streams[2]), ...batch, rows: z.array(Sample).max(maxBatchRows) }),
]);
export type Batch = z.input<typeof Batch>;

/** Rows that will never come: thinned, overwritten or unreadable. Both ends inclusive. */
export const Lost = z.object({ stream: z.enum(streams), epoch: u32, fromSequence: u32, toSequence: u32 });
export type Lost = z.input<typeof Lost>;
