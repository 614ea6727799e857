/** How lamps were switched before, in the words of surveys: on, perhaps less at night, off. The API keeps it as a program. */
import type { BaselineGroup } from "./queries.ts";

type Program = BaselineGroup["program"];

export interface Switching {
  /** HH:mm; absent: at sunset. */
  readonly on?: string;
  /** HH:mm; absent: at sunrise. */
  readonly off?: string;
  /** From a time on, so many percent. */
  readonly late?: { readonly at: string; readonly level: number };
}

export function programOf({ on, off, late }: Switching): Program {
  const begin = on === undefined ? { sun: "sunset" as const } : { clock: on };
  const end = off === undefined ? { sun: "sunrise" as const } : { clock: off };
  return {
    id: "as-found",
    name: "as found",
    points: [
      { at: begin, target: { level: 100 } },
      ...(late === undefined ? [] : [{ at: { clock: late.at }, target: { level: late.level } }]),
      { at: end, target: { level: 0 } },
    ],
  } as Program;
}

/** @returns undefined for a program these words cannot say. */
export function switchingOf({ points }: Program): Switching | undefined {
  const [first, middle, last] = points.length === 2 ? [points[0], undefined, points[1]] : points;
  if (first === undefined || last === undefined || points.length > 3) return undefined;
  const on = timeOf(first, "sunset", 100);
  const off = timeOf(last, "sunrise", 0);
  if (on === undefined || off === undefined) return undefined;
  const ends = { ...(on.clock && { on: on.clock }), ...(off.clock && { off: off.clock }) };
  if (middle === undefined) return ends;
  const { at, target, ramp } = middle;
  if (!("clock" in at) || !("level" in target) || ramp !== undefined) return undefined;
  return { ...ends, late: { at: at.clock, level: target.level } };
}

/** @returns the clock time of a point, none where it is the sun's; undefined where it is another point. */
function timeOf({ at, target, ramp }: Program["points"][number], sun: string, level: number) {
  if (!("level" in target) || target.level !== level || ramp !== undefined) return undefined;
  if ("clock" in at) return { clock: at.clock };
  return at.sun === sun && at.offset === undefined && at.notBefore === undefined && at.notAfter === undefined
    ? { clock: undefined }
    : undefined;
}
