import { describe, expect, test } from "vitest";
import type { Decision } from "#protocol/behavior/arbitrate.ts";
import { configFor } from "../../../../controller/core/fleet/configure.ts";
import { explainPlanned, type PlannedWhyInput } from "../../../../controller/core/fleet/why-plan.ts";
import { createInventoryIndex } from "../../../../controller/core/inventory/index.ts";
import { lampDirective } from "../../../../controller/core/plans/order.ts";
import type { Plan } from "../../../../controller/core/plans/plan.ts";
import { anOrder, site as fleetSite } from "../../../support/fleet-things.ts";
import { smallTown } from "../inventory/small-town.ts";
import { at, cityPlan, compileTown, site } from "../plans/plan-of-a-town.ts";

const index = createInventoryIndex(smallTown);

function whyOf(local: string, { plan = cityPlan, ...more }: Partial<PlannedWhyInput> & { plan?: Plan } = {}) {
  const compiled = compileTown([plan], local);
  const device = smallTown.device.get("dev-3")!;
  return explainPlanned({
    lampId: "l3",
    lampName: "BD-003",
    at: at(local),
    compiled: compiled.lamps.get("l3")?.compiled,
    config: configFor(device, smallTown, index, { ...fleetSite, ...site.place }, compiled.devices.get("dev-3")),
    output: 0,
    deviceId: "dev-3",
    capability: { outputKind: "white", minLevel: 10 },
    directives: [],
    supply: { kind: "live" },
    cabinetName: (id) => id,
    orderByRef: () => undefined,
    writeTime: (instant) => new Date(instant + 7 * 3_600_000).toISOString().slice(11, 16),
    ...more,
  });
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
      vi: "Lúc 23:30: BD-003 ở mức 50 % do lịch “Thường ngày” (kế hoạch “Kế hoạch thành phố”, chương trình “evening”, điểm 22:00).",
      en: "At 23:30: BD-003 is at 50 % because of calendar “Thường ngày” (plan “Kế hoạch thành phố”, program “evening”, point 22:00).",
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
    const open = { kind: "open", cabinetId: "cabinet", output: 0, source: "calendar" } as const;
    expect(whyOf("2027-06-15 23:30", { supply: open }).expected).toMatchObject({ level: 0, source: "supply" });
  });
});
