/** Selectors of nights in words: "30/04 – 01/05", "rằm hằng tháng", "the last Saturday". */
import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { dateText } from "../../text/civil-day.ts";
import { useWeekdays } from "../../text/weekdays.ts";
import type { HolidaySet, NightSelector } from "../plan.ts";
import { useLunarWords } from "./lunar-words.ts";
import { useMonthNames } from "./month-names.ts";

export function useSelectorText(): (selector: NightSelector, sets: readonly HolidaySet[]) => string {
  const { t } = useLingui();
  const weekdays = useWeekdays();
  const lunar = useLunarWords();
  const monthNames = useMonthNames();
  return (selector, sets) => {
    switch (selector.by) {
      case "date":
        return dateText(selector.date);
      case "range":
        return `${dateText(selector.from)} – ${dateText(selector.to)}`;
      case "weekday":
        return selector.weekdays.map((day) => weekdays.short[day - 1]).join(", ");
      case "nthWeekday": {
        const { weekday, nth, months } = selector;
        const day = weekdays.long[weekday - 1] ?? "";
        const said = nth === "last" ? t`last ${day} of the month` : t`${day} number ${nth} of the month`;
        return months === undefined ? said : `${said}, ${months.map((month) => monthNames[month - 1]).join(", ")}`;
      }
      case "holidays":
        return sets.find(({ id }) => id === selector.holidaySetId)?.name ?? selector.holidaySetId;
      case "lunar": {
        const { day, month, daysBefore = 0, daysAfter = 0 } = selector;
        const date = lunar.selected(day, month);
        const around = [
          daysBefore > 0 && t`${plural(daysBefore, { one: "# night before", other: "# nights before" })}`,
          daysAfter > 0 && t`${plural(daysAfter, { one: "# night after", other: "# nights after" })}`,
        ].filter((part) => part !== false);
        return [date, ...around].join(", ");
      }
      default:
        return selector satisfies never;
    }
  };
}
