/** Rules of a calendar that a draft adds, takes away or says otherwise, in words; and whether their order is another. */
import { Trans } from "@lingui/react/macro";
import { useSelectorText } from "../calendars/selector-text.ts";
import { equal } from "../draft/merge.ts";
import type { CalendarRule, Plan } from "../plan.ts";
import classes from "./deploy.module.css";

interface RuleChangesProps {
  readonly calendarId: string;
  readonly before: Plan | undefined;
  readonly after: Plan;
}

export function RuleChanges({ calendarId, before, after }: RuleChangesProps) {
  const text = useRuleText();
  const rulesOf = (plan: Plan | undefined) => plan?.calendars.find(({ id }) => id === calendarId)?.rules ?? [];
  const [former, present] = [rulesOf(before), rulesOf(after)];
  const ids = new Set([...former, ...present].map(({ id }) => id));
  const changes = [...ids].flatMap((id) => {
    const [was, is] = [former, present].map((rules) => rules.find((rule) => rule.id === id));
    return equal(was, is) ? [] : [{ id, was: was && before && text(was, before), is: is && text(is, after) }];
  });
  const orderOf = (rules: readonly CalendarRule[], others: readonly CalendarRule[]) =>
    rules.filter(({ id }) => others.some((other) => other.id === id)).map(({ id }) => id);
  return (
    <span className={classes.bounds}>
      {changes.map(({ id, was, is }) => (
        <span key={id}>
          {was !== undefined && was !== is && <del>{was}</del>} {is}
        </span>
      ))}
      {!equal(orderOf(former, present), orderOf(present, former)) && <Trans>The rules stand in another order.</Trans>}
    </span>
  );
}

/** "Tết: last day of lunar month 12 → Bright all night" */
function useRuleText() {
  const nightsOf = useSelectorText();
  return ({ name, nights, programId }: CalendarRule, { holidaySets, programs }: Plan) => {
    const program = programs.find(({ id }) => id === programId)?.name ?? programId;
    return `${name}: ${nights.map((selector) => nightsOf(selector, holidaySets)).join(" · ")} → ${program}`;
  };
}
