/** What plans come to for one lamp, without compiling the city around it: for questions about other times. */
import type { Lamp } from "../../inventory/model.ts";
import { assignLamps, type Followed } from "../assign.ts";
import { type CompiledCalendar, createCalendarBook } from "./calendar-book.ts";
import { campaignsOfLamps } from "./campaigns-of-lamps.ts";
import type { CompileInput } from "./compile-plans.ts";
import { createNightTable, windowAt } from "./night-table.ts";

export interface LampCalendar {
  /** The assignment that won. */
  readonly followed: Followed;
  readonly compiled: CompiledCalendar;
}

/** @returns undefined where no calendar covers the lamp. */
export function compileLamp(
  lamp: Lamp,
  { plans, inventory, index, site, now }: CompileInput,
): LampCalendar | undefined {
  const window = windowAt(site.offsets, now);
  const book = createCalendarBook(createNightTable(site), window);
  const alone = { ...inventory, lamp: new Map([[lamp.id, lamp]]) };
  const followed = assignLamps(plans, alone, index).followed.get(lamp.id);
  const compiled = followed && book.followedBy(followed, campaignsOfLamps(plans, inventory, index, window)(lamp.id));
  return followed === undefined || compiled === undefined ? undefined : { followed, compiled };
}
