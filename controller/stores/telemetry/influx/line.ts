/**
 * A row as InfluxDB knows it: one line of line protocol, the same each time the row is sent, so that a repeat overwrites
 * itself. Measurements, tags and fields are told in the README beside this file.
 */
import { mix32 } from "#protocol/behavior/random.ts";
import { quantityNames } from "#protocol/wire/samples.ts";
import type { Stream } from "#protocol/wire/vocabulary.ts";
import type { Annotation } from "../../../core/telemetry/annotation.ts";

/** The place of a row in the world and in its device's log: what makes it one point and no other. */
export interface PointPlace {
  readonly stream: Stream;
  /** Lower-case letters, digits and hyphens, as the protocol has it: nothing to escape. */
  readonly device: string;
  /** Absent: the device itself. */
  readonly output?: number | undefined;
  /** EpochMs */
  readonly at: number;
  readonly epoch: number;
  readonly sequence: number;
}

/** InfluxQL that finds out whether anything of ours is there; others may use the database as well. */
export const ownMeasurements = "SHOW MEASUREMENTS WITH MEASUREMENT =~ /^(raw|halfHours|events)$/";

type Value = number | string | boolean | null | undefined;

/** What is measured is a float without exception: a field that was an integer once refuses every fraction for ever. */
const kindOf = new Map<string, "float" | "boolean" | "text">([
  ...quantityNames.map((name) => [name, "float"] as const),
  ["closed", "boolean"],
  ["selector", "text"],
  ["cabinetDoorOpen", "boolean"],
  ["circuitBreakerTripped", "boolean"],
]);

/** ns below the millisecond. */
const nanoseconds = 1_000_000;

/**
 * Time in ns, as text because numbers cannot hold it. InfluxDB knows a point by its series and time alone, so two rows of
 * one lamp in one millisecond are told apart below it, by their place in the log: always within an epoch, and of two
 * epochs but for one time in a million.
 */
export function timeOf(at: number, epoch: number, sequence: number): string {
  const below = (sequence + mix32(epoch)) % nanoseconds;
  return `${at}${String(below).padStart(6, "0")}`;
}

/** @param values by the name on the wire; what is null or unknown is left out. */
export function sampleLine(place: PointPlace, values: Readonly<Record<string, unknown>>): string {
  // in every row, whatever it measured: what rows are counted by
  let fields = `sequence=${place.sequence}i`;
  for (const name in values) {
    const kind = kindOf.get(name);
    const value = values[name] as Value;
    if (kind === undefined || value === undefined || value === null) continue;
    fields += `,${name}=`;
    if (kind === "float") fields += Number(value);
    else if (kind === "boolean") fields += Boolean(value);
    else fields += quoted(String(value));
  }
  return `${place.stream}${tagsOf(place)} ${fields} ${timeOf(place.at, place.epoch, place.sequence)}`;
}

export interface EventValues {
  readonly type: string;
  readonly state: string;
  readonly value?: number | null | undefined;
}

export function eventLine(place: PointPlace, { type, state, value }: EventValues): string {
  const known = value === undefined || value === null ? "" : `,value=${value}`;
  return `events${tagsOf(place)},type=${type} state=${quoted(state)}${known} ${timeOf(place.at, place.epoch, place.sequence)}`;
}

/** Something people ordered, to be drawn over the curves. */
export function annotationLine({ at, sequence, action, ...fields }: Annotation): string {
  const parts = Object.entries(fields).map(
    ([name, value]) => `${name}=${typeof value === "number" ? value : quoted(value)}`,
  );
  return `annotations,action=${escapedTag(action)} ${parts.join()} ${at}${String(sequence % nanoseconds).padStart(6, "0")}`;
}

function tagsOf({ device, output }: PointPlace): string {
  return output === undefined ? `,device=${device}` : `,device=${device},output=${output}`;
}

/** A line ends at the line feed, so none may be inside. */
function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, "\\$&").replace(/[\r\n]+/g, " ")}"`;
}

function escapedTag(text: string): string {
  return text.replace(/[\r\n]+/g, " ").replace(/[,= ]/g, "\\$&");
}
