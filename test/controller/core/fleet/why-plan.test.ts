import { describe, expect, test } from "vitest";
import type { Decision } from "#protocol/behavior/arbitrate.ts";
import type { Calendar } from "#protocol/wire/calendar.ts";
import type { Directive } from "#protocol/wire/directive.ts";
import { configFor } from "../../../../controller/core/fleet/configure.ts";
import { explainPlanned, type PlannedWhyInput } from "../../../../controller/core/fleet/why-plan.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import { lampDirective } from "../../../../controller/core/orders/order.ts";
import { noBounds } from "../../../../controller/core/plans/bounds-of-lamp.ts";
import type { Plan } from "../../../../controller/core/plans/plan.ts";
import { anOrder, site as fleetSite } from "../../../support/fleet-things.ts";
import { smallTown } from "../inventory/small-town.ts";
import { at, cityPlan, compileTown, site } from "../plans/plan-of-a-town.ts";

const index = createInventoryIndex(smallTown);

interface Said extends Partial<PlannedWhyInput> {
  plan?: Plan;
  directives?: Directive[];
}

function whyOf(local: string, { plan = cityPlan, directives = [], ...more }: Said = {}) {
  const compiled = compileTown([plan], local);
  const device = smallTown.device.get("dev-3")!;
  const own = compiled.lamps.get("l3")?.compiled;
  return explainPlanned({
    lampId: "l3",
    lampName: "BD-003",
    at: at(local),
    tense: "future",
    compiled: own,
    decides: {
      config: configFor(device, smallTown, index, { ...fleetSite, ...site.place }, compiled.devices.get("dev-3")),
      output: 0,
      deviceId: "dev-3",
      capability: { outputKind: "white", minLevel: 10 },
      directives,
      follows: own?.document,
    },
    cabinetName: (id) => id,
    orderByRef: () => undefined,
    revisionOf: () => undefined,
    bounds: noBounds,
    writeTime: (instant) => new Date(instant + 7 * 3_600_000).toISOString().slice(11, 16),
    ...more,
  });
}

/** A relay that follows a calendar of its own, always open or always closed. */
function feedOf(closed: boolean): NonNullable<PlannedWhyInput["feed"]> {
  const follows: Calendar = {
    format: 1,
    programs: [{ points: [{ time: 43_200, target: { closed } }] }],
    defaultProgram: 0,
  };
  const device = smallTown.device.get("cab-dev")!;
  const config = configFor(device, smallTown, index, { ...fleetSite, ...site.place });
  const relay = { output: 1, deviceId: device.id, capability: { outputKind: "relay" as const }, directives: [] };
  return { ...relay, config, follows, cabinetId: "cabinet" };
}

