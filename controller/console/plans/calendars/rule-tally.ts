/** How often each rule of a calendar decides, and how often it would but for one before it. */
import type { Calendar } from "../plan.ts";
import type { CalendarNight } from "./use-calendar-nights.ts";

export interface RuleTally {
  /** Nights it decides, days since 1970-01-01, in their order. */
  readonly wins: readonly number[];
  /** Nights it selects that a rule before it takes. */
  readonly lost: number;
}

export interface CalendarTally {
  readonly rules: ReadonlyMap<string, RuleTally>;
  /** Nights that no rule selects. */
  readonly others: number;
}

export function tallyRules({ rules }: Calendar, nights: ReadonlyMap<number, CalendarNight>): CalendarTally {
  const tallies = new Map(rules.map(({ id }) => [id, { wins: [] as number[], lost: 0 }]));
  let others = 0;
  for (const [day, { ruleIds }] of nights) {
    const [first, ...behind] = ruleIds;
    if (first === undefined) others++;
    else tallies.get(first)?.wins.push(day);
    for (const id of behind) {
      const tally = tallies.get(id);
      if (tally !== undefined) tally.lost++;
    }
  }
  return { rules: tallies, others };
}
