/** Desired − reported = one message with its reason, or the instant at which to look again. One device at a time. */
import type { Directive } from "#protocol/wire/directive.ts";
import type { Holdings } from "#protocol/wire/hello.ts";
import type { Twin } from "./twin.ts";

/** How long a device has to show that it holds a desired state, by attempt, ms; the last repeats. */
export const retrySchedule = [10_000, 30_000, 120_000, 600_000, 1_800_000] as const;

export interface ReconcileInput {
  readonly twin: Twin;
  readonly online: boolean;
  /** Fingerprint of the wanted configuration. */
  readonly configDigest: string;
  /** Directives wanted of it, open ones only. */
  readonly directives: readonly Directive[];
  /** Refs on their way by a group publish, and until when that way gets its chance (EpochMs). */
  readonly pending: ReadonlyMap<number, number>;
  /** Refs that are not told it now (`withoutKeptBack`): no difference, whatever was sent of them before. */
  readonly keptBack: ReadonlySet<number>;
  /** End of a directive known by its ref: past ends are ignored on both sides, since a report may be older. */
  readonly untilOf: (ref: number) => number | undefined;
  readonly now: number;
}

export type Reconciled =
  | { readonly kind: "inSync" }
  /** Nothing can be sent; the device says hello when it is back. */
  | { readonly kind: "away" }
  | { readonly kind: "wait"; readonly at: number }
  | { readonly kind: "send"; readonly attempt: number; readonly reason: string };

/**
 * Refusals are results and never repaired: a refused ref counts as held, unless only a wrong clock explains it. A device
 * without holdings (JSON from the bench) gets each change once.
 */
export function reconcile(input: ReconcileInput): Reconciled {
  const { twin, now } = input;
  if (!input.online) return { kind: "away" };
  const difference = differenceOf(input);
  if (difference.reason === undefined) {
    return difference.waitUntil === undefined ? { kind: "inSync" } : { kind: "wait", at: difference.waitUntil };
  }
  const { sent } = twin;
  if (sent === undefined || !difference.alreadySent) return { kind: "send", attempt: 1, reason: difference.reason };
  const patience = retrySchedule[Math.min(sent.attempt, retrySchedule.length) - 1] ?? 0;
  if (now < sent.at + patience) return { kind: "wait", at: sent.at + patience };
  return { kind: "send", attempt: sent.attempt + 1, reason: difference.reason };
}

interface Difference {
  /** Why device and wish differ; undefined where they agree or may still come to agree by themselves. */
  reason?: string;
  /** The difference was contained in the last desired state sent: only time can tell. */
  alreadySent?: boolean;
  waitUntil?: number;
}

/** Fingerprint of everything a desired state says: what `Twin.sent.digest` keeps. */
export function desireDigest(configDigest: string, directives: readonly Directive[]): string {
  return `${configDigest}:${directives.map(nameOf).sort().join(",")}`;
}

/**
 * A lock tested by its holder keeps its ref and changes its target, and a lamp may move to another output of its
 * device: a ref alone does not name what is wanted.
 */
function nameOf({ ref, issuedAt, outputs = [] }: Directive): string {
  return `${ref}@${issuedAt}/${outputs.join(".")}`;
}

/** Names of a desired state's directives by their refs. */
function sentNamesOf(digest: string): Map<number, string> {
  return new Map(namesIn(digest).map((name) => [refOf(name), name]));
}

/** The same fingerprint as if these had never been in it. */
function digestWithout(digest: string, refs: ReadonlySet<number>): string {
  if (refs.size === 0) return digest;
  const names = namesIn(digest).filter((name) => !refs.has(refOf(name)));
  return `${digest.slice(0, digest.indexOf(":"))}:${names.join(",")}`;
}

const namesIn = (digest: string): string[] => digest.slice(digest.indexOf(":") + 1).split(",");
const refOf = (name: string): number => Number.parseInt(name, 10);

/** @returns what is told a device while these are kept back: it keeps what it holds of them already. */
export function withoutKeptBack(
  directives: readonly Directive[],
  keptBack: ReadonlySet<number>,
  holds: Holdings | undefined,
): Directive[] {
  return directives.filter(({ ref }) => !keptBack.has(ref) || holds?.refs.includes(ref));
}

function differenceOf(input: ReconcileInput): Difference {
  const { configDigest, directives, keptBack } = input;
  const { holds, sent } = input.twin;
  const wanted = desireDigest(configDigest, directives);
  const absent = keptBack.difference(new Set(holds?.refs));
  const sentOtherwise = sent && digestWithout(sent.digest, absent);
  const alreadySent = sentOtherwise === wanted;
  // what went out with a paused order is not sent again for its answer: then the refs alone tell what is missing
  const isAnswerOwed = sent?.digest === sentOtherwise || holds?.rev === 0;
  if (holds === undefined) {
    return alreadySent ? {} : { reason: "says nothing of what it holds", alreadySent: false };
  }
  if (sent === undefined) return { reason: "never had a desired state from here", alreadySent: false };
  if (!sent.digest.startsWith(`${configDigest}:`)) return { reason: "configuration changed", alreadySent: false };
  if (holds.rev < sent.rev && isAnswerOwed)
    return { reason: `holds revision ${holds.rev}, sent ${sent.rev}`, alreadySent };
  if (holds.rev > sent.rev) return { reason: `holds revision ${holds.rev}, newer than ours`, alreadySent: false };
  return refDifference(input, holds, sent.digest, alreadySent);
}

/**
 * "Expired" speaks of the device's clock and not of the directive: while its end is still to come here, it is told again,
 * for a clock that was years ahead is set soon after.
 */
function runsUntil(ref: number, untilOf: ReconcileInput["untilOf"], now: number): boolean {
  return (untilOf(ref) ?? now) > now;
}

function refDifference(
  { directives, pending, untilOf, now }: ReconcileInput,
  holds: Holdings,
  sentDigest: string,
  alreadySent: boolean,
): Difference {
  const refused = (holds.refused ?? []).filter(({ ref, code }) => code !== "expired" || !runsUntil(ref, untilOf, now));
  const known = new Set([...holds.refs, ...refused.map(({ ref }) => ref)]);
  const sentNames = sentNamesOf(sentDigest);
  let waitUntil: number | undefined;
  const later = (at: number) => {
    waitUntil = waitUntil === undefined ? at : Math.min(waitUntil, at);
  };
  for (const directive of directives) {
    const sentName = sentNames.get(directive.ref) ?? nameOf(directive);
    if (sentName !== nameOf(directive)) {
      return { reason: `holds ${directive.kind} ${directive.ref} as it was before`, alreadySent };
    }
    if (known.has(directive.ref)) continue;
    const chance = pending.get(directive.ref);
    if (chance !== undefined && now < chance) later(chance);
    else return { reason: `does not hold ${directive.kind} ${directive.ref}`, alreadySent };
  }
  const wantedRefs = new Set(directives.map(({ ref }) => ref));
  for (const ref of holds.refs) {
    if (wantedRefs.has(ref) || (untilOf(ref) ?? Number.POSITIVE_INFINITY) <= now) continue;
    const chance = pending.get(ref);
    if (chance !== undefined && now < chance) later(chance);
    else return { reason: `still holds ${ref}`, alreadySent };
  }
  return waitUntil === undefined ? {} : { waitUntil };
}