describe("why, at another instant than now", () => {
  test("names calendar, plan, program and switch point in both languages", () => {
    const { expected, sentence } = whyOf("2027-06-15 23:30");
    expect(expected).toMatchObject({
      level: 50,
      source: "calendar" satisfies Decision["source"],
      calendar: {
        calendarId: "usual",
        programId: "evening",
        point: { position: 1, time: { clock: "22:00" }, since: at("2027-06-15 22:00") },
      },
    });
    expect(sentence).toEqual({
      vi: "Lúc 23:30 (đêm 15 rạng 16/06/2027): BD-003 sẽ ở mức 50 % do lịch “Thường ngày” (kế hoạch “Kế hoạch thành phố”, chương trình “evening”, điểm 22:00).",
      en: "At 23:30 (the night of 15 to 16/06/2027): BD-003 will be at 50 % because of calendar “Thường ngày” (plan “Kế hoạch thành phố”, program “evening”, point 22:00).",
    });
  });

  test("names the rule of a special night and an event of the sun", () => {
    const { expected, sentence } = whyOf("2027-02-05 20:00");
    expect(expected.calendar).toMatchObject({ ruleName: "Giao thừa", point: { time: { sun: "civilDusk" } } });
    expect(sentence.vi).toContain("đêm “Giao thừa”, điểm cuối chạng vạng)");
    expect(whyOf("2027-02-06 18:40").sentence.en).toContain("point sunset +10 min)");
  });

  test("names no point before the first of a night", () => {
    const { expected } = whyOf("2027-06-15 15:00");
    expect(expected).toMatchObject({ level: 0, source: "calendar" });
    expect(expected.calendar).not.toHaveProperty("point");
  });

  test("lets the order that stood then decide, and a ceiling of the plan hold", () => {
    const order = anOrder({ issuedAt: at("2027-06-15 20:00"), until: at("2027-06-16 02:00") });
    const directives = [{ ...lampDirective(order), outputs: [0] }];
    const overridden = whyOf("2027-06-15 23:30", { directives, orderByRef: () => order });
    expect(overridden.expected).toMatchObject({ level: 30, source: "override", order: { personName: "Lan" } });
    expect(overridden.expected).not.toHaveProperty("calendar");
    expect(whyOf("2027-06-16 02:30", { directives }).expected).toMatchObject({ level: 50, source: "calendar" });
    const curfew = { id: "c", name: "Giờ", scope: { use: "all" as const }, from: "22:00", to: "05:00", percent: 20 };
    expect(whyOf("2027-06-15 23:30", { plan: { ...cityPlan, curfews: [curfew] } }).expected).toMatchObject({
      level: 20,
      source: "calendar",
      filtered: "limit",
    });
  });

  test("says the fallback where no calendar covers the lamp, and an open segment before everything", () => {
    expect(whyOf("2027-06-15 23:30", { plan: { ...cityPlan, assignments: [] } }).expected).toMatchObject({
      level: 80,
      source: "fallback",
    });
    const open = whyOf("2027-06-15 23:30", { feed: feedOf(false) });
    expect(open.expected).toMatchObject({ level: 0, source: "supply", segment: { output: 1, source: "calendar" } });
    expect(open.sentence.vi).toContain("BD-003 sẽ không có điện: lộ 2 của cabinet mở do lịch chiếu sáng.");
    expect(whyOf("2027-06-15 23:30", { feed: feedOf(true) }).expected).toMatchObject({ level: 50, source: "calendar" });
  });

  test("of the past names the revision and what the lamp measured, and whether that fits", () => {
    const revision = { planId: "city-plan", revision: 3, deployedAt: at("2027-01-01 10:00"), personName: "Lan" };
    const measured = { at: at("2027-06-15 23:24"), stream: "raw" as const, level: 50.5, activePower: 61.2 };
    const past = { tense: "past" as const, revisionOf: () => revision };
    const fits = whyOf("2027-06-15 23:30", { ...past, measured });
    expect(fits).toMatchObject({ tense: "past", agrees: true, measured, expected: { revision } });
    expect(fits.sentence).toEqual({
      vi: "Lúc 23:30 (đêm 15 rạng 16/06/2027): BD-003 phải ở mức 50 % do lịch “Thường ngày” (kế hoạch “Kế hoạch thành phố” bản 3, chương trình “evening”, điểm 22:00); đèn đo được 50,5 %, 61,2 W lúc 23:24.",
      en: "At 23:30 (the night of 15 to 16/06/2027): BD-003 was to be at 50 % because of calendar “Thường ngày” (plan “Kế hoạch thành phố” revision 3, program “evening”, point 22:00); the lamp measured 50.5 %, 61.2 W at 23:24.",
    });
    const wrong = whyOf("2027-06-15 23:30", { ...past, measured: { ...measured, level: 100 } });
    expect(wrong.agrees).toBe(false);
    expect(wrong.sentence.en).toContain("; but the lamp measured 100 %");
    // it was taken a minute after the switching at 22:00, on the way down
    const moving = { ...measured, at: at("2027-06-15 22:01"), level: 80 };
    expect(whyOf("2027-06-15 22:10", { ...past, measured: moving }).agrees).toBe(true);
    const nothing = whyOf("2027-06-15 23:30", { ...past, measured: "nothing" });
    expect(nothing).not.toHaveProperty("agrees");
    expect(nothing.sentence.vi).toContain("; không có số liệu đo quanh lúc đó.");
    const average = whyOf("2027-06-15 23:30", { ...past, measured: { ...measured, stream: "halfHours" } });
    expect(average).not.toHaveProperty("agrees");
    expect(average.sentence.en).toContain("50.5 %, 61.2 W on average of half an hour at 23:24");
  });
});
