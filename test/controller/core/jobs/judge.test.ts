import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { commandWords, refusalCodes, sources } from "#protocol/wire/vocabulary.ts";
import { powerBand } from "../../../../controller/core/fleet/power-band.ts";
import type { Twin } from "../../../../controller/core/fleet/twin.ts";
import { type Evidence, judge, judgeLate } from "../../../../controller/core/jobs/judge.ts";
import { anOrder, aState, aTwin, evening, hour } from "../../../support/fleet-things.ts";
import { smallTown } from "../inventory/small-town.ts";

const model = smallTown.lampModel.get("model")!;
const feed = { cabinetId: "cabinet", output: 1 };
/** Holds the order, shows 30 % by it, settled, and measures what 30 % should draw. */
const obeying = (said: Parameters<typeof aState>[0] = {}, twin: Partial<Twin> = {}) =>
  aTwin({
    holds: { rev: 5, refs: [100] },
    states: [aState({ level: 30, source: "override", ref: 100, activePower: 31, ...said })],
    ...twin,
  });
const cabinet = (said: Parameters<typeof aState>[0], refs: number[] = [], twin: Partial<Twin> = {}) =>
  aTwin({ device: "cab-dev", holds: { rev: 5, refs }, states: [aState({ output: 1, ...said })], ...twin });
const evidence = (said: Partial<Evidence> = {}): Evidence => ({
  order: anOrder(),
  model,
  controlled: true,
  output: 0,
  crowdedOut: false,
  twin: obeying(),
  ...said,
});
const lit = (said: Partial<Evidence> = {}): Evidence => {
  const { twin: _, ...rest } = evidence({
    order: anOrder({ target: { level: 100 }, companionRef: 101, companions: [feed] }),
    controlled: false,
    feed,
    segmentBand: powerBand(model, 100),
    ...said,
  });
  return rest;
};
const dark = (said: Partial<Evidence> = {}) =>
  lit({ order: anOrder({ target: { level: 0 }, segments: [feed] }), ...said });

describe("a lamp with electronics", () => {
  it("is proven when it shows the target by this order and draws what it should", () => {
    expect(judge(evidence())).toEqual({ word: "proven" });
  });

  it("has followed, unproven, when it measures nothing", () => {
    const twin = aTwin({
      holds: { rev: 5, refs: [100] },
      states: [aState({ level: 30, source: "override", ref: 100 })],
    });
    expect(judge(evidence({ twin }))).toEqual({ word: "followed", reason: { code: "notMeasured" } });
  });

  it("has followed and is not proven when its driver is dead: it says 30 % and draws nothing", () => {
    expect(judge(evidence({ twin: obeying({ activePower: 0.4 }) }))).toMatchObject({
      word: "followed",
      reason: { code: "notProven", measured: 0.4 },
    });
  });

  it.each([
    ["nothing was heard of it", { twin: undefined }],
    ["it does not hold the order yet", { twin: obeying({}, { holds: { rev: 4, refs: [] } }) }],
    ["its ramp is on the way", { twin: obeying({ settled: false }) }],
    ["its output said nothing", { twin: obeying({}, { states: [] }) }],
  ])("has no word while %s", (_, { twin }) => {
    const { twin: _twin, ...rest } = evidence();
    expect(judge(twin === undefined ? rest : { ...rest, twin })).toBeUndefined();
  });

  it("is held by what outranks it, named by its ref", () => {
    const locked = obeying({ level: 80, source: "lock", ref: 9 });
    const byLock = { code: "outranked", source: "lock", ref: 9 };
    expect(judge(evidence({ twin: locked }))).toEqual({ word: "held", reason: byLock });
    const later = obeying({ source: "override", ref: 200 });
    expect(judge(evidence({ twin: later }))).toMatchObject({ reason: { code: "outranked", ref: 200 } });
    const byHand = obeying({ level: 100, source: "hand", ref: undefined });
    expect(judge(evidence({ twin: byHand }))).toEqual({ word: "held", reason: { code: "outranked", source: "hand" } });
  });

  it("waits while it holds the order and something weaker decides: its start lies ahead", () => {
    expect(judge(evidence({ twin: obeying({ source: "fallback", ref: undefined }) }))).toEqual({
      word: "held",
      reason: { code: "waiting" },
    });
  });

  it("is held by the filter that changed what the order wanted", () => {
    expect(judge(evidence({ twin: obeying({ level: 40, filtered: "floor" }) }))).toEqual({
      word: "held",
      reason: { code: "limited", filter: "floor" },
    });
  });

  it.each(refusalCodes)("has refused, with the device's own code %s", (refusal) => {
    const twin = obeying({}, { holds: { rev: 5, refs: [], refused: [{ ref: 100, code: refusal }] } });
    expect(judge(evidence({ twin }))).toEqual({ word: "refused", reason: { code: "refused", refusal } });
  });

  it("is full when its desired state has no room for the order, heard or not", () => {
    const { twin: _, ...unheard } = evidence({ crowdedOut: true });
    expect(judge(unheard)).toEqual({ word: "refused", reason: { code: "refused", refusal: "full" } });
  });

  it("follows a holding lock at whatever light it keeps", () => {
    const order = anOrder({ kind: "workLock" });
    const twin = obeying({ level: 80, source: "lock", activePower: 80 });
    expect(judge(evidence({ order, twin }))).toEqual({ word: "proven" });
  });
});

