import { setImmediate as nextTurn } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { planningSite } from "../../../../controller/core/fleet/configure.ts";
import { compilePlans } from "../../../../controller/core/plans/compile/compile-plans.ts";
import { dateOf } from "../../../../controller/core/plans/days.ts";
import type { Plan } from "../../../../controller/core/plans/plan.ts";
import { preview } from "../../../../controller/core/plans/preview/preview.ts";
import { createInSlices } from "../../../../controller/engine/in-slices.ts";
import type { Preview } from "../../../../controller/engine/plans/preview-shelf.ts";
import type { PreviewsDeps } from "../../../../controller/engine/plans/previews.ts";
import { silentLog } from "../../../../controller/log.ts";
import { administrator, type ControlRoom, openControlRoom } from "../../../support/control-room.ts";
import { aPerson, aPlan, hour, site } from "../../../support/fleet-things.ts";
import { openPreviewDesk, type PreviewDesk } from "../../../support/preview-desk.ts";
import { snapshot } from "../../core/inventory/small-town.ts";
import { night } from "../../core/plans/plan-of-a-town.ts";
import { rates } from "../../core/plans/preview/preview-town.ts";

const why = { why: "mùa khô" };
const stranger = aPerson("viewer", undefined, "hoa");

interface Desk extends PreviewDesk {
  readonly room: ControlRoom;
}

/** With a draft `streets` of the whole city at 70 %. */
async function openDesk(said: Partial<PreviewsDeps> = {}): Promise<Desk> {
  const room = await openControlRoom({ quiet: true });
  const desk = await openPreviewDesk(room, said);
  await draft(room, aPlan());
  return {
    ...desk,
    room,
    async [Symbol.asyncDispose]() {
      await desk[Symbol.asyncDispose]();
      await room[Symbol.asyncDispose]();
    },
  };
}

async function draft({ plans }: ControlRoom, plan: Plan): Promise<void> {
  const { version } = await plans.create(administrator, plan, why);
  await plans.save(administrator, plan, version, why);
}

