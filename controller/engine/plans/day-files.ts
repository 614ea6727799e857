/** Holidays from files of other programs, and calendars and holidays as files for them. */
import type { Clock } from "../../clock.ts";
import type { Site } from "../../core/fleet/configure.ts";
import { windowAt } from "../../core/plans/compile/night-table.ts";
import { eventsOfCalendar, eventsOfHolidays, holidaysOf } from "../../core/plans/day-events.ts";
import type { DayRange } from "../../core/plans/days.ts";
import type { Holiday, Plan } from "../../core/plans/plan.ts";
import type { DayFileProblem, DayFiles } from "../../core/plans/ports.ts";
import { ControllerError } from "../../errors.ts";

export interface PlanDayFiles {
  /** Nights of a calendar that have a program of their own. @throws ControllerError `plans/unknown`. */
  calendarFile(plan: Plan, calendarId: string): string;
  /** @throws ControllerError `plans/unknown`. */
  holidayFile(plan: Plan, holidaySetId: string): string;
  /** Nothing is stored: the holidays are for a set of somebody's draft. */
  readHolidays(text: string): { holidays: Holiday[]; problems: readonly DayFileProblem[] };
}

/** Days beyond the window of nights for which lunar holidays leave as dates: people plan years ahead. */
const farther = 4 * 365;

export function createDayFiles(deps: { clock: Clock; site: () => Site; files: DayFiles }): PlanDayFiles {
  const { clock, site, files } = deps;
  const window = () => windowAt([...site().offsets], clock.now());
  const longWindow = (): DayRange => {
    const [first, last] = window();
    return [first, last + farther];
  };
  return {
    calendarFile(plan, calendarId) {
      const calendar = part(plan.calendars, calendarId, "calendar");
      return files.write(calendar.name, eventsOfCalendar(plan, calendar, window()), clock.now());
    },
    holidayFile(plan, holidaySetId) {
      const set = part(plan.holidaySets, holidaySetId, "holiday set");
      return files.write(set.name, eventsOfHolidays(set, longWindow()), clock.now());
    },
    readHolidays(text) {
      const { events, problems } = files.read(text, longWindow());
      return { holidays: holidaysOf(events), problems };
    },
  };
}

function part<T extends { readonly id: string }>(parts: readonly T[], id: string, sort: string): T {
  const found = parts.find((each) => each.id === id);
  if (found !== undefined) return found;
  throw new ControllerError("plans/unknown", `The plan has no ${sort} ${id}.`, { params: { id } });
}
