import { describe, expect, it } from "vitest";
import { nightAt } from "#protocol/behavior/night.ts";
import { filters, sources } from "#protocol/wire/vocabulary.ts";
import { filterNames, sourceNames } from "../../../../controller/core/fleet/light-names.ts";
import { explain, type WhyInput } from "../../../../controller/core/fleet/why.ts";
import { type BoundName, noBounds } from "../../../../controller/core/plans/bounds-of-lamp.ts";
import { anOrder, evening, hour, site } from "../../../support/fleet-things.ts";

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
    tense: "now",
    night: nightAt({ place: { lat: 10.98, lon: 106.65 }, offsets: [...site.offsets] }, evening),
    revisionOf: () => undefined,
    bounds: noBounds,
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
      approvals: [],
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
      vi: "BD-001 ở mức 30 % do lệnh điều khiển tạm thời của Lan đến 13:00, văn bản số 12/QĐ-UBND (lý do: lễ hội).",
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
      "BD-001 không có điện: lộ 2 của TĐ 7 đang mở do khóa an toàn của Lan, đến khi được gỡ (lý do: thay dây).",
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

  it("tells an endless answer from one that changes", () => {
    const { expected } = why({ decision: { ...decision, nextChangeAt: Number.POSITIVE_INFINITY } });
    expect(expected.nextChangeAt).toBeUndefined();
  });

  it("names the night by both its dates", () => {
    const { night } = why({});
    expect(night).toMatchObject({ vi: "đêm 22 rạng 23/11/2026", en: "the night of 22 to 23/11/2026" });
    expect(night.until - night.from).toBe(24 * hour);
  });

  const bound = (kind: BoundName["kind"], percent: number, said: Partial<BoundName> = {}): BoundName => ({
    kind,
    planId: "p",
    planName: "P",
    id: `${kind}-${percent}`,
    name: "Tết",
    percent,
    ...said,
  });

  it("names what holds the light: the highest floor, the lowest cap, with its document", () => {
    const floors = [bound("floor", 20), bound("floor", 30)];
    const caps = [bound("curfew", 40, { documentNumber: "5/QĐ" }), bound("limit", 60)];
    const bounds = { ...noBounds, floors, caps };
    const down = why({ decision: { ...decision, filtered: "limit" }, bounds });
    expect(down.expected).toMatchObject({ filtered: "limit", heldBy: { kind: "curfew", percent: 40 } });
    expect(down.sentence.vi).toContain(", bị giữ xuống bởi giờ giới nghiêm “Tết” (nhiều nhất 40 %, văn bản số 5/QĐ).");
    const up = why({ decision: { ...decision, filtered: "floor" }, bounds });
    expect(up.expected.heldBy).toEqual(floors[1]);
    expect(up.sentence.en).toContain(", held up by floor “Tết” (at least 30 %).");
    expect(why({ bounds }).expected).not.toHaveProperty("heldBy");
  });

  it("says at least which filter it was where no part of a plan is behind it", () => {
    for (const filtered of filters) {
      const { sentence } = why({ decision: { ...decision, filtered } });
      expect(sentence.en).toContain(`, changed by ${filterNames[filtered].en}`);
      expect(sentence.vi).toContain(`, bị thay đổi bởi ${filterNames[filtered].vi}`);
    }
  });

  it("names by whose consent a floor does not hold", () => {
    const approval = {
      planId: "p",
      id: "a",
      name: "Đêm diễn tập",
      kind: "floor" as const,
      percent: 40,
      level: 10,
      personName: "Hoa",
      at: evening,
      why: "diễn tập phòng không",
      documentNumber: "9/TB",
    };
    const { expected, sentence } = why({ bounds: { ...noBounds, approvals: [approval] } });
    expect(expected.approvals).toEqual([approval]);
    const unused = [
      { ...approval, percent: 30 },
      { ...approval, kind: "curfew" as const, percent: 30 },
    ];
    expect(why({ bounds: { ...noBounds, approvals: unused } }).expected.approvals).toEqual([]);
    const dark = { ...approval, kind: "curfew" as const, percent: 0 };
    expect(why({ bounds: { ...noBounds, approvals: [dark] } }).expected.approvals).toEqual([dark]);
    expect(sentence.vi).toContain(
      "; mức sàn 40 % không áp dụng theo chấp thuận “Đêm diễn tập” của Hoa, văn bản số 9/TB (lý do: diễn tập phòng không)",
    );
  });
});
