/** A directive published once for many: which outputs of this member it concerns, and when the member reports. */
import type { Desire } from "../wire/desire.ts";
import type { Directive, HeldDirective } from "../wire/directive.ts";
import type { RefusalCode } from "../wire/vocabulary.ts";
import { addDirective, endDirective } from "./directive-set.ts";
import type { Abilities, DirectiveSet, TimeView } from "./held-directive.ts";
import { spreadWithin } from "./random.ts";

/** What came of it on this member. */
export interface GroupResult {
  /** True where the set may have changed. */
  held: boolean;
  refused: RefusalCode | undefined;
  /** True where the members are asked to introduce themselves again. */
  call: boolean;
}

/** Takes a group directive in; changes the set. Each member applies it to the outputs its configuration lists. */
export function takeGroupDirective(
  set: DirectiveSet,
  desire: Desire | undefined,
  group: string,
  directive: Directive,
  abilities: Abilities,
  now: TimeView,
): GroupResult {
  if (directive.kind === "call") return { held: false, refused: undefined, call: true };
  if (directive.kind === "end") {
    endDirective(set, directive.ends, directive.until);
    return { held: true, refused: undefined, call: false };
  }
  const outputs = desire?.config.groups.find((entry) => entry.group === group)?.outputs ?? [];
  const refused = addDirective(set, addressed(directive), outputs, abilities, now);
  return { held: true, refused, call: false };
}

/** A group directive names no outputs; a mask in one is not for this member to read. */
function addressed(directive: HeldDirective): HeldDirective {
  const { outputs: _mask, ...rest } = directive;
  return rest as HeldDirective;
}

/** Window for a group directive that names none, s: wide enough that a thousand members do not speak at once. */
const defaultReportWithin = 5;

/** ms after a group directive at which this member reports: its own place in the window the directive names. */
export function reportDelay(id: string, reportWithin: number | undefined): number {
  return spreadWithin(id, (reportWithin ?? defaultReportWithin) * 1000);
}
