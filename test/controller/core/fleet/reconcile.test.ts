import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Directive } from "#protocol/wire/directive.ts";
import {
  desireDigest,
  type ReconcileInput,
  reconcile,
  retrySchedule,
  withoutKeptBack,
} from "../../../../controller/core/fleet/reconcile.ts";
import { aTwin, evening, hour } from "../../../support/fleet-things.ts";

const now = evening;
const override = (ref: number, said: Partial<Directive> = {}): Directive =>
  ({
    kind: "override",
    ref,
    priority: 4,
    issuedAt: now,
    until: now + hour,
    target: { level: 30 },
    outputs: [0],
    ...said,
  }) as Directive;
const lock = (issuedAt: number, level?: number): Directive => ({
  kind: "lock",
  ref: 9,
  priority: 2,
  issuedAt,
  outputs: [0],
  ...(level === undefined ? { hold: true as const } : { target: { level } }),
});

/** A device that was sent `sent` at `now` and holds exactly that, unless said otherwise. */
function input(
  sent: readonly Directive[],
  said: Omit<Partial<ReconcileInput>, "twin"> & { twin?: object } = {},
): ReconcileInput {
  const { twin, ...rest } = said;
  return {
    twin: aTwin({
      holds: { rev: 5, refs: sent.map(({ ref }) => ref) },
      sent: { rev: 5, digest: desireDigest("c1", sent), at: now, attempt: 1 },
      ...twin,
    }),
    online: true,
    configDigest: "c1",
    directives: sent,
    pending: new Map(),
    keptBack: new Set(),
    untilOf: () => undefined,
    now,
    ...rest,
  };
}
const holds = (rev: number, refs: number[], refused: { ref: number; code: "full" | "locked" | "expired" }[] = []) => ({
  holds: { rev, refs, ...(refused.length === 0 ? {} : { refused }) },
});