describe("a lamp whose segment is open", () => {
  const lockedOpen = { level: 0, source: "lock" as const, ref: 9 };
  const reason = { code: "unpowered", ...feed, source: "lock", ref: 9 };

  it("is held by it, whatever it said before, when the order does not move the segment", () => {
    const order = anOrder({ target: { level: 0 } });
    expect(judge(evidence({ order, feed, cabinet: cabinet(lockedOpen) }))).toEqual({ word: "held", reason });
  });

  it("has no word before the cabinet had its chance to close, and is held once the cabinet could not", () => {
    const order = anOrder({ companionRef: 101, companions: [feed] });
    const day = { level: 0, source: "fallback" as const };
    expect(judge(evidence({ order, feed, cabinet: cabinet(day) }))).toBeUndefined();
    expect(
      judge(evidence({ order, feed, cabinet: cabinet({ level: 0, source: "override", ref: 101 }, [101]) })),
    ).toBeUndefined();
    expect(judge(evidence({ order, feed, cabinet: cabinet(lockedOpen, [101]) }))).toEqual({ word: "held", reason });
    expect(judge(evidence({ order, feed, cabinet: cabinet({ level: 100 }, [101]) }))).toEqual({ word: "proven" });
  });

  it("has followed an order that opened it itself: isolation, darkness of a whole circuit", () => {
    for (const order of [
      anOrder({ kind: "isolate", segments: [feed] }),
      anOrder({ target: { level: 0 }, segments: [feed] }),
    ]) {
      const opened = cabinet({ level: 0, source: "isolate", ref: 100 }, [100]);
      expect(judge(evidence({ order, feed, cabinet: opened }))).toEqual({
        word: "followed",
        reason: { code: "notMeasured" },
      });
    }
  });
});

describe("a lamp without electronics", () => {
  const closed = { level: 100, source: "override" as const, ref: 101 };

  it("follows full light with its segment, proven by the segment's meter", () => {
    expect(judge(lit({ cabinet: cabinet({ ...closed, activePower: 101 }, [101]) }))).toEqual({ word: "proven" });
    expect(judge(lit({ cabinet: cabinet({ ...closed, activePower: 20 }, [101]) }))).toMatchObject({
      word: "followed",
      reason: { code: "notProven", measured: 20, low: 75 },
    });
    expect(judge(lit({ cabinet: cabinet(closed, [101]) }))).toEqual({
      word: "followed",
      reason: { code: "notMeasured" },
    });
  });

  it("has no word before its cabinet answered", () => {
    expect(judge(lit())).toBeUndefined();
    expect(judge(lit({ cabinet: cabinet({ level: 100 }) }))).toBeUndefined();
  });

  it("gives the cabinet's refusal as its own", () => {
    const holds = { rev: 5, refs: [], refused: [{ ref: 101, code: "full" as const }] };
    const refused = cabinet({ level: 100 }, [], { holds });
    expect(judge(lit({ cabinet: refused }))).toEqual({ word: "refused", reason: { code: "refused", refusal: "full" } });
  });

  it.each([
    ["be dimmed", lit({ order: anOrder({ companionRef: 101, companions: [feed] }) })],
    ["go dark alone", lit({ order: anOrder({ target: { level: 0 } }) })],
    ["be lit where no relay feeds it", lit({ order: anOrder({ target: { level: 100 } }) })],
    ["be locked alone", lit({ order: anOrder({ kind: "workLock" }) })],
  ])("cannot %s", (_, alone) => {
    expect(judge(alone)).toEqual({ word: "refused", reason: { code: "noElectronics" } });
  });

  it("goes dark with its whole circuit, proven by the meter that shows nothing", () => {
    const open = { level: 0, source: "override" as const, ref: 100 };
    expect(judge(dark({ cabinet: cabinet({ ...open, activePower: 0.5 }, [100]) }))).toEqual({ word: "proven" });
    expect(judge(dark({ cabinet: cabinet({ ...open, activePower: 60 }, [100]) }))).toMatchObject({
      word: "followed",
      reason: { code: "notProven" },
    });
  });

  it("stays lit when something stronger keeps the segment closed, and has no word while the relay dwells", () => {
    expect(judge(dark({ cabinet: cabinet({ level: 100, source: "hand" }, [100]) }))).toEqual({
      word: "held",
      reason: { code: "outranked", source: "hand" },
    });
    expect(judge(dark({ cabinet: cabinet({ level: 100, source: "override", ref: 100 }, [100]) }))).toBeUndefined();
  });
});