/** Waits by turns of the event loop, which is how previews go on. */
async function ended(desk: PreviewDesk, { id }: Preview, person = administrator): Promise<Preview> {
  for (;;) {
    const found = desk.previews.find(person, id);
    if (found.endedAt !== undefined) return found;
    await nextTurn();
  }
}

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return "";
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe("a preview", () => {
  it("runs a draft that only waits for consent, so that who gives it sees what it would be", async () => {
    await using desk = await openDesk();
    const { room, previews } = desk;
    const city = room.inventory();
    const { road } = snapshot({ road: [{ id: "main", name: "Lê Lợi" }] });
    const onRoad = [...city.lamp.values()].map((lamp) => [lamp.id, { ...lamp, roadId: "main" }] as const);
    room.change({ ...city, road, lamp: new Map(onRoad) });
    const day = { year: 2026, month: 11, day: 22 };
    const exception = { id: "quiet", name: "Đường vắng", from: day, to: day, level: 20, why: "đường vắng" };
    const spans = [{ from: "00:00", to: "00:00", level: 40 }];
    const floor = { id: "floor", name: "Sàn", roadIds: ["main"], spans, approvals: [exception] };
    const { version } = (await room.plans.find("streets")).draft!;
    await room.plans.save(administrator, aPlan({ level: 20, roadFloors: [floor] }), version, why);
    const refused = room.plans.deploy(administrator, "streets", version + 1, why);
    await expect(refused).rejects.toMatchObject({ code: "plans/invalid" });
    const { report } = await ended(desk, await previews.ask(administrator, { planId: "streets", nights: 3 }));
    const found = report!.findings.map(({ code, severity, nights }) => `${code} ${severity} ${nights?.count}`);
    expect(found).toEqual(expect.arrayContaining(["belowFloor warning 3", "exception warning 1"]));
  });

  it("answers what the core answers for the draft beside the plans in force", async () => {
    await using desk = await openDesk();
    const { room, previews } = desk;
    const { version } = (await room.plans.find("streets")).draft!;
    await room.plans.deploy(administrator, "streets", version, why);
    await room.plans.begin(administrator, "streets", why);
    const dimmer = aPlan({ level: 40 });
    await room.plans.save(administrator, dimmer, 1, why);
    const asked = await previews.ask(administrator, { planId: "streets", nights: 30 });
    expect(asked).toMatchObject({ revision: 2, lamps: 9, from: night("2026-11-22"), nights: 30 });
    const { report, state, share } = await ended(desk, asked);
    expect([state, share]).toEqual(["done", 1]);
    const [inventory, index] = [room.inventory(), room.index()];
    const compile = (plan: Plan) =>
      compilePlans({ plans: [plan], inventory, index, site: planningSite(site), now: room.clock.now() });
    expect(report).toEqual(
      preview({
        plans: compile(dimmer),
        inForce: compile(aPlan()),
        inventory,
        index,
        site,
        selection: { areaId: "city", decorative: true },
        from: night("2026-11-22"),
        nights: 30,
        rates,
        baselines: [],
      }),
    );
    expect(report!.total.plan.kWh).toBeLessThan(report!.total.present.kWh);
    // what is in force, against itself
    const present = await ended(desk, await previews.ask(administrator, { planId: "streets", revision: 1, nights: 3 }));
    expect(present.report!.total.plan).toEqual(present.report!.total.present);
  });

  it("is reckoned for the lamps and nights that were asked for, at the rates and baselines of that moment", async () => {
    await using desk = await openDesk();
    const { previews, baselines, rates: tables } = desk;
    const group = { name: "Natri", lamps: 4, power: 250, program: aPlan().programs[0]! };
    const recordedOn = dateOf(night("2026-03-01"));
    await baselines.record(administrator, { areaId: "north", recordedOn, source: "12/BB", groups: [group] }, 0, why);
    const wish = {
      planId: "streets",
      selection: { lampIds: ["n1", "s1"] },
      from: dateOf(night("2027-02-05")),
      nights: 1,
    };
    const asked = await previews.ask(administrator, wish);
    await tables.save(administrator, { currency: "USD", priceClasses: [], gridFactor: [] }, 1, why);
    const { report } = await ended(desk, asked);
    expect(report).toMatchObject({ from: night("2027-02-05"), nights: 1, lamps: 2, currency: "VND" });
    expect(report!.total.plan.cost).toBeCloseTo(report!.total.plan.kWh * 2226, 6);
    expect(report!.total.baseline).toMatchObject({ lamps: 1 });
    expect(report!.baselines.map(({ source }) => source)).toEqual(["12/BB"]);
    const later = await ended(desk, await previews.ask(administrator, wish));
    expect(later.report).toMatchObject({ currency: "USD" });
    expect(later.report!.total.plan).not.toHaveProperty("cost");
  });

  it("lets everything else have its turn between slices, and tells how far it is", async () => {
    // every look at the time is a second later: a slice is one step
    let ticks = 0;
    await using desk = await openDesk({ inSlices: createInSlices(() => (ticks += 1000)) });
    const asked = await desk.previews.ask(administrator, { planId: "streets", nights: 400 });
    const shares: number[] = [];
    for (; desk.previews.find(administrator, asked.id).endedAt === undefined; await nextTurn()) {
      shares.push(desk.previews.find(administrator, asked.id).share);
    }
    expect(shares.length).toBeGreaterThan(400);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(new Set(shares).size).toBeGreaterThan(300);
    expect(desk.previews.report(administrator, asked.id).nights).toBe(400);
  });

  it("stops when it is cancelled, and is nobody's afterwards", async () => {
    let steps = 0;
    const counting = createInSlices(() => (steps += 1000));
    await using desk = await openDesk({ inSlices: counting });
    const asked = await desk.previews.ask(administrator, { planId: "streets", nights: 400 });
    expect(codeOf(() => desk.previews.report(administrator, asked.id))).toBe("plans/preview-unfinished");
    for (let turns = 0; turns < 20; turns++) await nextTurn();
    desk.previews.drop(administrator, asked.id);
    const before = steps;
    for (let turns = 0; turns < 20; turns++) await nextTurn();
    expect(steps - before).toBeLessThan(3000);
    expect(codeOf(() => desk.previews.find(administrator, asked.id))).toBe("plans/preview-unknown");
    expect(desk.previews.list(administrator)).toEqual([]);
  });

  it("is one of at most two at once for a person; others go on asking, and wait for a place", async () => {
    const { promise: gate, resolve: open } = Promise.withResolvers<void>();
    const slices = createInSlices(() => performance.now());
    await using desk = await openDesk({ inSlices: (steps) => gate.then(() => slices(steps)) });
    const { previews } = desk;
    const wish = { planId: "streets", nights: 5 };
    const [first, second] = [await previews.ask(administrator, wish), await previews.ask(administrator, wish)];
    await expect(previews.ask(administrator, wish)).rejects.toMatchObject({
      code: "plans/previews-full",
      params: { running: 2, most: 2 },
    });
    const third = await previews.ask(stranger, { ...wish, nights: 1 });
    expect(previews.find(stranger, third.id).state).toBe("waiting");
    previews.drop(administrator, second.id);
    open();
    expect(await ended(desk, third, stranger)).toMatchObject({ state: "done" });
    await ended(desk, first);
    expect(previews.list(administrator).map(({ id }) => id)).toEqual([first.id]);
    await previews.ask(administrator, wish);
  });

  it("is the asker's alone, in areas he may read", async () => {
    await using desk = await openDesk();
    const { previews, room } = desk;
    await draft(room, aPlan({ id: "northern", areaId: "north", assignments: [] }));
    const ofNorth = aPerson("viewer", ["north"], "mai");
    const wish = { planId: "northern", nights: 1 };
    const asked = await previews.ask(ofNorth, wish);
    expect(asked).toMatchObject({ areaIds: ["north"], lamps: 7 });
    expect(codeOf(() => previews.find(administrator, asked.id))).toBe("plans/preview-unknown");
    await expect(previews.ask(ofNorth, { ...wish, planId: "streets" })).rejects.toMatchObject({
      code: "plans/unknown",
    });
    await expect(previews.ask(ofNorth, { ...wish, selection: { lampIds: ["n1", "s1"] } })).rejects.toMatchObject({
      code: "people/outside-area",
    });
    await expect(previews.ask(ofNorth, { ...wish, selection: { lampIds: ["gone"] } })).rejects.toMatchObject({
      code: "plans/empty-target",
    });
    await ended(desk, asked, ofNorth);
    expect(codeOf(() => previews.report({ ...ofNorth, grants: [] }, asked.id))).toBe("plans/preview-unknown");
  });

  it("refuses a draft that cannot be used, with every problem at its place", async () => {
    await using desk = await openDesk();
    const wrong = aPlan({ id: "wrong", calendars: [{ id: "all-year", name: "", rules: [] }] });
    await draft(desk.room, wrong);
    const refusal = await desk.previews.ask(administrator, { planId: "wrong" }).catch((error) => error);
    expect(refusal.code).toBe("plans/invalid");
    expect(refusal.places.map(({ path }: { path: string }) => path)).toEqual(
      expect.arrayContaining(["plan.calendars[0].name", "plan.calendars[0]"]),
    );
    expect(desk.previews.list(administrator)).toEqual([]);
  });

  it("says so when it fails, and gives its place to the next", async () => {
    const logged: unknown[] = [];
    let broken = true;
    const slices = createInSlices(() => performance.now());
    await using desk = await openDesk({
      inSlices: (steps) => {
        if (!broken) return slices(steps);
        return Promise.reject(new Error("out of memory"));
      },
      log: { ...silentLog, error: (error) => logged.push(error) },
    });
    const wish = { planId: "streets", nights: 1 };
    const asked = await desk.previews.ask(administrator, wish);
    expect(await ended(desk, asked)).toMatchObject({ state: "failed" });
    expect(logged).toHaveLength(1);
    expect(codeOf(() => desk.previews.report(administrator, asked.id))).toBe("plans/preview-unfinished");
    broken = false;
    for (let n = 0; n < 3; n++) {
      expect(await ended(desk, await desk.previews.ask(administrator, wish))).toMatchObject({ state: "done" });
    }
  });

  it("is kept for an hour", async () => {
    await using desk = await openDesk();
    const { previews, room } = desk;
    const { id, endedAt, keptUntil } = await ended(
      desk,
      await previews.ask(administrator, { planId: "streets", nights: 1 }),
    );
    expect(keptUntil).toBe(endedAt! + hour);
    room.clock.advanceTo(keptUntil! - 1);
    expect(previews.report(administrator, id).nights).toBe(1);
    room.clock.advanceTo(keptUntil!);
    expect(codeOf(() => previews.report(administrator, id))).toBe("plans/preview-unknown");
  });
});
