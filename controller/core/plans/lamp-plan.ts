/** What the plans in force come to for one lamp. */
import type { Followed } from "./assign.ts";
import type { CompiledCalendar } from "./compile/calendar-book.ts";
import type { LampCap } from "./compile/compile-caps.ts";
import type { LampFloor } from "./compile/compile-floors.ts";

/** Lamps with the same calendar, floors or caps share the objects. */
export interface LampPlan {
  /** The assignment that won; absent: no calendar covers the lamp. */
  readonly followed?: Followed;
  readonly compiled?: CompiledCalendar;
  readonly floors: readonly LampFloor[];
  readonly caps: readonly LampCap[];
}