describe("a device on the bench that names no holdings", () => {
  const bench = (level: number, said: Partial<Twin> = {}) => {
    const { holds: _, ...twin } = aTwin({ encoding: "json", states: [aState({ level })], ...said });
    return twin;
  };

  it("is judged by the level it reports after the order", () => {
    expect(judge(evidence({ twin: bench(30) }))).toEqual({ word: "followed", reason: { code: "notMeasured" } });
    expect(judge(evidence({ twin: bench(30.5) }))?.word).toBe("followed");
    expect(judge(evidence({ twin: bench(80) }))).toBeUndefined();
    expect(judge(evidence({ twin: bench(30, { reportedAt: evening - 1 }) }))).toBeUndefined();
  });

  it("is not asked for less than its driver can do", () => {
    expect(judge(evidence({ order: anOrder({ target: { level: 3 } }), twin: bench(10) }))?.word).toBe("followed");
  });

  it("is held by what it says decides, when its time is over and it shows something else", () => {
    expect(judgeLate(evidence({ twin: bench(80) }))).toEqual({
      word: "held",
      reason: { code: "outranked", source: "fallback" },
    });
  });
});

describe("when the time to answer is over", () => {
  it("a lamp is silent, and it is said since when", () => {
    const { twin: _, ...unheard } = evidence();
    expect(judgeLate(unheard)).toEqual({ word: "silent", reason: { code: "neverHeard" } });
    const twin = aTwin({ heardAt: evening - hour, holds: { rev: 4, refs: [] } });
    expect(judgeLate(evidence({ twin }))).toEqual({
      word: "silent",
      reason: { code: "noAnswer", since: evening - hour },
    });
  });

  it("a lamp on its way is held by its own ramp", () => {
    expect(judgeLate(evidence({ twin: obeying({ settled: false }) }))).toEqual({
      word: "held",
      reason: { code: "ramping" },
    });
  });

  it("a lamp under an open segment is held by it, though its cabinet never answered", () => {
    const order = anOrder({ companionRef: 101, companions: [feed] });
    const silent = cabinet({ level: 0, source: "fallback" });
    expect(judgeLate(evidence({ order, feed, cabinet: silent }))).toEqual({
      word: "held",
      reason: { code: "unpowered", ...feed, source: "fallback" },
    });
  });

  it("a lamp without electronics is as silent as its cabinet", () => {
    expect(judgeLate(lit())).toEqual({ word: "silent", reason: { code: "neverHeard" } });
    const mute = cabinet({ level: 100 }, [], { heardAt: evening - hour });
    expect(judgeLate(lit({ cabinet: mute }))).toEqual({
      word: "silent",
      reason: { code: "noAnswer", since: evening - hour },
    });
  });

  it("every lamp gets a word, whatever is known of it, and never a better one than the evidence gives", () => {
    const state = fc.record({
      output: fc.constantFrom(0, 1),
      level: fc.constantFrom(0, 30, 100),
      source: fc.constantFrom(...sources),
      settled: fc.boolean(),
      ref: fc.constantFrom(9, 100, 101),
    });
    const twin = fc.record({
      heardAt: fc.constantFrom(0, evening),
      reportedAt: fc.constantFrom(0, evening),
      holds: fc.record({ rev: fc.nat(), refs: fc.subarray([9, 100, 101]) }),
      states: fc.array(state, { maxLength: 2 }),
    });
    const order = fc.constantFrom(
      anOrder(),
      anOrder({ kind: "isolate", segments: [feed] }),
      anOrder({ kind: "workLock" }),
      anOrder({ target: { level: 100 }, companionRef: 101, companions: [feed] }),
    );
    fc.assert(
      fc.property(order, fc.boolean(), fc.option(twin), fc.option(twin), (given, controlled, own, box) => {
        const base = { order: given, model, controlled, output: 0, crowdedOut: false };
        const known: Evidence = {
          ...base,
          ...(own === null ? {} : { twin: aTwin(own) }),
          ...(box === null ? {} : { feed, cabinet: aTwin(box) }),
        };
        const word = judgeLate(known);
        expect(commandWords).toContain(word.word);
        expect(judge(known) ?? word).toEqual(word);
        const says = controlled ? own : box;
        // light is never claimed of something that said nothing
        if (says === null && box === null) expect(["silent", "refused"]).toContain(word.word);
      }),
    );
  });
});
