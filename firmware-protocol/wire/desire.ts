/** Everything wanted of one device, whole, under one revision. */
import { z } from "zod";
import { Directive, DocumentName } from "./directive.ts";
import {
  maxCeilingNights,
  maxCeilings,
  maxDirectivesPerDevice,
  maxFloorNights,
  maxFloors,
  maxGroupsPerDevice,
  maxOffsets,
} from "./limits.ts";
import { DayNumber, EpochMs, GroupId, Output, Percent, Seconds, u16 } from "./units.ts";
import { feeders } from "./vocabulary.ts";

const outputs = z.array(Output).max(64);
const minuteOfDay = z.number().int().min(0).max(1440);
const nights = (most: number) =>
  z
    .array(z.tuple([DayNumber, DayNumber]))
    .min(1)
    .max(most)
    .optional();

/**
 * Least level an output keeps between dusk and dawn, from one local minute of the day to another (may pass midnight), on
 * every night or some.
 */
export const Floor = z.object({
  outputs,
  fromMinute: minuteOfDay,
  toMinute: minuteOfDay,
  percent: Percent,
  /** Nights on which it holds, first and last included; absent: all. */
  nights: nights(maxFloorNights),
});
export type Floor = z.input<typeof Floor>;

/**
 * Most an output gives between two local minutes of the day (equal: all day), by day and by night: a curfew. It comes
 * where limits come: not on hand, isolate, lock and emergency. A relay opens under one of 0 and ignores others.
 */
export const Ceiling = z.object({
  outputs,
  fromMinute: minuteOfDay,
  toMinute: minuteOfDay,
  percent: Percent,
  /** Nights on which it holds, first and last included; absent: all. */
  nights: nights(maxCeilingNights),
  /** It begins and ends in wall time; absent: it stands. */
  from: EpochMs.optional(),
  until: EpochMs.optional(),
});
export type Ceiling = z.input<typeof Ceiling>;

export const Config = z.object({
  /** Where the sun is reckoned, degrees WGS 84. */
  place: z.object({ lat: z.number().min(-90).max(90), lon: z.number().min(-180).max(180) }),
  /** Offset in force from each instant, ascending; before the first the first holds. A device has no zone database. */
  offsets: z
    .array(z.object({ at: EpochMs, offset: z.number().int().min(-1440).max(1440) }))
    .min(1)
    .max(maxOffsets),
  /** Topic groups this device belongs to and the outputs each concerns. */
  groups: z.array(z.object({ group: GroupId, outputs })).max(maxGroupsPerDevice),
  samplePeriod: z.number().int().min(10).max(3600),
  reportPeriod: z.number().int().min(10).max(86_400),
  /** Window over which the first connection after power-up is spread, s. */
  spread: u16.optional(),
  /** How the feeder is supplied: decides what a device without a valid clock does. */
  feeder: z.enum(feeders),
  /** Outputs that decorate: dark in every fallback. */
  decorative: outputs.optional(),
  floors: z.array(Floor).max(maxFloors).optional(),
  ceilings: z.array(Ceiling).max(maxCeilings).optional(),
  /** Level between civil dusk and dawn when there is a clock and no calendar. */
  fallback: Percent,
  /** Seconds of full light after power-up without a valid clock on an always-live feeder; default 13 h. */
  dayLit: Seconds.optional(),
  /** Highest rate of opposing changes, Hz. */
  flashRate: z.number().min(0).max(25).optional(),
  /** Shortest full-depth change, ms. */
  transition: u16.optional(),
  /** W all outputs together may draw. */
  powerBudget: u16.optional(),
});
export type Config = z.input<typeof Config>;

export const Desire = z.object({
  /** Grows with every change and every repair; never below the EpochMs at which it was drawn. */
  rev: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  config: Config,
  /** Each calendar once, with the outputs that follow it. */
  calendars: z
    .array(z.object({ document: DocumentName, outputs }))
    .max(8)
    .optional(),
  directives: z.array(Directive).max(maxDirectivesPerDevice),
  firmware: DocumentName.optional(),
});
export type Desire = z.input<typeof Desire>;
