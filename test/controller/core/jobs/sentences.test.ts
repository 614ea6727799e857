import { describe, expect, it } from "vitest";
import { filters, refusalCodes, sources } from "#protocol/wire/vocabulary.ts";
import {
  countWords,
  isNews,
  type Job,
  type LampWord,
  type Reason,
  withPending,
} from "../../../../controller/core/jobs/job.ts";
import { adviseOn, writeReason } from "../../../../controller/core/jobs/sentences.ts";
import { anOrder, evening } from "../../../support/fleet-things.ts";

describe("words of a job", () => {
  const job = { lampIds: ["a", "b", "c", "d"] } as unknown as Job;
  const words = new Map<string, LampWord>([
    ["a", { word: "proven" }],
    ["b", { word: "held", reason: { code: "waiting" } }],
    ["elsewhere", { word: "silent" }],
  ]);

  it("are counted over its own lamps; those without one are pending", () => {
    const counts = { pending: 2, silent: 0, refused: 0, held: 1, followed: 0, proven: 1 };
    expect(countWords(job, words)).toEqual(counts);
    expect(withPending(job, { held: 1, proven: 1 })).toEqual(counts);
    expect(withPending(job, {})).toEqual({ ...counts, pending: 4, held: 0, proven: 0 });
  });
});

describe("a new word for a lamp", () => {
  const running: Pick<Job, "endedAt"> = {};
  const done = { endedAt: evening };
  const held: LampWord = { word: "held", reason: { code: "waiting" } };

  it("takes the place of the one before while the job runs, better or worse", () => {
    expect(isNews(running, { word: "proven" }, held)).toBe(true);
    expect(isNews(running, held, { word: "followed" })).toBe(true);
    expect(isNews(running, held, { word: "held", reason: { code: "ramping" } })).toBe(true);
    expect(isNews(running, held, { ...held })).toBe(false);
  });

  it("only improves once the job has ended: what a lamp did stays done", () => {
    expect(isNews(done, { word: "followed" }, held)).toBe(false);
    expect(isNews(done, held, { word: "followed" })).toBe(true);
    expect(isNews(done, held, { word: "held", reason: { code: "ramping" } })).toBe(true);
  });
});

describe("a reason as a sentence", () => {
  const names = {
    orderByRef: (ref: number) => (ref === 9 ? anOrder({ personName: "Thành" }) : undefined),
    cabinetName: () => "Tủ 7",
    writeTime: () => "22/11/2026 19:00",
  };
  const reasons: Reason[] = [
    { code: "neverHeard" },
    { code: "noAnswer", since: evening },
    ...refusalCodes.map((refusal): Reason => ({ code: "refused", refusal })),
    { code: "noElectronics" },
    ...sources.map((source): Reason => ({ code: "outranked", source })),
    ...filters.map((filter): Reason => ({ code: "limited", filter })),
    { code: "unpowered", cabinetId: "cabinet", output: 1, source: "isolate" },
    { code: "ramping" },
    { code: "waiting" },
    { code: "ended" },
    { code: "notProven", measured: 1.25, low: 75, high: 130 },
    { code: "notMeasured" },
  ];

  it("exists in both languages for every reason, and no two reasons read the same", () => {
    const texts = reasons.map((reason) => writeReason(reason, names));
    expect(new Set(texts.map(({ en }) => en)).size).toBe(reasons.length);
    expect(new Set(texts.map(({ vi }) => vi)).size).toBe(reasons.length);
    for (const { vi, en } of texts) expect(`${vi}${en}`).not.toMatch(/undefined|\[object/);
  });

  it("says what can be done, in both languages, wherever somebody can do something", () => {
    const without = reasons.filter((reason) => adviseOn(reason) === undefined).map(({ code }) => code);
    // what only takes its time, what is over, and limits that are as they should be
    expect(new Set(without)).toEqual(new Set(["ramping", "ended", "notMeasured", "limited"]));
    for (const { vi, en } of reasons.flatMap((reason) => adviseOn(reason) ?? [])) {
      expect([vi, en]).toEqual([expect.stringMatching(/^\p{Lu}.+\.$/u), expect.stringMatching(/^[A-Z].+\.$/)]);
    }
    const low = adviseOn({ code: "notProven", measured: 1, low: 75, high: 130 });
    expect(low?.en).toContain("less");
    expect(adviseOn({ code: "notProven", measured: 131, low: 75, high: 130 })?.en).toContain("more");
    expect(adviseOn({ code: "outranked", source: "hand" })?.en).toContain("selector");
  });

  it("names who is behind it, and where", () => {
    expect(writeReason({ code: "outranked", source: "lock", ref: 9 }, names)).toEqual({
      vi: "đang bị giữ bởi khóa an toàn của Thành",
      en: "outranked by a work lock of Thành",
    });
    expect(writeReason({ code: "unpowered", cabinetId: "cabinet", output: 1, source: "lock", ref: 9 }, names).en).toBe(
      "no supply: segment 2 of Tủ 7 is open because of a work lock of Thành",
    );
    expect(writeReason({ code: "noAnswer", since: evening }, names).en).toContain("22/11/2026 19:00");
  });

  it("writes numbers as people of the language do", () => {
    const text = writeReason({ code: "notProven", measured: 1.25, low: 75, high: 130.5 }, names);
    expect(text.vi).toContain("130,5 W");
    expect(text.en).toContain("130.5 W");
  });
});
