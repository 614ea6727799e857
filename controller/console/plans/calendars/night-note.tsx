/** One night in words: both dates, the lunar one, the program it has, and which rule says so. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useSite } from "../../api-client/site.ts";
import { nightText, weekdayOf } from "../../text/civil-day.ts";
import { useEditing } from "../draft/editing.ts";
import type { Calendar } from "../plan.ts";
import { nightLine } from "../programs/night-line.ts";
import { ProgramThumb } from "../programs/program-thumb.tsx";
import classes from "./calendars.module.css";
import { useLunarWords } from "./lunar-words.ts";
import { programOf } from "./programs-of.ts";
import type { CalendarNight } from "./use-calendar-nights.ts";
import { useWeekdays } from "../../text/weekdays.ts";

interface NightNoteProps {
  readonly calendar: Calendar;
  readonly day: number;
  readonly night: CalendarNight | undefined;
}

export function NightNote({ calendar, day, night }: NightNoteProps) {
  const { t } = useLingui();
  const site = useSite();
  const { plan } = useEditing();
  const { long } = useWeekdays();
  const { monthName } = useLunarWords();
  if (night === undefined) return <p className={classes.note} />;
  const { lunar, holidays, rules } = night;
  const [first, ...others] = rules;
  const program = plan.programs.find(({ id }) => id === programOf(calendar, first));
  const lunarMonth = monthName(lunar.month);
  const nameOf = (rule: number) => calendar.rules[rule]?.name ?? "";
  return (
    <div className={classes.note} role="status">
      <div>
        <b>{nightText(day)}</b> · {long[weekdayOf(day) - 1]} ·{" "}
        <Trans>
          day {lunar.day} of {lunarMonth}, {lunar.year}
        </Trans>
        {lunar.leap && t` (leap month)`}
        {holidays.length > 0 && ` · ${holidays.join(", ")}`}
      </div>
      <div>
        {program === undefined ? (
          <span className={classes.bad}>
            <Trans>No program: nothing says what this night does.</Trans>
          </span>
        ) : first === undefined ? (
          <Trans>
            <b>{program.name}</b>, as all other nights
          </Trans>
        ) : (
          <Trans>
            <b>{program.name}</b> by rule {first + 1}, “{nameOf(first)}”
          </Trans>
        )}
        {others.length > 0 && (
          <span className={classes.quiet}>
            {" "}
            <Trans>It stands before {others.map(nameOf).join(", ")}.</Trans>
          </span>
        )}
      </div>
      {program && <ProgramThumb program={program} night={nightLine(day, site)} />}
    </div>
  );
}
