/** The calendar document: what goes in comes out, what would light the wrong night is refused, and nothing throws. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bridge, fullYear, segment, street } from "#protocol/vectors/calendars.ts";
import { calendarDocumentVectors } from "#protocol/vectors/generate-calendar-documents.ts";
import { type Calendar, decodeCalendar, encodeCalendar } from "#protocol/wire/calendar.ts";

const night = 21_000;

describe("a calendar document", () => {
  test.each([
    ["street", street],
    ["segment", segment],
    ["bridge", bridge],
    ["full year", fullYear],
  ])("%s is read as it was written", (_, calendar) => {
    expect(decodeCalendar(encodeCalendar(calendar))).toEqual({ ok: true, calendar });
  });

  test("holds a year of special nights and a dozen programs in 8 KiB", () => {
    expect(encodeCalendar(fullYear).length).toBeLessThanOrEqual(8192);
  });

  test("has the same bytes however its fields were put together", () => {
    const { defaultProgram, programs, rules, format } = street;
    const turned = { rules, defaultProgram, programs, format } as Calendar;
    expect(encodeCalendar(turned)).toEqual(encodeCalendar(street));
  });

  test("is not written when it is too large for a device", () => {
    const rules = Array.from({ length: 400 }, (_, n) => ({
      program: 0,
      nights: Array.from({ length: 40 }, (_, m): [number, number] => [night + n + 2 * m, night + n + 2 * m]),
    }));
    expect(() => encodeCalendar({ ...street, rules })).toThrow(RangeError);
  });

  test("is refused for every reason the vectors show", () => {
    const refused = calendarDocumentVectors.cases().filter((entry) => "refused" in entry);
    expect(refused.length).toBeGreaterThan(10);
    for (const { name, refused: code } of refused) expect(code, name).toMatch(/^(badField|unknownVersion)$/);
  });

  test("never throws, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(decodeCalendar(bytes).ok).toBe(false);
      }),
    );
    const whole = encodeCalendar(street);
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (place, value) => {
        const broken = whole.slice();
        broken[place] = value;
        expect(typeof decodeCalendar(broken).ok).toBe("boolean");
      }),
      { numRuns: 2000 },
    );
    expect(decodeCalendar(new Uint8Array(20_000))).toMatchObject({ ok: false, reject: { code: "tooLarge" } });
  });
});
