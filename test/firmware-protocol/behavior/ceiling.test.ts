import { describe, expect, test } from "vitest";
import { arbitrate } from "#protocol/behavior/arbitrate.ts";
import { ceilingAt } from "#protocol/behavior/ceiling.ts";
import { nightAt } from "#protocol/behavior/night.ts";
import type { Ceiling } from "#protocol/wire/desire.ts";
import type { Directive } from "#protocol/wire/directive.ts";
import type { OutputKind } from "#protocol/wire/vocabulary.ts";

const utc = (text: string) => Date.parse(`${text}Z`);
const site = { place: { lat: 10.98, lon: 106.65 }, offsets: [{ at: utc("2020-01-01T00:00"), offset: 420 }] };
/** The night that begins on 22 November 2026. */
const tonight = utc("2026-11-22T00:00") / 86_400_000;

describe("the ceiling of a curfew", () => {
  const at = (ceilings: Ceiling[], now: number) => ceilingAt(ceilings, 0, site.offsets, nightAt(site, now), now);
  const nightly: Ceiling = { outputs: [0], fromMinute: 1320, toMinute: 300, percent: 40 };

  test("holds between its local times, past midnight too", () => {
    expect(at([nightly], utc("2026-11-22T14:59"))).toEqual({ percent: 100, nextChangeAt: utc("2026-11-22T15:00") });
    expect(at([nightly], utc("2026-11-22T15:00"))).toEqual({ percent: 40, nextChangeAt: utc("2026-11-22T22:00") });
    expect(at([nightly], utc("2026-11-22T22:00")).percent).toBe(100);
  });

  test("holds on its nights only, from noon to noon", () => {
    const dated: Ceiling = { ...nightly, nights: [[tonight, tonight]] };
    expect(at([dated], utc("2026-11-22T21:00")).percent).toBe(40);
    expect(at([dated], utc("2026-11-21T21:00")).percent).toBe(100);
    expect(at([dated], utc("2026-11-23T15:30")).percent).toBe(100);
  });

  test("over a span of wall time begins and ends with it", () => {
    const span = { outputs: [0], fromMinute: 0, toMinute: 0, percent: 70 };
    const limit = { ...span, from: utc("2026-11-22T13:00"), until: utc("2026-11-22T14:30") };
    expect(at([limit], utc("2026-11-22T12:59"))).toEqual({ percent: 100, nextChangeAt: utc("2026-11-22T13:00") });
    expect(at([limit], utc("2026-11-22T13:00"))).toEqual({ percent: 70, nextChangeAt: utc("2026-11-22T14:30") });
    expect(at([limit], utc("2026-11-22T14:30"))).toEqual({ percent: 100, nextChangeAt: Infinity });
  });

  test("is the lowest of several, and none for other outputs", () => {
    expect(at([nightly, { ...nightly, percent: 10 }], utc("2026-11-22T16:00")).percent).toBe(10);
    expect(at([{ ...nightly, outputs: [3] }], utc("2026-11-22T16:00"))).toEqual({
      percent: 100,
      nextChangeAt: Infinity,
    });
  });

  test("never changes before it says", () => {
    const ceilings: Ceiling[] = [
      nightly,
      { ...nightly, fromMinute: 1200, toMinute: 1260, nights: [[tonight, tonight]] },
    ];
    for (let now = utc("2026-11-21T05:00"); now < utc("2026-11-24T05:00"); ) {
      const { percent, nextChangeAt } = at(ceilings, now);
      for (let t = now; t < nextChangeAt; t += 97_000) expect(at(ceilings, t).percent).toBe(percent);
      now = nextChangeAt;
    }
  });
});

describe("a curfew of zero", () => {
  const show = (outputKind: OutputKind, kind: "override" | "emergency" | "lock") => {
    const target = outputKind === "relay" ? { closed: true } : { level: 80 };
    const common = { ref: 1, priority: 3, issuedAt: utc("2026-11-22T12:00"), outputs: [0] };
    const directive = { kind, ...common, target, until: utc("2026-11-23T12:00") } as Directive;
    const decision = arbitrate(
      {
        output: { outputKind, minLevel: 1, curve: "linear" },
        directives: [directive as never],
        fallback: { target, nextChangeAt: Infinity },
        filters: { ceiling: { percent: 0, nextChangeAt: utc("2026-11-22T22:00") } },
      },
      utc("2026-11-22T16:00"),
    );
    return [decision.target, decision.filtered, decision.nextChangeAt];
  };

  test("darkens whatever a person, a show or a calendar wants, and says so", () => {
    expect(show("white", "override")).toEqual([{ level: 0 }, "limit", utc("2026-11-22T22:00")]);
    expect(show("relay", "override")).toEqual([{ closed: false }, "limit", utc("2026-11-22T22:00")]);
  });

  test("does not touch an emergency or somebody's work", () => {
    expect(show("white", "emergency")[0]).toEqual({ level: 80 });
    expect(show("white", "lock")[0]).toEqual({ level: 80 });
    expect(show("relay", "emergency")[0]).toEqual({ closed: true });
  });
});
