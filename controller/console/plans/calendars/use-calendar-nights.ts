/** The nights of a calendar as it reads now, saved or not: lunar dates, holidays, the rule that wins. */
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { z } from "zod";
import type { CalendarNightView } from "../../../api/routes/calendar-nights.ts";
import { api } from "../../api-client/api-client.ts";
import { dateOf, dayOf } from "../../text/civil-day.ts";
import type { Calendar, HolidaySet } from "../plan.ts";

export type CalendarNight = z.infer<typeof CalendarNightView>;

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
      (await api.post<{ items: CalendarNight[] }>("/calendar-nights", asked, { signal })).items,
    placeholderData: (before) => before,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const byDay = useMemo(() => new Map((data ?? []).map((night) => [dayOf(night.night), night])), [data]);
  return { nights: byDay, error };
}
