/** Names of the weekdays, Monday first, in the person's language. */
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

/** 5 January 1970 was a Monday. */
const monday = 4 * 86_400_000;

export interface Weekdays {
  readonly short: readonly string[];
  readonly long: readonly string[];
}

export function useWeekdays(): Weekdays {
  const { i18n } = useLingui();
  return useMemo(() => {
    const names = (weekday: "narrow" | "short" | "long") => {
      const format = new Intl.DateTimeFormat(i18n.locale, { weekday, timeZone: "UTC" });
      return Array.from({ length: 7 }, (_, n) => format.format(monday + n * 86_400_000));
    };
    // "T2" is how people here write it; "M" says nothing in English
    return { short: names(i18n.locale === "vi" ? "narrow" : "short"), long: names("long") };
  }, [i18n.locale]);
}
