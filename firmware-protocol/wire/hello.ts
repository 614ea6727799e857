/** The first word of a connection: who speaks, what it can do, what it holds and what its log contains. */
import { z } from "zod";
import { Digest, EpochMs, Label, Percent, Ref, Seconds, u16, u32 } from "./units.ts";
import {
  bootReasons,
  clockSources,
  dimmingCurves,
  encodings,
  linkClasses,
  outputKinds,
  profiles,
  refusalCodes,
  streams,
} from "./vocabulary.ts";

/**
 * What a device has of its desired state. A `rev` and a `ref` name bytes that never change, so equal names are equal
 * state. Refs past their `until` at the report's own time are left out.
 */
export const Holdings = z.object({
  /** 0 on a device that never had a desired state. */
  rev: z.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  refs: z.array(Ref).max(64),
  refused: z
    .array(z.object({ ref: Ref, code: z.enum(refusalCodes) }))
    .max(64)
    .optional(),
  /** Documents named by the desired state that have not arrived whole. */
  waiting: z.array(Digest).max(64).optional(),
});
export type Holdings = z.input<typeof Holdings>;

export const Capability = z.object({
  outputKind: z.enum(outputKinds),
  /** Lowest level above 0 the driver can give; levels between are given as this one. */
  minLevel: Percent.optional(),
  curve: z.enum(dimmingCurves).optional(),
});
export type Capability = z.input<typeof Capability>;

/** State of the device's clock. */
export const ClockState = z.object({
  clockSource: z.enum(clockSources),
  /** Greatest error of the clock now, ms; absent while the source is `none`. */
  bound: u32.optional(),
  /** Seconds the clock survives without supply; absent: no battery-backed clock. */
  rtc: Seconds.optional(),
});
export type ClockState = z.input<typeof ClockState>;

/** One stream of the log: rows `first` … `next − 1` can be asked for. */
export const LogExtent = z.object({ stream: z.enum(streams), epoch: u32, first: u32, next: u32 });
export type LogExtent = z.input<typeof LogExtent>;

export const Hello = z.object({
  protocol: z.literal(1),
  profile: z.enum(profiles),
  /** Random per CONNECT; the same number stands in the will. */
  session: u32,
  serial: Label.optional(),
  model: Label,
  hwType: Label.optional(),
  swVersion: Label,
  bootCount: u32,
  bootReason: z.enum(bootReasons),
  uptime: Seconds,
  at: EpochMs.optional(),
  /** Output n of the device is entry n. */
  capabilities: z.array(Capability).min(1).max(64),
  link: z.enum(linkClasses),
  encoding: z.enum(encodings),
  /** Seconds between pings. */
  keepAlive: u16.optional(),
  log: z.array(LogExtent).max(6).optional(),
  holds: Holdings.optional(),
  clock: ClockState,
});
export type Hello = z.input<typeof Hello>;

/** The will: the broker says it when the connection is lost. Counts only while `session` is the open one. */
export const Gone = z.object({ session: u32 });
export type Gone = z.input<typeof Gone>;
