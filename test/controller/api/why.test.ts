import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { aPlan } from "../../support/fleet-things.ts";
import { type FleetApi, openFleetApi, type Who } from "../../support/open-fleet-api.ts";

let fleet: FleetApi;
beforeEach(async () => {
  fleet = await openFleetApi();
});
afterEach(() => fleet[Symbol.asyncDispose]());

const staff: Who = "districtStaff@north";
const reason = "tiết kiệm mùa khô";
const hour = 3_600_000;
const day = 24 * hour;

/** The north from sunset to sunrise at one level, deployed. @returns the deployment. */
async function deploy(level: number, said: object = {}): Promise<string> {
  const assignments = [{ id: "north", to: { areaId: "north" }, calendarId: "all-year" }];
  const { id: _, ...plan } = aPlan({ areaId: "north", name: "Phía bắc", assignments, level });
  const body = { id: "streets", name: "Phía bắc", areaId: "north", why: reason };
  const created = await fleet.call(staff, "POST", "/plans", body);
  const begun =
    created.status === 201 ? created : await fleet.call(staff, "POST", "/plans/streets/draft", { why: reason });
  const { version } = begun.body;
  const draft = await fleet.call(staff, "PUT", "/plans/streets/draft", {
    version,
    plan: { ...plan, ...said },
    why: reason,
  });
  const deployment = await fleet.call(staff, "POST", "/plans/streets/deploy", {
    version: draft.body.version,
    why: reason,
  });
  expect(deployment.status).toBe(202);
  return deployment.body.id;
}

describe("why a lamp was, is and will be", () => {
  const why = async (at?: number, lamp = "n1", who: Who = staff) =>
    (await fleet.call(who, "GET", `/lamps/${lamp}/why${at === undefined ? "" : `?at=${at}`}`)).body;

  it("is told of the past from what was deployed and ordered then, with what the lamp measured", async () => {
    const start = fleet.room.clock.now();
    await deploy(70);
    await fleet.room.clock.settleBy(hour);
    const dim = { selection: { lampIds: ["n1"] }, target: { level: 30 }, until: start + 3 * hour, why: "lễ hội" };
    const { body: placed } = await fleet.call(staff, "POST", "/overrides", dim);
    await fleet.room.clock.settleBy(hour);
    await fleet.call(staff, "POST", `/overrides/${placed.orderId}/end`, {});
    await fleet.room.clock.settleBy(day);
    await deploy(40);
    await fleet.room.clock.settleBy(day);

    fleet.measured.set("n1", (at) => ({ at: at - 60_000, stream: "raw", level: 70, activePower: 71 }));
    const first = await why(start + hour / 2);
    expect(first).toMatchObject({
      tense: "past",
      night: { vi: "đêm 22 rạng 23/11/2026" },
      expected: { level: 70, source: "calendar", revision: { revision: 1, personName: "districtstaff-north" } },
      measured: { level: 70, activePower: 71 },
      agrees: true,
    });
    expect(first.sentence.vi).toContain("(kế hoạch “Phía bắc” bản 1, chương trình “Cả đêm”, điểm mặt trời lặn)");
    const ordered = await why(start + 1.5 * hour);
    expect(ordered.expected).toMatchObject({ level: 30, source: "override", order: { why: "lễ hội" } });
    expect(ordered).toMatchObject({ agrees: false });
    // it was ended before its time
    expect((await why(start + 2.5 * hour)).expected).toMatchObject({ level: 70, source: "calendar" });
    expect((await why(start - hour)).expected).toMatchObject({ level: 80, source: "fallback" });
    fleet.measured.clear();
    expect((await why(start + 1.5 * hour)).sentence.en).toContain("; nothing was measured around then.");
    expect((await why()).expected).toMatchObject({ level: 40, revision: { revision: 2 } });
  });

  it("is told of the future: known overrides with their ends, then limits, floors and the plan", async () => {
    const now = fleet.room.clock.now();
    const limit = { id: "heat", name: "Nắng nóng", scope: { use: "all" }, percent: 50, why: "lưới điện quá tải" };
    await deploy(70, { limits: [{ ...limit, from: now + 2 * day, until: now + 3 * day }] });
    await fleet.room.clock.settleBy(60_000);
    const dim = { selection: { areaId: "north" }, target: { level: 30 }, why: "lễ hội" };
    await fleet.call(staff, "POST", "/overrides", { ...dim, from: now + hour, until: now + 2 * hour });
    expect((await why(now + hour / 2)).expected).toMatchObject({ level: 70, source: "calendar" });
    const dimmed = await why(now + 1.5 * hour);
    expect(dimmed).toMatchObject({ tense: "future", expected: { level: 30, order: { until: now + 2 * hour } } });
    expect(dimmed.sentence.en).toContain(
      "n1 will be at 30 % because of a manual override by districtstaff-north until",
    );
    expect((await why(now + 2.5 * hour)).expected).toMatchObject({ level: 70, nextChangeAt: expect.any(Number) });
    const byDay = await why(now + 2.5 * day);
    expect(byDay.expected).toMatchObject({ source: "supply", level: 0, segment: { source: "calendar" } });
    const capped = await why(now + 2 * day + hour);
    expect(capped.expected).toMatchObject({ level: 50, filtered: "limit", heldBy: { kind: "limit", id: "heat" } });
    expect(capped.sentence.vi).toContain("bị giữ xuống bởi giới hạn “Nắng nóng” (nhiều nhất 50 %)");
    expect(capped.night.vi).toBe("đêm 24 rạng 25/11/2026");
  });

  it("puts the segment first, at other times as well, and speaks for lamps without electronics", async () => {
    await deploy(70);
    await fleet.room.clock.settleBy(60_000);
    const cable = { segments: [{ cabinetId: "cabinet", output: 0 }], why: "cáp" };
    await fleet.call("crew@north", "POST", "/work-locks", cable);
    const tomorrow = fleet.room.clock.now() + day;
    for (const lamp of ["n1", "dumb"]) {
      const { expected } = await why(tomorrow, lamp);
      expect(expected).toMatchObject({ level: 0, order: { kind: "workLock", personName: "crew-north" } });
    }
    expect((await why(tomorrow, "n1")).expected).toMatchObject({ source: "supply", segment: { source: "lock" } });
  });

  it("is told from the revision a device was given where a deployment was stopped before its turn", async () => {
    await deploy(70);
    await fleet.room.clock.settleBy(60_000);
    const second = await deploy(40);
    await fleet.call(staff, "POST", `/deployments/${second}/stop`);
    await fleet.room.clock.settleBy(60_000);
    const { devices, given } = (await fleet.room.deployments.find(second))!;
    const [told, held] = [devices[0]!, devices.at(-1)!].map((id) => id.replace("d-", ""));
    expect(given).toBeLessThan(devices.length);
    const later = fleet.room.clock.now() + hour;
    expect((await why(later, told)).expected).toMatchObject({ level: 40, revision: { revision: 2 } });
    expect((await why(later, held)).expected).toMatchObject({ level: 70, revision: { revision: 1 } });
  });

  it("is hidden from other districts, and asked for instants that exist", async () => {
    const other = await fleet.call("districtStaff@south", "GET", `/lamps/n1/why?at=${fleet.room.clock.now()}`);
    expect(other).toMatchObject({ status: 404, body: { code: "inventory/unknown" } });
    expect((await fleet.call(staff, "GET", "/lamps/n1/why?at=12")).body.code).toBe("request/malformed");
  });
});
