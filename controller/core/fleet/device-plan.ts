/** What the plans in force mean for one device: calendars by the outputs that follow them, floors, and standing caps. */
import type { Ceiling, Desire, Floor } from "#protocol/wire/desire.ts";

/** Calendars of a desired state, each document once. */
export type DeviceCalendars = NonNullable<Desire["calendars"]>;

export interface DevicePlan {
  readonly calendars: DeviceCalendars;
  /** Least levels between dusk and dawn. */
  readonly floors: readonly Floor[];
  /** Curfews and limits. */
  readonly ceilings: readonly Ceiling[];
}

/** What a device of nobody's plan is given. */
export const noPlan: DevicePlan = { calendars: [], floors: [], ceilings: [] };

/** @returns whether a device that holds one needs to be told the other. */
export function isSamePlan(a: DevicePlan | undefined, b: DevicePlan | undefined): boolean {
  return a === b || JSON.stringify(a ?? noPlan) === JSON.stringify(b ?? noPlan);
}
