/** What the nightly chore makes of plans as the year goes on: who is told, and what lamps do without being told. */
import { expect, it } from "vitest";
import { calendarAt } from "#protocol/behavior/calendar.ts";
import { levelOf } from "#protocol/behavior/light.ts";
import { planningSite } from "../../../../controller/core/fleet/configure.ts";
import type { Plan } from "../../../../controller/core/plans/plan.ts";
import { type ControlRoom, openControlRoom } from "../../../support/control-room.ts";
import { deploy } from "../../../support/deploy-plan.ts";
import { aPlan, site } from "../../../support/fleet-things.ts";

const north = ["cab", "d-n1", "d-n2", "d-n3", "d-n4", "d-n5", "d-n6"];
const south = ["d-s1", "d-s2"];
/** A time of the site's own day. */
const local = (text: string) => Date.parse(`${text.replace(" ", "T")}:00+07:00`);
const minute = 60_000;

/** Both areas on calendars of their own; north is brighter at each full moon where it is asked for. */
function planOf({ lunar = false, campaigns = [] }: { lunar?: boolean; campaigns?: Plan["campaigns"] }): Plan {
  const [night] = aPlan().programs;
  const [usual] = aPlan().calendars;
  const bright = {
    ...night!,
    id: "bright",
    name: "Sáng",
    points: night!.points.map((point, n) => (n === 0 ? { ...point, target: { level: 100 } } : point)),
  };
  const nights = [{ by: "lunar" as const, day: 15 }];
  const rules = lunar ? [{ id: "full-moon", name: "Rằm", nights, programId: "bright" }] : [];
  return aPlan({
    programs: [night!, bright],
    calendars: [
      { ...usual!, id: "north", rules },
      { ...usual!, id: "south" },
    ],
    assignments: [
      { id: "n", to: { areaId: "north" }, calendarId: "north" },
      { id: "s", to: { areaId: "south" }, calendarId: "south" },
    ],
    campaigns,
  });
}

/** Everybody is there on that day, and the chore rings at ten past noon. @returns who was told something. */
async function choreOn(room: ControlRoom, day: string): Promise<string[]> {
  room.clock.stepTo(local(`${day} 12:10`));
  room.everybodyReports();
  await room.clock.settleBy(1000);
  room.sent.clear();
  await room.deployments.renew();
  await room.clock.settleBy(minute);
  return room.sent.told().sort();
}

/** Percent a lamp gives at a local time by the calendar it was given. */
function levelAt(room: ControlRoom, device: string, time: string): number {
  const [entry] = room.given.planOf(device)!.calendars;
  return levelOf(calendarAt(room.given.calendarOf(entry!.document.digest)!, planningSite(site), local(time)).target);
}

it("tells devices with lunar nights on 1 January and 1 July, once each, and nobody else on any day", async () => {
  await using room = await openControlRoom();
  await deploy(room, planOf({ lunar: true }));
  await room.clock.settleBy(minute);
  // Trung thu of 2027 and 2028: the second is beyond the window so far
  expect(levelAt(room, "d-n1", "2027-09-15 22:00")).toBe(100);
  expect(levelAt(room, "d-n1", "2028-10-03 22:00")).toBe(70);
  expect(await choreOn(room, "2026-12-31")).toEqual([]);
  expect(await choreOn(room, "2027-01-01")).toEqual(north);
  for (const day of ["2027-01-02", "2027-03-14", "2027-06-30"]) expect(await choreOn(room, day), day).toEqual([]);
  expect(await choreOn(room, "2027-07-01")).toEqual(north);
  expect(levelAt(room, "d-n1", "2027-09-15 22:00")).toBe(100);
  expect(levelAt(room, "d-n1", "2028-10-03 22:00")).toBe(100);
  expect(levelAt(room, "d-s1", "2027-09-15 22:00")).toBe(70);
  expect(await choreOn(room, "2027-07-02")).toEqual([]);
});

it("lets a campaign end by itself: no device is told for it, and later only those it concerned are told to forget it", async () => {
  await using room = await openControlRoom();
  const saving: Plan["campaigns"][number] = {
    id: "saving",
    name: "Tiết giảm",
    from: { year: 2027, month: 5, day: 16 },
    to: { year: 2027, month: 6, day: 29 },
    scope: { use: "road", areaIds: ["south"] },
    reductions: [{ from: "22:00", to: "04:00", byPercent: 50 }],
    why: "tiết giảm điện",
  };
  const { devices } = await deploy(room, planOf({ campaigns: [saving] }));
  expect(devices).toHaveLength(north.length + south.length);
  await room.clock.settleBy(minute);
  for (const day of ["2027-05-15", "2027-05-16", "2027-06-29", "2027-06-30"]) {
    expect(await choreOn(room, day), day).toEqual([]);
  }
  const before = levelAt(room, "d-s1", "2027-05-15 23:00");
  const during = levelAt(room, "d-s1", "2027-06-29 23:00");
  const afterwards = levelAt(room, "d-s1", "2027-06-30 23:00");
  expect([before, during, afterwards]).toEqual([70, 35, 70]);
  expect(levelAt(room, "d-n1", "2027-06-29 23:00")).toBe(70);
  expect(await choreOn(room, "2027-07-01")).toEqual(south);
  expect(levelAt(room, "d-s1", "2027-07-01 23:00")).toBe(70);
  expect(await choreOn(room, "2027-07-02")).toEqual([]);
});