describe("what a device holds against what is wanted", () => {
  it("says nothing to a device that holds it", () => {
    expect(reconcile(input([override(1), override(2)]))).toEqual({ kind: "inSync" });
  });

  it("says nothing to a device that is away: it says hello when it is back", () => {
    expect(reconcile(input([override(1)], { online: false, twin: holds(0, []) }))).toEqual({ kind: "away" });
  });

  it.each([
    ["lacks a ref", [override(1), override(2)], holds(5, [1]), "does not hold override 2"],
    ["has one too many", [override(1)], holds(5, [1, 77]), "still holds 77"],
    ["holds something newer than we sent", [override(1)], holds(6, [1]), "holds revision 6, newer than ours"],
    ["was never sent anything", [], { sent: undefined }, "never had a desired state from here"],
  ])("sends at once to a device that %s", (_, sent, twin, reason) => {
    const later = { now: now + 60_000 };
    expect(reconcile(input(sent, { ...later, twin }))).toMatchObject({ kind: "send", reason });
  });

  it("sends a changed configuration whatever refs are held", () => {
    expect(reconcile(input([override(1)], { configDigest: "c2" }))).toEqual({
      kind: "send",
      attempt: 1,
      reason: "configuration changed",
    });
  });

  it("counts a refused ref as held: a refusal is a result and never repaired", () => {
    expect(reconcile(input([override(1)], { twin: holds(5, [], [{ ref: 1, code: "full" }]) }))).toEqual({
      kind: "inSync",
    });
  });

  it("tells again what was taken for one of the past while its end is to come: a clock that was wrong is set soon", () => {
    const sent = [override(1)];
    const expired = (end: number) =>
      input(sent, {
        twin: holds(5, [], [{ ref: 1, code: "expired" }]),
        untilOf: () => end,
        now: now + retrySchedule[0],
      });
    expect(reconcile(expired(now + hour))).toMatchObject({ kind: "send", attempt: 2 });
    expect(reconcile(expired(now))).toEqual({ kind: "inSync" });
  });

  it("ignores refs past their end on both sides, since a report may be older than the end", () => {
    const untilOf = (ref: number) => (ref === 1 ? now : undefined);
    // no longer wanted, still in the last report
    expect(reconcile(input([override(1)], { directives: [], untilOf }))).toEqual({ kind: "inSync" });
    expect(reconcile(input([override(1)], { directives: [], untilOf, now: now - 1 }))).toMatchObject({
      kind: "send",
      reason: "still holds 1",
    });
  });

  it("gives a group publish its time, on the way in and on the way out", () => {
    const pending = new Map([[2, now + 8_000]]);
    const joining = { directives: [override(1), override(2)], pending };
    expect(reconcile(input([override(1)], joining))).toEqual({ kind: "wait", at: now + 8_000 });
    expect(reconcile(input([override(1)], { ...joining, now: now + 8_000 }))).toMatchObject({ kind: "send" });
    const leaving = { directives: [override(1)], pending };
    expect(reconcile(input([override(1), override(2)], leaving))).toEqual({ kind: "wait", at: now + 8_000 });
    expect(reconcile(input([override(1), override(2)], { ...leaving, now: now + 8_001 }))).toMatchObject({
      kind: "send",
      reason: "still holds 2",
    });
  });

  it("does not let a pending group publish hide another difference", () => {
    const pending = new Map([[2, now + 8_000]]);
    const wanted = { directives: [override(1), override(2), override(3)], pending };
    expect(reconcile(input([override(1)], wanted))).toMatchObject({ reason: "does not hold override 3" });
  });

  it("repeats what was sent after 10 s, 30 s, 2 min, 10 min, then every half hour", () => {
    for (const [index, patience] of [...retrySchedule, 1_800_000].entries()) {
      const attempt = index + 1;
      const twin = { ...holds(4, []), sent: { rev: 5, digest: desireDigest("c1", [override(1)]), at: now, attempt } };
      const at = now + patience;
      expect(reconcile(input([override(1)], { twin, now: at - 1 }))).toEqual({ kind: "wait", at });
      expect(reconcile(input([override(1)], { twin, now: at }))).toMatchObject({ kind: "send", attempt: attempt + 1 });
    }
  });

  it("does not wait for an answer to what was sent before when something else is wanted now", () => {
    const twin = { ...holds(4, []), sent: { rev: 5, digest: desireDigest("c1", [override(1)]), at: now, attempt: 3 } };
    expect(reconcile(input([override(1)], { twin, directives: [override(1), override(2)] }))).toMatchObject({
      kind: "send",
      attempt: 1,
    });
  });

  it("sees a lock that its holder tests: the ref is the same, the light is not", () => {
    const result = reconcile(input([lock(now)], { directives: [lock(now + 1000, 50)] }));
    expect(result).toEqual({ kind: "send", attempt: 1, reason: "holds lock 9 as it was before" });
    const refused = { twin: holds(5, [9], [{ ref: 9, code: "locked" }]), directives: [lock(now + 1000, 50)] };
    expect(reconcile(input([lock(now)], refused))).toMatchObject({ kind: "send" });
  });

  it("sees an order that moved to another output of the device", () => {
    expect(reconcile(input([override(1)], { directives: [override(1, { outputs: [0, 1] })] }))).toMatchObject({
      kind: "send",
    });
  });

  describe("while an order is kept back from it", () => {
    const keptBack = new Set([2]);
    /** It was sent both and holds, or does not hold, what `twin` says. */
    const kept = (twin: object, said: Partial<ReconcileInput> = {}) => {
      const before = input([override(1), override(2)], { keptBack, now: now + hour, twin });
      const directives = withoutKeptBack(said.directives ?? before.directives, keptBack, before.twin.holds);
      return reconcile({ ...before, ...said, directives });
    };

    it("is told nothing of it, sent before or not, answered or not", () => {
      expect(kept(holds(4, [1]))).toEqual({ kind: "inSync" });
      expect(kept(holds(5, [1]))).toEqual({ kind: "inSync" });
      expect(
        kept({ ...holds(4, [1]), sent: { rev: 4, digest: desireDigest("c1", [override(1)]), at: now, attempt: 1 } }),
      ).toEqual({ kind: "inSync" });
      expect(kept({ holds: undefined })).toEqual({ kind: "inSync" });
    });

    it("keeps what it holds of it already", () => {
      expect(withoutKeptBack([override(1), override(2)], keptBack, holds(5, [2]).holds)).toHaveLength(2);
      expect(kept(holds(5, [1, 2]))).toEqual({ kind: "inSync" });
    });

    it("is told everything else, without it", () => {
      expect(kept(holds(4, []))).toMatchObject({ kind: "send", reason: "does not hold override 1" });
      expect(kept(holds(4, [1]), { directives: [override(1), override(2), override(3)] })).toMatchObject({
        kind: "send",
        attempt: 1,
        reason: "does not hold override 3",
      });
      expect(kept(holds(4, [1]), { configDigest: "c2" })).toMatchObject({ reason: "configuration changed" });
      expect(kept(holds(0, [1]))).toMatchObject({ reason: "holds revision 0, sent 5" });
    });
  });

  it("gives a JSON device that names no holdings each change once", () => {
    const mute = { holds: undefined };
    expect(reconcile(input([override(1)], { twin: mute }))).toEqual({ kind: "inSync" });
    expect(reconcile(input([override(1)], { twin: mute, now: now + hour / 2 }))).toEqual({ kind: "inSync" });
    expect(reconcile(input([override(1)], { twin: mute, directives: [] }))).toMatchObject({ kind: "send", attempt: 1 });
  });

  it("leaves nothing to say once a device holds what a send decided on, whatever was different", () => {
    const refs = fc.uniqueArray(fc.integer({ min: 1, max: 20 }), { maxLength: 16 });
    fc.assert(
      fc.property(refs, refs, refs, fc.nat(9), (wanted, held, sent, rev) => {
        const directives = wanted.map((ref) => override(ref));
        const before = input(
          sent.map((ref) => override(ref)),
          { directives, twin: holds(rev, held), now: now + 2 * hour },
        );
        const result = reconcile(before);
        const holdsAll = rev === 5 && wanted.every((ref) => held.includes(ref)) && held.length === wanted.length;
        expect(result.kind).toBe(holdsAll ? "inSync" : "send");
        const after = input(directives, { directives });
        expect(reconcile(after)).toEqual({ kind: "inSync" });
      }),
    );
  });
});
