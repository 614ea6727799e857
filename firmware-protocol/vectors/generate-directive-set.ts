/** Directives held over time: each case is what happened, in order, and which stand on the outputs afterwards. */
import {
  addDirective,
  afterRestart,
  captureHolds,
  directivesOf,
  emptySet,
  endDirective,
  forgetEnded,
  noteRunning,
} from "../behavior/directive-set.ts";
import { type Abilities, type DirectiveSet, isInForce, type TimeView } from "../behavior/held-directive.ts";
import type { HeldDirective, Target } from "../wire/directive.ts";
import type { Capability } from "../wire/hello.ts";
import type { VectorFile } from "./vector-file.ts";

const t0 = Date.UTC(2026, 10, 22, 12);
const minute = 60_000;

type Happening =
  | { add: HeldDirective; outputs: number[] }
  | { end: number; until: number }
  /** What the outputs show now, for locks that hold. */
  | { shows: Target }
  | { restart: true }
  | { look: true };

interface Script {
  name: string;
  capabilities: Capability[];
  /** ms since power-up and whether the clock is valid then; UTC is `t0` + uptime. */
  steps: readonly (readonly [uptime: number, clock: boolean, happening: Happening])[];
}

const white: Capability = { outputKind: "white" };
const relay: Capability = { outputKind: "relay" };
const override = (ref: number, parts: object = {}): HeldDirective => ({
  kind: "override",
  ref,
  priority: 4,
  issuedAt: t0,
  until: t0 + 10 * minute,
  target: { level: 30 },
  ...parts,
});
const lock = (ref: number, parts: object = {}): HeldDirective => ({
  kind: "lock",
  ref,
  priority: 2,
  issuedAt: t0,
  hold: true,
  ...parts,
});
const on = (add: HeldDirective, outputs = [0]): Happening => ({ add, outputs });
const look: Happening = { look: true };

const scripts: readonly Script[] = [
  {
    name: "only the same reference replaces",
    capabilities: [white],
    steps: [
      [0, true, on(override(1))],
      [0, true, on(override(2))],
      [1000, true, on(override(1, { issuedAt: t0 + 1000, target: { level: 70 } }))],
    ],
  },
  {
    name: "from in the future, then over",
    capabilities: [white],
    steps: [
      [0, true, on(override(1, { from: t0 + minute, until: t0 + 2 * minute }))],
      [minute - 1, true, look],
      [minute, true, look],
      [2 * minute - 1, true, look],
      [2 * minute, true, look],
    ],
  },
  {
    name: "an ended reference stays barred until its until",
    capabilities: [white],
    steps: [
      [0, true, on(override(1))],
      [1000, true, { end: 1, until: t0 + minute }],
      [2000, true, on(override(1))],
      [minute, true, on(override(1))],
    ],
  },
  {
    name: "the ninth on an output is refused, nothing is evicted",
    capabilities: [white, white],
    steps: [
      ...Array.from({ length: 9 }, (_, n) => [0, true, on(override(n + 1))] as const),
      [0, true, on(override(20), [1])],
    ],
  },
  {
    name: "two locks of which one is released",
    capabilities: [white],
    steps: [
      [0, true, on(lock(1))],
      [0, true, { shows: { level: 80 } }],
      [1000, true, on(lock(2))],
      [1000, true, { shows: { level: 80 } }],
      [2000, true, { end: 1, until: t0 + 10 * minute }],
      [3000, false, { restart: true }],
      [4000, false, look],
    ],
  },
  {
    name: "the first holder's test is refused while the second lock stands, and does not spring up when it goes",
    capabilities: [white],
    steps: [
      [0, true, on(lock(1))],
      [0, true, on(lock(2))],
      [0, true, { shows: { level: 80 } }],
      [1000, true, on(lock(1, { issuedAt: t0 + 1000, target: { level: 10 } }))],
      [2000, true, { end: 2, until: t0 + 10 * minute }],
      [3000, true, on(lock(1, { issuedAt: t0 + 1000, target: { level: 10 } }))],
      [4000, true, on(lock(1, { issuedAt: t0 + 4000, target: { level: 10 } }))],
    ],
  },
  {
    name: "a directive without a clock waits; one that was running ends by the time since boot",
    capabilities: [white],
    steps: [
      [0, false, on(override(1, { until: t0 + 5 * minute }))],
      [1000, false, look],
      [2000, true, look],
      [3000, false, look],
      [5 * minute - 1, false, look],
      [5 * minute, false, look],
    ],
  },
  {
    name: "without a clock isolate and lock count, a start to come does not",
    capabilities: [relay],
    steps: [
      [0, false, on({ kind: "isolate", ref: 1, priority: 1, issuedAt: t0 })],
      [0, false, on(lock(2))],
      [0, false, on(lock(3, { from: t0 + minute }))],
    ],
  },
  {
    name: "refusals",
    capabilities: [white, relay],
    steps: [
      [0, true, on(override(1), [5])],
      [0, true, on(override(2, { target: { rgbw16: [1, 2, 3, 4] } }))],
      [0, true, on(override(3), [1])],
      [0, true, on(override(4, { until: t0 }))],
      [minute, true, on(override(5, { until: t0 + minute }))],
      [0, true, on({ kind: "frames", ref: 6, priority: 5, issuedAt: t0, until: t0 + minute })],
      [0, true, on(override(7), [0, 1])],
    ],
  },
];

function play({ name, capabilities, steps }: Script): object[] {
  let set: DirectiveSet = emptySet();
  const abilities: Abilities = {
    capabilities,
    kinds: new Set(["isolate", "lock", "emergency", "override", "limit", "end", "call"]),
  };
  return steps.map(([uptime, clock, happening]) => {
    const now: TimeView = { wall: clock ? t0 + uptime : undefined, uptime };
    forgetEnded(set, now);
    noteRunning(set, now);
    let refused: string | undefined;
    if ("add" in happening) refused = addDirective(set, happening.add, happening.outputs, abilities, now);
    if ("end" in happening) endDirective(set, happening.end, happening.until);
    if ("shows" in happening) captureHolds(set, now, () => happening.shows);
    if ("restart" in happening) set = afterRestart(set);
    const standing = capabilities.map((_, output) => {
      const inForce = set.entries.filter((entry) => entry.outputs.includes(output) && isInForce(entry, now));
      return directivesOf(set, output, now)
        .filter(({ ref }) => inForce.some(({ directive }) => directive.ref === ref))
        .map((directive) => ("target" in directive ? [directive.ref, directive.target] : [directive.ref]));
    });
    return { name, capabilities, ...now, ...happening, ...(refused && { refused }), standing };
  });
}

export const directiveSetVectors = {
  name: "directive-set.json",
  about:
    "Cases of one `name` follow each other on one set. `wall`: UTC ms, absent without a valid clock; `uptime`: ms since boot. `add` or `end` happens, or the outputs show something (`shows`, for locks that hold), or the device restarts. `refused`: the code. `standing`: per output what is in force, [reference, target], in no order.",
  cases: () => scripts.flatMap(play),
} satisfies VectorFile;
