/** Which twelve months of nights are shown. */
import { useState } from "react";
import { dayOf } from "../../text/civil-day.ts";
import { type Month, monthAfter, monthOf } from "../../text/months.ts";
import { useNightLine } from "../use-night-line.ts";

const monthsShown = 12;

export interface ShownMonths {
  readonly months: readonly Month[];
  /** Days since 1970-01-01, from … up to. */
  readonly begin: number;
  readonly end: number;
  readonly moveBy: (months: number) => void;
}

/** Begins with the month of the night that is looked at. */
export function useShownMonths(): ShownMonths {
  const { date } = useNightLine();
  const [first, setFirst] = useState(() => monthOf(date));
  return {
    months: Array.from({ length: monthsShown }, (_, n) => monthAfter(first, n)),
    begin: dayOf({ ...first, day: 1 }),
    end: dayOf({ ...monthAfter(first, monthsShown), day: 1 }),
    moveBy: (months) => setFirst(monthAfter(first, months)),
  };
}
