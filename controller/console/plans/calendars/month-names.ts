/** Names of the months in the person's language, January first. */
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";

export function useMonthNames(): readonly string[] {
  const { i18n } = useLingui();
  return useMemo(() => {
    const format = new Intl.DateTimeFormat(i18n.locale, { month: "long", timeZone: "UTC" });
    return Array.from({ length: 12 }, (_, n) => format.format(Date.UTC(2026, n, 1)));
  }, [i18n.locale]);
}
