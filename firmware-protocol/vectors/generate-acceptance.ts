/** Desired states and group directives as they arrive at one device, and what it then says it holds. */
import { acceptDesire, holdingsOf } from "../behavior/accept-desire.ts";
import { emptySet } from "../behavior/directive-set.ts";
import { takeGroupDirective } from "../behavior/group-directive.ts";
import type { Abilities, TimeView } from "../behavior/held-directive.ts";
import type { Config, Desire } from "../wire/desire.ts";
import type { Directive } from "../wire/directive.ts";
import type { VectorFile } from "./vector-file.ts";

const t0 = Date.UTC(2026, 10, 22, 12);
const minute = 60_000;
const config: Config = {
  place: { lat: 10.98, lon: 106.65 },
  offsets: [{ at: 1_577_836_800_000, offset: 420 }],
  groups: [
    { group: "all", outputs: [0, 1] },
    { group: "left", outputs: [1] },
  ],
  samplePeriod: 300,
  reportPeriod: 900,
  feeder: "alwaysLive",
  fallback: 80,
};
const override = (ref: number, parts: object = {}): Directive => ({
  kind: "override",
  ref,
  priority: 4,
  issuedAt: t0,
  until: t0 + 10 * minute,
  target: { level: 30 },
  ...parts,
});
const desire = (rev: number, directives: Directive[], parts: Partial<Desire> = {}): Desire => ({
  rev,
  config,
  directives,
  ...parts,
});
const end = (ends: number): Directive => ({
  kind: "end",
  ref: 900,
  priority: 0,
  issuedAt: t0,
  until: t0 + 20 * minute,
  ends,
});
const calendar = { document: { digest: "00112233445566778899aabbccddeeff", parts: 1 }, outputs: [0] };
const call: Directive = { kind: "call", ref: 901, priority: 0, issuedAt: t0, reportWithin: 30 };

type Arrival = { desire: Desire } | { group: string; directive: Directive };

const arrivals: readonly (readonly [name: string, after: number, arrival: Arrival])[] = [
  ["the first", 0, { desire: desire(t0, [override(1)]) }],
  ["an older one changes nothing", 0, { desire: desire(t0 - 1, []) }],
  ["the same one changes nothing", 0, { desire: desire(t0, []) }],
  [
    "one entry cannot be done, the rest works",
    0,
    { desire: desire(t0 + 1, [override(1), override(2, { target: { closed: true } }), override(3, { outputs: [7] })]) },
  ],
  ["what is not named any more is gone", 0, { desire: desire(t0 + 2, [override(4)]) }],
  [
    "a document that is not here yet is waited for",
    0,
    { desire: desire(t0 + 3, [override(4)], { calendars: [calendar] }) },
  ],
  ["group directive for both outputs", 0, { group: "all", directive: override(5, { reportWithin: 3 }) }],
  ["group directive of a group this member does not know", 0, { group: "elsewhere", directive: override(6) }],
  [
    "group directive no output here can do",
    0,
    { group: "left", directive: override(7, { target: { rgbw16: [1, 2, 3, 4] } }) },
  ],
  ["call is held by nobody", 0, { group: "all", directive: call }],
  ["end", 0, { group: "all", directive: end(5) }],
  ["a late double of what was ended", 0, { group: "all", directive: override(5, { reportWithin: 3 }) }],
  [
    "a configuration that cannot be used leaves the one before",
    0,
    {
      desire: desire(t0 + 4, [override(4)], {
        config: {
          ...config,
          offsets: [
            { at: t0, offset: 420 },
            { at: t0, offset: 480 },
          ],
        },
      }),
    },
  ],
  [
    "references past their end are left out",
    10 * minute,
    { desire: desire(t0 + 5, [override(8, { until: t0 + 60 * minute }), override(9)]) },
  ],
];

function play(): object[] {
  const abilities: Abilities = {
    capabilities: [{ outputKind: "white" }, { outputKind: "white" }],
    kinds: new Set(["isolate", "lock", "emergency", "override", "limit", "end", "call"]),
  };
  let held: Desire | undefined;
  let set = emptySet();
  return arrivals.map(([name, after, arrival]) => {
    const now: TimeView = { wall: t0 + after, uptime: after };
    let accepted = true;
    if ("desire" in arrival) {
      const taken = acceptDesire(held, set, arrival.desire, abilities, now);
      accepted = taken !== undefined;
      held = taken?.desire ?? held;
      set = taken?.directives ?? set;
    } else {
      takeGroupDirective(set, held, arrival.group, arrival.directive, abilities, now);
    }
    return { name, wall: now.wall, ...arrival, accepted, holds: holdingsOf(held, set, named(held), now) };
  });
}

export const acceptanceVectors = {
  name: "acceptance.json",
  about:
    "One device with two white outputs, from its first desired state on; the cases follow each other. `accepted`: false where the revision is not newer. `holds` is what its next report says.",
  cases: play,
} satisfies VectorFile;

/** Nothing was fetched here, so every document is waited for. */
function named(desire: Desire | undefined): string[] {
  return (desire?.calendars ?? []).map(({ document }) => document.digest);
}
