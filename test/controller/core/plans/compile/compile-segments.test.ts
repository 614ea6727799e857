import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { calendarAt } from "#protocol/behavior/calendar.ts";
import { levelOf } from "#protocol/behavior/light.ts";
import { Calendar as Document } from "#protocol/wire/calendar.ts";
import type { Plan } from "../../../../../controller/core/plans/plan.ts";
import { at, cityPlan, compileTown, program, site } from "../plan-of-a-town.ts";

const minutes = 60_000;

function closedAt(compiled: ReturnType<typeof compileTown>, segment: string, local: string): boolean {
  return levelOf(calendarAt(compiled.segments.get(segment)!, site, at(local)).target) > 0;
}

describe("a segment", () => {
  test("closes while any lamp on it wants light", () => {
    const plan: Plan = {
      ...cityPlan,
      programs: [...cityPlan.programs, program("morning", ["04:00", 30], ["sunrise", 0])],
      calendars: [...cityPlan.calendars, { id: "early", name: "Sáng sớm", rules: [], defaultProgramId: "morning" }],
      assignments: [
        { id: "a", to: { lampId: "l1" }, calendarId: "half" },
        { id: "b", to: { lampId: "l3" }, calendarId: "early" },
      ],
    };
    const compiled = compileTown([plan], "2026-11-22 20:00");
    const whole = (local: string) => closedAt(compiled, "cabinet/0", local);
    expect([whole("2026-11-22 17:00"), whole("2026-11-22 18:00"), whole("2026-11-22 21:59")]).toEqual([
      false,
      true,
      true,
    ]);
    expect([whole("2026-11-22 22:01"), whole("2026-11-23 03:59"), whole("2026-11-23 04:01")]).toEqual([
      false,
      false,
      true,
    ]);
    expect(whole("2026-11-23 07:00")).toBe(false);
    expect(Document.parse(compiled.segments.get("cabinet/0"))).toBeDefined();
    expect(compiled.segments.has("cabinet/1")).toBe(false);
    expect(compiled.devices.get("cab-dev")!.calendars).toMatchObject([{ outputs: [0] }]);
  });

  test("that a lamp without a calendar shares stays closed for its fallback", () => {
    const plan = { ...cityPlan, assignments: [{ id: "a", to: { lampId: "l1" }, calendarId: "half" }] };
    const compiled = compileTown([plan], "2026-11-22 20:00");
    expect(closedAt(compiled, "cabinet/0", "2026-11-23 02:00")).toBe(true);
  });

  test("is closed wherever a lamp is lit, for any two programs, night and place in the city", () => {
    const event = fc.constantFrom("sunset", "civilDusk", "civilDawn", "sunrise");
    const when = fc.oneof(
      fc
        .tuple(event, fc.integer({ min: -300, max: 300 }))
        .map(([sun, offset]) => `${sun}${offset < 0 ? "" : "+"}${offset}`),
      fc
        .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
        .map(([h, m]) => `${String(h).padStart(2, "0")}:${String(m).padStart(2, "0")}`),
    );
    const points = fc.array(fc.tuple(when, fc.constantFrom(0, 0, 40, 100)), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        points,
        points,
        fc.integer({ min: 0, max: 580 }),
        fc.double({ min: -0.2, max: 0.2, noNaN: true }),
        (a, b, n, east) => {
          const plan: Plan = {
            ...cityPlan,
            programs: [program("a", ...a), program("b", ...b)],
            calendars: ["a", "b"].map((id) => ({ id, name: id, rules: [], defaultProgramId: id })),
            assignments: [
              { id: "a", to: { lampId: "l1" }, calendarId: "a" },
              { id: "b", to: { lampId: "l3" }, calendarId: "b" },
            ],
          };
          const compiled = compileTown([plan], "2026-08-01 20:00");
          const segment = compiled.segments.get("cabinet/0")!;
          const here = { ...site, place: { ...site.place, lon: site.place.lon + east } };
          const noon = at("2026-07-01 12:00") + n * 86_400_000;
          for (let time = noon; time < noon + 86_400_000; time += 7 * minutes) {
            const wants = ["l1", "l3"].some(
              (id) => levelOf(calendarAt(compiled.lamps.get(id)!.compiled!.document, here, time).target) > 0,
            );
            if (wants) expect(levelOf(calendarAt(segment, here, time).target), new Date(time).toISOString()).toBe(100);
          }
        },
      ),
      { numRuns: process.env.DEN_TEST_LONG === "1" ? 400 : 15 },
    );
  });
});
