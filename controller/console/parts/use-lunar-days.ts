/** The lunar dates of a month, as the controller knows them; nobody waits for them. */
import { useQuery } from "@tanstack/react-query";
import type { z } from "zod";
import type { CalendarNightView } from "../../api/routes/calendar-nights.ts";
import { api } from "../api-client/api-client.ts";
import { dayOf } from "../text/civil-day.ts";
import { type Month, monthAfter } from "../text/months.ts";

type Answered = z.infer<typeof CalendarNightView>;

/** @returns lunar dates by days since 1970-01-01; empty until they are known. */
export function useLunarDays({ year, month }: Month): ReadonlyMap<number, Answered["lunar"]> {
  const { data } = useQuery({
    queryKey: ["lunar-days", year, month],
    queryFn: async ({ signal }) => {
      const from = { year, month, day: 1 };
      const nights = dayOf({ ...monthAfter(from, 1), day: 1 }) - dayOf(from);
      const { items } = await api.post<{ items: Answered[] }>("/calendar-nights", { from, nights }, { signal });
      return new Map(items.map(({ night, lunar }) => [dayOf(night), lunar]));
    },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return data ?? none;
}

const none: ReadonlyMap<number, Answered["lunar"]> = new Map();
