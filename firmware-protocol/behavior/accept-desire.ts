/** Taking over a desired state: only a newer one, always whole, each entry judged by itself. */
import type { Desire } from "../wire/desire.ts";
import type { HeldDirective } from "../wire/directive.ts";
import type { Holdings } from "../wire/hello.ts";
import type { RefusalCode } from "../wire/vocabulary.ts";
import { addDirective, endDirective } from "./directive-set.ts";
import { type Abilities, type DirectiveSet, endOf, type TimeView } from "./held-directive.ts";

/** Reference under which refusals of the configuration and of calendars are reported; no directive may carry it. */
export const configRef = 0;

export interface Accepted {
  desire: Desire;
  directives: DirectiveSet;
}

/**
 * Takes a desire in. What was held and is not named any more is gone; what is named again keeps what it remembers.
 * @param held the desire in force; undefined: none yet
 * @returns undefined where it is not newer than what is held: nothing changes then
 */
export function acceptDesire(
  held: Desire | undefined,
  set: DirectiveSet,
  desire: Desire,
  abilities: Abilities,
  now: TimeView,
): Accepted | undefined {
  if (held !== undefined && desire.rev <= held.rev) return undefined;
  const usable = isUsable(desire);
  const next: DirectiveSet = {
    entries: set.entries.filter((entry) => desire.directives.some(({ ref }) => ref === entry.directive.ref)),
    barred: set.barred,
    refused: set.refused.filter((refused) => desire.directives.some(({ ref }) => ref === refused.ref)),
  };
  for (const directive of desire.directives) {
    if (directive.kind === "end") endDirective(next, directive.ends, directive.until);
  }
  for (const directive of inOrderOfSafety(desire)) {
    addDirective(next, directive, directive.outputs ?? everyOutput(abilities), abilities, now);
  }
  if (!usable) next.refused.push({ ref: configRef, code: "badConfig", issuedAt: 0, until: undefined });
  return {
    // the revision is what it is; only the configuration that cannot be used is left out
    desire: usable || held === undefined ? desire : { ...desire, config: held.config },
    directives: next,
  };
}

/**
 * What only a person ends comes first, so that a full set is never full of lesser things; among the locks the tests
 * come last, so that no order of the list lets a test pass somebody else's lock.
 */
function inOrderOfSafety({ directives }: Desire): HeldDirective[] {
  const turn = (directive: HeldDirective) => {
    if ("until" in directive) return 2;
    return directive.kind === "lock" && directive.target !== undefined ? 1 : 0;
  };
  return directives
    .filter((directive): directive is HeldDirective => directive.kind !== "end" && directive.kind !== "call")
    .toSorted((a, b) => turn(a) - turn(b));
}

function everyOutput({ capabilities }: Abilities): number[] {
  return capabilities.map((_, output) => output);
}

/** A configuration whose offsets do not ascend has no local time. */
function isUsable({ config }: Desire): boolean {
  return config.offsets.every(({ at }, n) => n === 0 || at > config.offsets[n - 1]!.at);
}

/**
 * What a device says it has. References past their end at this time are left out.
 * @param waiting digests not here whole @param calendarRefusals why calendars have no effect, each reason once
 */
export function holdingsOf(
  desire: Desire | undefined,
  set: DirectiveSet,
  waiting: readonly string[],
  now: TimeView,
  calendarRefusals: readonly RefusalCode[] = [],
): Holdings {
  const { wall } = now;
  const present = (until: number | undefined) => wall === undefined || until === undefined || wall < until;
  const refs = set.entries.filter(({ directive }) => present(endOf(directive))).map(({ directive }) => directive.ref);
  const refused = [
    ...calendarRefusals.map((code) => ({ ref: configRef, code })),
    ...set.refused.filter(({ until }) => present(until)).map(({ ref, code }) => ({ ref, code })),
  ];
  return {
    rev: desire?.rev ?? 0,
    refs: refs.toSorted((a, b) => a - b),
    ...(refused.length > 0 && { refused: refused.slice(0, 64) }),
    ...(waiting.length > 0 && { waiting: [...waiting] }),
  };
}
