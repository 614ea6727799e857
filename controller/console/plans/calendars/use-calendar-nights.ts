/** The nights of a calendar as it reads now, saved or not: lunar dates, holidays, the rule that wins. */
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { z } from "zod";
import type { CalendarNightView } from "../../../api/routes/calendar-nights.ts";
import { api } from "../../api-client/api-client.ts";
import { dateOf, dayOf } from "../../text/civil-day.ts";
import type { Calendar, HolidaySet } from "../plan.ts";

type Answered = z.infer<typeof CalendarNightView>;

export interface CalendarNight extends Omit<Answered, "rules"> {
  /** Rules that select it, the one that wins first. By their ids: places may have changed since the calendar was asked about. */
  readonly ruleIds: readonly string[];
}

/** ms without a change after which the calendar is asked about. */
const calm = 200;

/** @param from days since 1970-01-01 @returns nights by the number of their day; empty until they are known. */
export function useCalendarNights(
  calendar: Calendar,
  holidaySets: readonly HolidaySet[],
  from: number,
  nights: number,
): { readonly nights: ReadonlyMap<number, CalendarNight>; readonly error: Error | null } {
  const now = useMemo(
    () => ({ from: dateOf(from), nights, rules: calendar.rules, holidaySets }),
    [calendar.rules, holidaySets, from, nights],
  );
  const [asked] = useDebouncedValue(now, calm);
  const { data, error } = useQuery({
    queryKey: ["calendar-nights", asked],
    queryFn: async ({ signal }) =>
      (await api.post<{ items: Answered[] }>("/calendar-nights", asked, { signal })).items.map(
        ({ rules, ...night }): CalendarNight => ({ ...night, ruleIds: rules.flatMap((n) => asked.rules[n]?.id ?? []) }),
      ),
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const byDay = useMemo(() => new Map((data ?? []).map((night) => [dayOf(night.night), night])), [data]);
  return { nights: byDay, error };
}
