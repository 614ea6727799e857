/** The largest messages that the schemas allow or a full device needs: what buffers must hold, and what does not fit. */
import type { z } from "zod";
import { maxDirectivesPerDevice, maxFloors, maxGroupsPerDevice, maxOffsets } from "../wire/limits.ts";
import type { MessageOf } from "../wire/messages.ts";
import { EventRow, Sample } from "../wire/samples.ts";
import { lampRow } from "./examples-up.ts";

/** An instant whose seconds need four bytes, as all do until 2106. */
const at = Date.UTC(2099, 11, 31, 23, 59, 59);
const u32 = 0xffff_ffff;
const id = "z".repeat(32);
const text = id;
const document = { digest: "f".repeat(32), parts: 64 };

const many = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));
const outputs = (count: number) => many(count, (n) => n);

export type Directive = MessageOf["directive"];
type Desire = MessageOf["desire"];
type Report = MessageOf["report"];

/** As a device with `count` outputs and every directive in force reports it at the worst moment: all in a colour fade. */
export function fullReport(count: number): Report {
  return {
    at,
    uptime: u32,
    session: u32,
    reason: "periodic",
    states: many(count, (output) => ({
      output,
      level: 99.5,
      target: { rgbw16: [65_535, 65_535, 65_535, 65_535] },
      source: "fallback",
      ref: u32,
      filtered: "transition",
      settled: false,
      activePower: 9999.9,
    })),
    holds: fullHoldings(),
    clock: { clockSource: "gnss", bound: u32, rtc: u32 },
    selector: "auto",
    clamped: u32,
  };
}

/** Sixteen directives in force and sixteen refused, eight calendars and sixteen shows on their way. */
function fullHoldings(): NonNullable<Report["holds"]> {
  return {
    rev: at,
    refs: many(maxDirectivesPerDevice, () => u32),
    refused: many(maxDirectivesPerDevice, () => ({ ref: u32, code: "unsupportedTarget" })),
    waiting: many(8 + maxDirectivesPerDevice + 1, () => document.digest),
  };
}

export function fullHello(count: number): MessageOf["hello"] {
  return {
    protocol: 1,
    profile: "C",
    session: u32,
    serial: text,
    model: text,
    hwType: text,
    swVersion: text,
    bootCount: u32,
    bootReason: "unknown",
    uptime: u32,
    at,
    capabilities: many(count, () => ({ outputKind: "colour", minLevel: 99.5, curve: "linear" })),
    link: "other",
    encoding: "json",
    keepAlive: 1200,
    log: many(6, () => ({ stream: "halfHours", epoch: u32, first: u32, next: u32 })),
    holds: fullHoldings(),
    clock: { clockSource: "gnss", bound: u32, rtc: u32 },
  };
}

const timed = { ref: u32, priority: 255, issuedAt: at, until: at };

export const showDirective: Directive = {
  kind: "show",
  ...timed,
  outputs: outputs(36),
  document: { digest: document.digest, parts: 1 },
  startEpochUs: at * 1000,
};
export const overrideDirective: Directive = {
  kind: "override",
  ...timed,
  outputs: [0],
  target: { level: 99.5 },
  ramp: 60,
};

/** The directive that takes most bytes. */
export const largestDirective: Directive = {
  kind: "show",
  ...timed,
  from: at,
  reportWithin: u32,
  outputs: outputs(64),
  document,
  startEpochUs: Number.MAX_SAFE_INTEGER,
};

export const offsetEntry: Desire["config"]["offsets"][number] = { at, offset: -1440 };
export const groupEntry: Desire["config"]["groups"][number] = { group: id as Group, outputs: outputs(64) };
export const floorEntry: NonNullable<Desire["config"]["floors"]>[number] = {
  outputs: outputs(64),
  fromMinute: 1440,
  toMinute: 1440,
  percent: 99.5,
};
export const calendarEntry: NonNullable<Desire["calendars"]>[number] = { document, outputs: outputs(64) };
type Group = Desire["config"]["groups"][number]["group"];

/** Every field of the configuration, its lists empty but for the one offset that is always there. */
export const plainConfig: Desire["config"] = {
  place: { lat: -89.99999, lon: -179.99999 },
  offsets: [offsetEntry],
  groups: [],
  samplePeriod: 3600,
  reportPeriod: 86_400,
  spread: 65_535,
  feeder: "deadByDay",
  decorative: outputs(64),
  floors: [],
  fallback: 99.5,
  dayLit: u32,
  flashRate: 25,
  transition: 65_535,
  powerBudget: 65_535,
};

/** A bridge node as it stands in the city: 36 outputs, groups of a usual name, two floors, two offsets, full of shows. */
export function bridgeDesire(directives: readonly Directive[]): Desire {
  return {
    rev: at,
    config: {
      ...plainConfig,
      offsets: many(2, () => offsetEntry),
      decorative: outputs(36),
      groups: many(4, (n) => ({ group: `bridge-${n}` as Group, outputs: outputs(36) })),
      floors: many(2, () => ({ ...floorEntry, outputs: outputs(36) })),
    },
    calendars: [{ document: { digest: document.digest, parts: 1 }, outputs: outputs(36) }],
    directives: [...directives],
    firmware: document,
  };
}

/** Everything at its most at once: above the limit, which is why a controller measures before it sends. */
export function boundlessDesire(): Desire {
  return {
    rev: Number.MAX_SAFE_INTEGER,
    config: {
      ...plainConfig,
      offsets: many(maxOffsets, () => offsetEntry),
      groups: many(maxGroupsPerDevice, () => groupEntry),
      floors: many(maxFloors, () => floorEntry),
    },
    calendars: many(8, () => calendarEntry),
    directives: many(maxDirectivesPerDevice, () => largestDirective),
    firmware: document,
  };
}

/** A lamp's usual row, a row with every quantity there is, and the largest event. */
export const rows = {
  lamp: lampRow,
  everyQuantity: largestRow(Sample),
  event: { ...largestRow(EventRow), type: "thermalShutdown", state: "once" } as EventRow,
} as const;

/** Each number of the row at the end of its range that takes more bytes. */
function largestRow<S extends z.ZodObject>(schema: S): z.input<S> {
  const row: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(schema.shape)) {
    const candidates = [
      at,
      u32,
      10_000_000,
      4_294_967,
      1_000_000,
      -1_000_000,
      65_535,
      10_000,
      1000,
      194,
      100,
      63,
      -200,
      1,
      true,
      "auto",
    ];
    row[name] = candidates.find((value) => field.safeParse(value).success);
  }
  return row as z.input<S>;
}

/** One batch of `count` rows with the longest numbers in its head. */
export function batchOf(kind: keyof typeof rows, count: number): NonNullable<Report["batches"]>[number] {
  const head = { epoch: u32, after: u32 - 64 };
  return kind === "event"
    ? { stream: "events", ...head, rows: many(count, () => rows.event) }
    : { stream: "raw", ...head, rows: many(count, () => rows[kind]) };
}
