import { describe, expect, it } from "vitest";
import { sources } from "#protocol/wire/vocabulary.ts";
import { sourceNames } from "../../../../controller/core/fleet/light-names.ts";
import { explain, type WhyInput } from "../../../../controller/core/fleet/why.ts";
import { anOrder, evening, hour } from "../../../support/fleet-things.ts";

const order = anOrder({ why: "lễ hội", documentNumber: "12/QĐ-UBND" });
const decision = {
  target: { level: 30 },
  source: "override" as const,
  ref: 100,
  filtered: undefined,
  rampMs: 0,
  nextChangeAt: evening + hour,
};
const said = { at: evening, level: 30, target: 30, source: "override" as const, settled: true, online: true, ref: 100 };

const why = (input: Partial<WhyInput>) =>
  explain({
    lampId: "l1",
    lampName: "BD-001",
    at: evening,
    decision,
    supply: { kind: "live" },
    cabinetName: () => "TĐ 7",
    calendar: undefined,
    orderByRef: (ref) => (ref === 100 ? order : undefined),
    reported: said,
    writeTime: (at) => new Date(at).toISOString().slice(11, 16),
    ...input,
  });

describe("why", () => {
  it("names the order, its author, its end, its document and its reason, in both languages", () => {
    const { expected, sentence, agrees } = why({});
    expect(expected).toEqual({
      level: 30,
      source: "override",
      nextChangeAt: evening + hour,
      order: {
        id: "order-1",
        kind: "override",
        personName: "Lan",
        why: "lễ hội",
        issuedAt: evening,
        until: evening + hour,
        documentNumber: "12/QĐ-UBND",
      },
    });
    expect(agrees).toBe(true);
    expect(sentence).toEqual({
      vi: "BD-001 ở mức 30 % do lệnh điều khiển tay của Lan đến 13:00, văn bản số 12/QĐ-UBND (lý do: lễ hội).",
      en: "BD-001 is at 30 % because of a manual override by Lan until 13:00, document 12/QĐ-UBND (lễ hội).",
    });
  });

  it("puts the supply in front of whatever was wanted, and says what keeps the segment open", () => {
    const lock = anOrder({ kind: "workLock", ref: 9, why: "thay dây" });
    const supply = { kind: "open", cabinetId: "c", output: 1, source: "lock", ref: 9 } as const;
    const { expected, sentence } = why({ supply, orderByRef: () => lock, reported: { ...said, online: false } });
    expect(expected).toMatchObject({
      level: 0,
      source: "supply",
      segment: { cabinetId: "c", cabinetName: "TĐ 7", output: 1, source: "lock" },
      order: { personName: "Lan", kind: "workLock" },
    });
    expect(sentence.vi).toBe(
      "BD-001 không có điện: lộ 2 của TĐ 7 đang mở do khóa làm việc của Lan, đến khi được gỡ (lý do: thay dây).",
    );
    expect(sentence.en).toBe(
      "BD-001 has no supply: segment 2 of TĐ 7 is open because of a work lock by Lan, until it is released (thay dây).",
    );
  });

  it("needs nobody's name where nobody ordered anything", () => {
    const byItself = { ...decision, target: { level: 80 }, source: "fallback" as const, ref: undefined };
    const { sentence, expected } = why({ decision: byItself, reported: undefined });
    expect(sentence.en).toBe("BD-001 is at 80 % because of the fallback by the sun.");
    expect(expected.order).toBeUndefined();
  });

  it.each([
    ["reports another level", { level: 62.5, target: 62.5 }, false, "; but the lamp reports 62.5 %.", "62,5 %"],
    ["is on its way", { level: 62.5, settled: false }, true, "; it is on its way, now at 62.5 %.", "hiện ở 62,5 %"],
    ["is a step of the wire off", { level: 30.5, target: 30.5 }, true, "(lễ hội).", "(lý do: lễ hội)."],
    ["is silent", { online: false }, false, "; silent, last report at 12:00.", "báo cáo cuối lúc 12:00"],
  ])("says when the lamp %s", (_, reported, agrees, en, vi) => {
    const answer = why({ reported: { ...said, ...reported } });
    expect(answer.agrees).toBe(agrees);
    expect(answer.sentence.en).toContain(en);
    expect(answer.sentence.vi).toContain(vi);
  });

  it("finds it right that a lamp without supply is silent or dark, and wrong that it gives light", () => {
    const supply = { kind: "open", cabinetId: "c", output: 1, source: "fallback" } as const;
    const agrees = (level: number, online: boolean) =>
      why({ supply, reported: { ...said, level, target: level, online } }).agrees;
    expect([agrees(30, false), agrees(0, true), agrees(30, true)]).toEqual([true, true, false]);
  });

  it("has a name for every source in both languages", () => {
    for (const source of sources) {
      const { sentence } = why({ decision: { ...decision, source, ref: undefined } });
      expect(sentence.vi).toContain(`do ${sourceNames[source].vi}`);
      expect(sentence.en).toContain(`because of ${sourceNames[source].en}`);
    }
  });

  it("tells an endless answer from one that changes, and which filter changed it", () => {
    const { expected } = why({ decision: { ...decision, nextChangeAt: Number.POSITIVE_INFINITY, filtered: "limit" } });
    expect(expected.nextChangeAt).toBeUndefined();
    expect(expected.filtered).toBe("limit");
  });
});
