/** Whether a device takes a directive, and if not, the code that says why. */
import type { HeldDirective } from "../wire/directive.ts";
import type { Capability } from "../wire/hello.ts";
import type { RefusalCode } from "../wire/vocabulary.ts";
import {
  type Abilities,
  type DirectiveSet,
  type Entry,
  endOf,
  hasEnded,
  setLimits,
  type TimeView,
} from "./held-directive.ts";
import { canShow, sameTarget } from "./light.ts";

/**
 * Judges a directive before anything is changed by it.
 * @param existing outputs it names that exist here @param able those of them that can obey it
 */
export function judgeDirective(
  set: DirectiveSet,
  directive: HeldDirective,
  existing: readonly number[],
  able: readonly number[],
  { kinds }: Abilities,
  now: TimeView,
): RefusalCode | undefined {
  const until = endOf(directive);
  if (!kinds.has(directive.kind)) return "unsupportedKind";
  if (until === undefined && directive.kind !== "isolate" && directive.kind !== "lock") return "badPeriod";
  if (until !== undefined && until <= (directive.from ?? directive.issuedAt)) return "badPeriod";
  if (set.barred.some((barred) => barred.ref === directive.ref)) return "barred";
  if (now.wall !== undefined && until !== undefined && until <= now.wall) return "expired";
  if (existing.length === 0) return "unknownOutput";
  if (able.length === 0) return "unsupportedTarget";
  const others = set.entries.filter(
    (entry) => entry.directive.ref !== directive.ref && !hasEnded(entry.directive, now),
  );
  if (others.length >= setLimits.perDevice) return "full";
  const crowded = (output: number) =>
    others.filter((entry) => entry.outputs.includes(output)).length >= setLimits.perOutput;
  if (able.some(crowded)) return "full";
  if (isTestUnderForeignLock(others, directive, able)) return "locked";
  const before = set.refused.find((refused) => refused.ref === directive.ref);
  // the same test sent again must not spring into effect when the other lock happens to be gone
  return before?.code === "locked" && before.issuedAt === directive.issuedAt ? "locked" : undefined;
}

function isTestUnderForeignLock(
  others: readonly Entry[],
  directive: HeldDirective,
  outputs: readonly number[],
): boolean {
  if (directive.kind !== "lock" || directive.target === undefined) return false;
  const { target } = directive;
  return others.some(
    ({ directive: other, held, able, outputs: theirs }) =>
      other.kind === "lock" &&
      theirs.some((output) => {
        const shown = able.includes(output) ? (other.target ?? held[output]) : held[output];
        return outputs.includes(output) && (shown === undefined || !sameTarget(shown, target));
      }),
  );
}

/** True where an output of this kind can do what the directive says. */
export function canObey(directive: HeldDirective, { outputKind }: Capability): boolean {
  switch (directive.kind) {
    case "isolate":
      return true;
    case "lock":
      return directive.target === undefined || canShow(outputKind, directive.target);
    case "emergency":
    case "override":
      return canShow(outputKind, directive.target);
    case "limit":
      return outputKind !== "relay";
    case "frames":
    case "show":
    case "scene":
      return outputKind === "colour" || outputKind === "pixels";
    default:
      return directive satisfies never;
  }
}
