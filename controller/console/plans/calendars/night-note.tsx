/** One night in words: both dates, the lunar one, the program it has, and which rule says so. */
import { Trans, useLingui } from "@lingui/react/macro";
import { IconPlus } from "@tabler/icons-react";
import { useSite } from "../../api-client/site.ts";
import { nightText, weekdayOf } from "../../text/civil-day.ts";
import { useWeekdays } from "../../text/weekdays.ts";
import { useEditing } from "../draft/editing.ts";
import type { Calendar } from "../plan.ts";
import { nightLine } from "../programs/night-line.ts";
import { ProgramThumb } from "../programs/program-thumb.tsx";
import { WishMenu } from "../wish-menu.tsx";
import classes from "./calendars.module.css";
import { useLunarWords } from "./lunar-words.ts";
import { programOf } from "./programs-of.ts";
import { type RuleWish, useNightWishes } from "./rule-wishes.ts";
import type { CalendarNight } from "./use-calendar-nights.ts";

interface NightNoteProps {
  readonly calendar: Calendar;
  readonly day: number;
  readonly night: CalendarNight | undefined;
  readonly onAdd: (wish: RuleWish) => void;
}

export function NightNote({ night, ...rest }: NightNoteProps) {
  return night === undefined ? <p className={classes.note} /> : <KnownNight night={night} {...rest} />;
}

function KnownNight({ calendar, day, night, onAdd }: NightNoteProps & { readonly night: CalendarNight }) {
  const { t } = useLingui();
  const site = useSite();
  const { plan, isReadOnly } = useEditing();
  const { long } = useWeekdays();
  const { monthName } = useLunarWords();
  const { lunar, holidays, ruleIds } = night;
  const [first, ...others] = ruleIds;
  const program = plan.programs.find(({ id }) => id === programOf(calendar, first));
  const lunarMonth = monthName(lunar.month);
  const placeOf = (ruleId: string) => calendar.rules.findIndex(({ id }) => id === ruleId);
  const nameOf = (ruleId: string) => calendar.rules[placeOf(ruleId)]?.name ?? "";
  const wishes = useNightWishes(day, night);
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
            <b>{program.name}</b> by rule {placeOf(first) + 1}, “{nameOf(first)}”
          </Trans>
        )}
        {others.length > 0 && (
          <span className={classes.quiet}>
            {" "}
            <Trans>It stands before {others.map(nameOf).join(", ")}.</Trans>
          </span>
        )}
      </div>
      <div className={classes.noteEnd}>
        {program && <ProgramThumb program={program} night={nightLine(day, site)} />}
        {!isReadOnly && plan.programs.length > 0 && (
          <WishMenu wishes={wishes} onChoose={onAdd} size="compact-sm" leftSection={<IconPlus size={14} />}>
            <Trans>A rule for this night</Trans>
          </WishMenu>
        )}
      </div>
    </div>
  );
}
