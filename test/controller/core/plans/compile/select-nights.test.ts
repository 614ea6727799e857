import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { chooseProgram } from "#protocol/behavior/choose-program.ts";
import { Calendar as Document } from "#protocol/wire/calendar.ts";
import { nightsOf, rulesFor } from "../../../../../controller/core/plans/compile/select-nights.ts";
import type { HolidaySet, NightSelector, PlanDate, Weekday } from "../../../../../controller/core/plans/plan.ts";
import { night } from "../plan-of-a-town.ts";

const window = [night("2026-07-01"), night("2028-02-04")] as const;
const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
const ranges = (selector: NightSelector, within: readonly [number, number] = window) =>
  nightsOf(selector, [], within).map(([first, last]) => (first === last ? iso(first) : `${iso(first)}/${iso(last)}`));

describe("lunar nights", () => {
  const eves = [
    "2026-02-16",
    "2027-02-05",
    "2028-01-25",
    "2029-02-12",
    "2030-02-01",
    "2031-01-22",
    "2032-02-10",
    "2033-01-30",
  ];

  test.each<[string, NightSelector]>([
    ["the last day of the twelfth month", { by: "lunar", month: 12, day: "last" }],
    ["30 tháng Chạp", { by: "lunar", month: 12, day: 30 }],
  ])("of %s are those of Giao thừa, in every year", (_, selector) => {
    expect(ranges(selector, [night("2026-01-01"), night("2033-12-31")])).toEqual(eves);
  });

  test("of the eve of Tết are the same", () => {
    const selector: NightSelector = { by: "lunar", month: 1, day: 1, daysBefore: 1 };
    const found = nightsOf(selector, [], [night("2026-01-01"), night("2033-12-31")]);
    expect(found.map(([first]) => iso(first))).toEqual(eves);
  });

  test("of a week around Tết reach over the window's edges", () => {
    expect(
      ranges({ by: "lunar", month: 1, day: 1, daysBefore: 7, daysAfter: 7 }, [
        night("2027-02-01"),
        night("2027-02-10"),
      ]),
    ).toEqual(["2027-02-01/2027-02-10"]);
  });

  test("leave leap months out unless they are asked for", () => {
    const [from, to] = [night("2028-01-01"), night("2028-12-31")];
    const fifth = (leap?: "also" | "only"): NightSelector => ({
      by: "lunar",
      month: 5,
      day: 15,
      ...(leap && { leap }),
    });
    expect(ranges(fifth(), [from, to])).toEqual(["2028-06-07"]);
    expect(ranges(fifth("only"), [from, to])).toEqual(["2028-07-07"]);
    expect(ranges(fifth("also"), [from, to])).toEqual(["2028-06-07", "2028-07-07"]);
    expect(ranges({ by: "lunar", day: 15 }, [from, to])).toHaveLength(13);
  });
});

describe("other nights", () => {
  test("of a range without a year pass the new year", () => {
    const selector: NightSelector = { by: "range", from: { month: 12, day: 24 }, to: { month: 1, day: 2 } };
    expect(ranges(selector)).toEqual(["2026-12-24/2027-01-02", "2027-12-24/2028-01-02"]);
  });

  test("of 29 February exist in leap years only", () => {
    expect(ranges({ by: "date", date: { month: 2, day: 29 } }, [night("2026-01-01"), night("2029-12-31")])).toEqual([
      "2028-02-29",
    ]);
  });

  test("of the last Friday of some months are those", () => {
    const selector: NightSelector = { by: "nthWeekday", weekday: 5, nth: "last", months: [11, 2] };
    expect(ranges(selector)).toEqual(["2026-11-27", "2027-02-26", "2027-11-26"]);
  });
});

test("what a device chooses by the compiled rules are exactly the nights that were meant", () => {
  const dated = fc.integer({ min: window[0] - 40, max: window[1] + 40 }).map((day): Required<PlanDate> => {
    const [year, month, dayOfMonth] = iso(day).split("-").map(Number);
    return { year: year!, month: month!, day: dayOfMonth! };
  });
  const yearly = dated.map(({ month, day }): PlanDate => ({ month, day }));
  const weekday = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;
  const simple: fc.Arbitrary<HolidaySet["holidays"][number]["on"]> = fc.oneof(
    fc.oneof(dated, yearly).map((date) => ({ by: "date" as const, date })),
    fc
      .oneof(fc.tuple(dated, dated), fc.tuple(yearly, yearly))
      .map(([from, to]) => ({ by: "range" as const, from, to })),
    fc.record(
      {
        by: fc.constant("nthWeekday" as const),
        weekday,
        nth: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, 5 as const, "last" as const),
        months: fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: ["by", "weekday", "nth"] },
    ),
    fc.record(
      {
        by: fc.constant("lunar" as const),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constant("last" as const)),
        leap: fc.constantFrom("also" as const, "only" as const),
        daysBefore: fc.integer({ min: 0, max: 30 }),
        daysAfter: fc.integer({ min: 0, max: 30 }),
      },
      { requiredKeys: ["by", "day"] },
    ),
  );
  const selectors = fc.array(
    fc.oneof(
      simple,
      fc.constant({ by: "holidays" as const, holidaySetId: "set" }),
      fc.uniqueArray(weekday, { minLength: 1, maxLength: 3 }).map((weekdays) => ({ by: "weekday" as const, weekdays })),
    ),
    { minLength: 1, maxLength: 4 },
  );
  fc.assert(
    fc.property(selectors, fc.array(simple, { maxLength: 3 }), (nights, holidays) => {
      const sets: HolidaySet[] = [{ id: "set", name: "set", holidays: holidays.map((on) => ({ name: "x", on })) }];
      const rules = rulesFor(nights, sets, window).map((rule) => ({ ...rule, program: 1 }));
      const document = { format: 1 as const, programs: [{ points: [] }, { points: [] }], rules, defaultProgram: 0 };
      if (rules.length > 0) expect(Document.safeParse(document).error).toBeUndefined();
      const meant = new Set(
        nights
          .flatMap((selector) => nightsOf(selector, sets, window))
          .flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_, n) => first + n)),
      );
      for (let day = window[0]; day <= window[1]; day++) {
        expect([iso(day), chooseProgram(document, day).program]).toEqual([iso(day), meant.has(day) ? 1 : 0]);
      }
    }),
    { numRuns: process.env.DEN_TEST_LONG === "1" ? 1000 : 60 },
  );
});
