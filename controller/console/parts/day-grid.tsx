/** A month whose days are chosen by pointer or keys: arrows, Page Up and Page Down, Home for today. */
import { useLingui } from "@lingui/react/macro";
import { ActionIcon } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { dateOf, dayOf } from "../text/civil-day.ts";
import { lunarLabel, monthAfter, monthOf, weeksOf } from "../text/months.ts";
import { useWeekdays } from "../text/weekdays.ts";
import classes from "./day-grid.module.css";
import { useLunarDays } from "./use-lunar-days.ts";

interface DayGridProps {
  /** Days since 1970-01-01. */
  readonly chosen: number | undefined;
  readonly today: number;
  readonly onChoose: (day: number) => void;
}

/** Days a key moves by. */
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };
/** Months a key moves by. */
const leaps: Readonly<Record<string, number>> = { PageUp: -1, PageDown: 1 };

/** Escape leaves the dialog around it open. */
const closesOnlyItself = { "data-mantine-stop-propagation": true };

/** @returns the same day of another month, its last where it is shorter. */
function monthsLater(day: number, months: number): number {
  const month = monthAfter(monthOf(day), months);
  const last = dayOf({ ...monthAfter(month, 1), day: 1 }) - 1;
  return Math.min(last, dayOf({ ...month, day: dateOf(day).day }));
}

function moved(key: string, from: number, today: number): number | undefined {
  const [step, leap] = [steps[key], leaps[key]];
  if (step !== undefined) return from + step;
  if (leap !== undefined) return monthsLater(from, leap);
  return key === "Home" ? today : undefined;
}

export function DayGrid({ chosen, today, onChoose }: DayGridProps) {
  const { t } = useLingui();
  const { short, long } = useWeekdays();
  const [focused, setFocused] = useState(chosen ?? today);
  const month = monthOf(focused);
  const lunar = useLunarDays(month);
  const grid = useRef<HTMLTableElement>(null);
  const byKey = useRef(false);
  useEffect(() => {
    if (byKey.current) grid.current?.querySelector<HTMLElement>(`[data-day="${focused}"]`)?.focus();
    byKey.current = false;
  }, [focused]);
  const onKey = (event: KeyboardEvent) => {
    const next = moved(event.key, focused, today);
    if (next === undefined) return;
    event.preventDefault();
    byKey.current = true;
    setFocused(next);
  };
  const turn = (months: number, label: string) => (
    <ActionIcon
      variant="subtle"
      size={28}
      aria-label={label}
      {...closesOnlyItself}
      onClick={() => setFocused(monthsLater(focused, months))}
    >
      {months < 0 ? <IconChevronLeft size={16} /> : <IconChevronRight size={16} />}
    </ActionIcon>
  );
  return (
    <div className={classes.frame}>
      <div className={classes.head}>
        {turn(-1, t`Month before`)}
        <span className={classes.title} aria-live="polite">{t`Month ${month.month}/${month.year}`}</span>
        {turn(1, t`Month after`)}
      </div>
      <table ref={grid} className={classes.grid} onKeyDown={onKey}>
        <thead>
          <tr>
            {short.map((name, n) => (
              <th key={long[n]} scope="col" abbr={long[n]}>
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
                const moon = lunar.get(day);
                return (
                  <td key={day}>
                    <button
                      type="button"
                      className={classes.day}
                      data-day={day}
                      {...closesOnlyItself}
                      data-autofocus={day === focused || undefined}
                      data-today={day === today || undefined}
                      aria-current={day === today ? "date" : undefined}
                      aria-pressed={day === chosen}
                      tabIndex={day === focused ? 0 : -1}
                      onClick={() => onChoose(day)}
                    >
                      <span>
                        {dateOf(day).day}
                        <span className="seen-by-readers-only">
                          /{month.month}/{month.year}
                        </span>
                      </span>
                      <small data-first={moon?.day === 1 || undefined}>{moon && lunarLabel(moon)}</small>
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
