import { describe, expect, it } from "vitest";
import { dateText, dayOf, nightText, readDay, readPlanDate } from "../../../controller/console/text/civil-day.ts";

describe("dates", () => {
  it("are written with both dates of a night", () => {
    expect(nightText(dayOf({ year: 2027, month: 2, day: 5 }))).toBe("05 → 06/02/2027");
    expect(nightText(dayOf({ year: 2026, month: 12, day: 31 }))).toBe("31/12 → 01/01/2027");
  });

  it.each([
    ["30/4", "30/04"],
    ["05-02-2027", "05/02/2027"],
    ["29/2", "29/02"],
  ])("%s is read as %s", (typed, read) => expect(dateText(readPlanDate(typed)!)).toBe(read));
  it.each(["31/4", "29/2/2027", "1/13", "x"])("%s is none", (typed) => expect(readPlanDate(typed)).toBeUndefined());
});

describe("a day as it is typed", () => {
  const today = dayOf({ year: 2026, month: 11, day: 23 });
  const read = (text: string) => readDay(text, today);

  it("is that of its year", () => {
    expect(read("5/2/2027")).toBe(dayOf({ year: 2027, month: 2, day: 5 }));
    expect(read("05.02.2020")).toBe(dayOf({ year: 2020, month: 2, day: 5 }));
  });

  it("is the nearest one where no year is typed", () => {
    expect(read("22/11")).toBe(today - 1);
    expect(read("1/1")).toBe(dayOf({ year: 2027, month: 1, day: 1 }));
    expect(read("30-06")).toBe(dayOf({ year: 2026, month: 6, day: 30 }));
    expect(read("29/2")).toBe(dayOf({ year: 2028, month: 2, day: 29 }));
  });

  it.each(["", "23", "31/4", "29/2/2027", "23/11/26", "tomorrow"])("%j is none", (text) =>
    expect(read(text)).toBeUndefined(),
  );
});
