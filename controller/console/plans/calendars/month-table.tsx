/** One month of nights. */
import { useLingui } from "@lingui/react/macro";
import { memo } from "react";
import { dateOf } from "../../text/civil-day.ts";
import { lunarLabel, type Month, weeksOf } from "../../text/months.ts";
import { useWeekdays } from "../../text/weekdays.ts";
import type { Calendar } from "../plan.ts";
import classes from "./calendars.module.css";
import { colourOf, letterOf } from "./month-grid.ts";
import { programOf } from "./programs-of.ts";
import type { CalendarNight } from "./use-calendar-nights.ts";

interface MonthTableProps {
  readonly month: Month;
  readonly nights: ReadonlyMap<number, CalendarNight>;
  readonly calendar: Calendar;
  readonly programIds: readonly string[];
  readonly focused: number;
  readonly onChoose: (day: number) => void;
  readonly onPoint: (day: number) => void;
}

export const MonthTable = memo(function MonthTable(props: MonthTableProps) {
  const { month, nights, calendar, programIds, focused, onChoose, onPoint } = props;
  const { t } = useLingui();
  const { short } = useWeekdays();
  const title = t`Month ${month.month}/${month.year}`;
  return (
    <table className={classes.month}>
      <caption>{title}</caption>
      <thead>
        <tr>
          {short.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week) => (
          <tr key={week.find((day) => day !== undefined)}>
            {week.map((day, n) => {
              // biome-ignore lint/suspicious/noArrayIndexKey: days outside of the month have nothing else
              if (day === undefined) return <td key={n} />;
              const night = nights.get(day);
              const programId = programOf(calendar, night?.ruleIds[0]);
              const place = programId === undefined ? -1 : programIds.indexOf(programId);
              return (
                <td key={day}>
                  <button
                    type="button"
                    className={classes.day}
                    data-day={day}
                    data-colour={night && colourOf(programIds, programId)}
                    data-none={(night && programId === undefined) || undefined}
                    data-chosen={day === focused || undefined}
                    tabIndex={day === focused ? 0 : -1}
                    aria-pressed={day === focused}
                    onClick={() => onChoose(day)}
                    onPointerEnter={() => onPoint(day)}
                  >
                    <span>
                      {dateOf(day).day}
                      <span className="seen-by-readers-only">
                        /{month.month}/{month.year}
                      </span>
                    </span>
                    {place > 0 && <i>{letterOf(place)}</i>}
                    {night && <small data-first={night.lunar.day === 1 || undefined}>{lunarLabel(night.lunar)}</small>}
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
});
