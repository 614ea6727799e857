import { describe, expect, test } from "vitest";
import { acceptDesire, holdingsOf } from "#protocol/behavior/accept-desire.ts";
import { emptySet } from "#protocol/behavior/directive-set.ts";
import type { Abilities } from "#protocol/behavior/held-directive.ts";
import type { Directive } from "#protocol/wire/directive.ts";
import { desireOf, evening, override } from "./support/device-on-bench.ts";

const abilities: Abilities = {
  capabilities: [{ outputKind: "white" }],
  kinds: new Set(["isolate", "lock", "emergency", "override", "limit"]),
};
const now = { wall: evening, uptime: 0 };
const lock = (ref: number, parts: object = {}): Directive => ({
  kind: "lock",
  ref,
  priority: 2,
  issuedAt: evening,
  hold: true,
  ...parts,
});
const holdsAfter = (directives: Directive[]) => {
  const { desire, directives: set } = acceptDesire(undefined, emptySet(), desireOf({ directives }), abilities, now)!;
  return { desire, set, holds: holdingsOf(desire, set, [], now) };
};

describe("a desired state", () => {
  test("leaves the safety of no lock to the order of its list", () => {
    const test = lock(1, { target: { level: 10 } });
    for (const directives of [
      [test, lock(2)],
      [lock(2), test],
    ]) {
      expect(holdsAfter(directives).holds).toMatchObject({ refs: [1, 2], refused: [{ ref: 1, code: "locked" }] });
    }
  });

  test("takes what only a person ends even where lesser things fill the set", () => {
    const many = Array.from({ length: 8 }, (_, n) => override(n + 10));
    const { holds } = holdsAfter([...many, lock(1)]);
    expect(holds.refs).toContain(1);
    expect(holds.refused).toEqual([{ ref: 17, code: "full" }]);
  });

  test("that names a lock again keeps the light it holds", () => {
    const { desire, set } = holdsAfter([lock(1)]);
    set.entries[0]!.held[0] = { level: 80 };
    const next = acceptDesire(desire, set, desireOf({ rev: evening + 1, directives: [lock(1)] }), abilities, now);
    expect(next?.directives.entries[0]?.held).toEqual({ 0: { level: 80 } });
  });

  test("makes no exception for the highest revision there is", () => {
    const { desire, set } = holdsAfter([]);
    const last = desireOf({ rev: Number.MAX_SAFE_INTEGER });
    const taken = acceptDesire(desire, set, last, abilities, now);
    expect(taken?.desire.rev).toBe(Number.MAX_SAFE_INTEGER);
    expect(acceptDesire(taken!.desire, set, last, abilities, now)).toBeUndefined();
  });
});
