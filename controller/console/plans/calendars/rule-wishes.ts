/** Rules that people here ask for most, ready to be added: Giao thừa and Tết, rằm, weekends, public holidays, or one date. */
import { useLingui } from "@lingui/react/macro";
import { dateOf, dateText } from "../../text/civil-day.ts";
import { useEditing } from "../draft/editing.ts";
import { partId } from "../part-id.ts";
import type { Calendar, HolidaySet, NightSelector } from "../plan.ts";
import { useLunarWords } from "./lunar-words.ts";
import type { CalendarNight } from "./use-calendar-nights.ts";
import { vietnameseHolidays } from "./vietnam.ts";

export interface RuleWish {
  /** What the menu says. */
  readonly label: string;
  /** What the rule is called. */
  readonly name: string;
  readonly nights: NightSelector[];
  /** Comes often: it stands behind what is rarer. */
  readonly isBroad?: boolean;
  /** A set that the rule names and that is not there yet. */
  readonly holidaySet?: HolidaySet;
}

/** @returns wishes for any calendar of the plan. */
export function useRuleWishes(): RuleWish[] {
  const { t } = useLingui();
  const { plan } = useEditing();
  const [known] = plan.holidaySets;
  const publicHolidays = t`Public holidays`;
  const set: HolidaySet = { id: partId(publicHolidays, []), name: publicHolidays, holidays: vietnameseHolidays };
  return [
    {
      label: t`Giao thừa and the four nights of Tết`,
      name: t`Tết`,
      nights: [{ by: "lunar", month: 12, day: "last", daysAfter: 4 }],
    },
    { label: t`Giao thừa alone`, name: t`Giao thừa`, nights: [{ by: "lunar", month: 12, day: "last" }] },
    {
      label: t`Public holidays`,
      name: publicHolidays,
      nights: [{ by: "holidays", holidaySetId: (known ?? set).id }],
      ...(known === undefined && { holidaySet: set }),
    },
    { label: t`A date or a span of days`, name: t`New rule`, nights: [{ by: "date", date: { month: 1, day: 1 } }] },
    {
      label: t`Full moon of every lunar month (rằm)`,
      name: t`Rằm`,
      nights: [{ by: "lunar", day: 15 }],
      isBroad: true,
    },
    {
      label: t`Fridays and Saturdays`,
      name: t`Weekend`,
      nights: [{ by: "weekday", weekdays: [5, 6] }],
      isBroad: true,
    },
  ];
}

/** @returns wishes for one night that somebody points at. */
export function useNightWishes(day: number, { lunar }: Pick<CalendarNight, "lunar">): RuleWish[] {
  const { t } = useLingui();
  const words = useLunarWords();
  const { year, month, day: ofMonth } = dateOf(day);
  const lunarDay = lunar.day === lunar.monthLength ? "last" : lunar.day;
  const lunarText = words.selected(lunarDay, lunar.month);
  const yearly = dateText({ month, day: ofMonth });
  const once = dateText({ year, month, day: ofMonth });
  return [
    {
      label: t`Every lunar year: ${lunarText}`,
      name: lunarText,
      nights: [{ by: "lunar", month: lunar.month, day: lunarDay, ...(lunar.leap && { leap: "only" as const }) }],
    },
    { label: t`Every year on ${yearly}`, name: yearly, nights: [{ by: "date", date: { month, day: ofMonth } }] },
    { label: t`Only on ${once}`, name: once, nights: [{ by: "date", date: { year, month, day: ofMonth } }] },
  ];
}

/** @param onAdded told the id of the new rule. @returns adds a wish to a calendar; it has the newest program that is not the ordinary one. */
export function useAddRule(calendar: Calendar, onAdded: (ruleId: string) => void): (wish: RuleWish) => void {
  const { plan, change } = useEditing();
  return ({ name, nights, isBroad = false, holidaySet }) => {
    const { programs } = plan;
    const programId = (programs.findLast(({ id }) => id !== calendar.defaultProgramId) ?? programs[0])?.id;
    if (programId === undefined) return;
    const id = partId(
      name,
      calendar.rules.map((rule) => rule.id),
    );
    const rule = { id, name, nights, programId };
    change((before) => ({
      ...before,
      holidaySets: [...before.holidaySets, ...(holidaySet === undefined ? [] : [holidaySet])],
      calendars: before.calendars.map((one) =>
        one.id === calendar.id ? { ...one, rules: isBroad ? [...one.rules, rule] : [rule, ...one.rules] } : one,
      ),
    }));
    onAdded(id);
  };
}
