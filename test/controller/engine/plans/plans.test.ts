import { describe, expect, it } from "vitest";
import { splitDocument } from "#protocol/wire/documents.ts";
import type { Deployment } from "../../../../controller/core/plans/deployment.ts";
import { administrator, type ControlRoom, openControlRoom, street } from "../../../support/control-room.ts";
import { deploy, why } from "../../../support/deploy-plan.ts";
import { aPerson, aPlan } from "../../../support/fleet-things.ts";

/** Everybody who has a calendar: all lamps with electronics, and the cabinet that feeds most of them. */
const withCalendar = ["cab", "d-n1", "d-n2", "d-n3", "d-n4", "d-n5", "d-n6", "d-s1", "d-s2"];
const minute = 60_000;

const reached = async (room: ControlRoom, { id }: Deployment) => (await room.deployments.find(id))!;
const calendarsOf = (room: ControlRoom, device: string) =>
  room.sent.desires.filter((sent) => sent.device === device).at(-1)?.desire.calendars;

describe("deploying a plan", () => {
  it("publishes one document per calendar for all, and tells each device once", async () => {
    await using room = await openControlRoom();
    const deployment = await deploy(room);
    await room.clock.settleBy(5 * minute);
    // lamps follow one document, the cabinet's relay the same nights as open and closed
    expect(room.sent.documents).toHaveLength(2);
    expect(room.sent.told().sort()).toEqual(withCalendar);
    const done = await reached(room, deployment);
    expect(done).toMatchObject({ state: "done", revision: 1, planId: "streets" });
    const counts = { waiting: 0, told: 0, away: 0, holding: withCalendar.length, refused: 0 };
    expect((await room.deployments.progressOf(done)).counts).toEqual(counts);
  });

  it("goes out in waves: first one device, and the next ones when it holds the plan", async () => {
    await using room = await openControlRoom();
    await deploy(room);
    const told = new Set<number>();
    for (let n = 0; n < 100; n++) {
      await room.clock.settleBy(25);
      told.add(room.sent.told().length);
    }
    expect([...told]).toEqual([1, 2, withCalendar.length]);
  });

  it("touches only devices whose calendar changes, and each of them once", async () => {
    await using room = await openControlRoom();
    const assignments = [
      { id: "north", to: { areaId: "north" }, calendarId: "all-year" },
      { id: "south", to: { areaId: "south" }, calendarId: "late" },
    ];
    const [night] = aPlan().programs;
    const programs = [night!, { ...night!, id: "dim", points: night!.points.slice(0, 1) }];
    const calendars = [...aPlan().calendars, { id: "late", name: "Khuya", rules: [], defaultProgramId: "dim" }];
    await deploy(room, aPlan({ assignments, calendars, programs }));
    await room.clock.settleBy(minute);
    room.sent.clear();
    const changed = { ...programs[1]!, points: [{ at: { clock: "19:00" }, target: { level: 40 } }] };
    await deploy(room, aPlan({ assignments, calendars, programs: [night!, changed] }));
    await room.clock.settleBy(minute);
    expect(room.sent.documents).toHaveLength(1);
    expect(room.sent.told().sort()).toEqual(["d-s1", "d-s2"]);
  });

  it("changes no device when it comes to the same", async () => {
    await using room = await openControlRoom();
    await deploy(room);
    await room.clock.settleBy(minute);
    room.sent.clear();
    const deployment = await deploy(room, aPlan({ name: "Tên khác" }));
    await room.clock.settleBy(minute);
    expect([room.sent.documents, room.sent.told()]).toEqual([[], []]);
    expect(await reached(room, deployment)).toMatchObject({ state: "done", devices: [] });
  });

  it("holds nothing up for devices that are away, and gives it to them on return", async () => {
    await using room = await openControlRoom();
    const { session } = room.fleet.twin("d-s1")!;
    room.device("d-s1").reachable = false;
    room.fleet.gone("d-s1", session!);
    const deployment = await deploy(room);
    await room.clock.settleBy(5 * minute);
    const done = await reached(room, deployment);
    expect(done.state).toBe("done");
    expect((await room.deployments.progressOf(done)).counts).toMatchObject({
      away: 1,
      holding: withCalendar.length - 1,
    });
    expect(room.sent.told()).not.toContain("d-s1");
    room.device("d-s1").reachable = true;
    room.returns("d-s1");
    await room.clock.settleBy(1000);
    expect(calendarsOf(room, "d-s1")).toHaveLength(1);
    expect((await room.deployments.progressOf(done)).counts).toMatchObject({ away: 0, holding: withCalendar.length });
  });

  it("stops by itself when devices refuse it, and the others keep what they have", async () => {
    await using room = await openControlRoom();
    const refusing = (device: string) => {
      const report = room.device(device).report(room.clock.now());
      const holds = { ...report.holds!, refused: [{ ref: 0, code: "badDocument" as const }] };
      room.fleet.report(device, { ...report, holds }, "cbor");
    };
    const deployment = await deploy(room);
    const [first] = deployment.devices;
    room.device(first!).reachable = false;
    await room.clock.settleBy(100);
    room.device(first!).take(room.sent.desires.at(-1)!.desire, room.clock.now());
    refusing(first!);
    await room.clock.settleBy(minute);
    expect(await reached(room, deployment)).toMatchObject({ state: "stopped", stoppedBy: "refusals", given: 1 });
    await room.deployments.renew();
    await room.clock.settleBy(minute);
    expect(new Set(room.sent.told())).toEqual(new Set([first]));
  });

  it("is stopped by a person, and what is deployed next supersedes it", async () => {
    await using room = await openControlRoom();
    const first = await deploy(room);
    const stopped = await room.plans.stop(administrator, "streets", first.id);
    expect(stopped).toMatchObject({ state: "stopped", stoppedBy: { personId: administrator.id }, given: 1 });
    await room.clock.settleBy(minute);
    expect(room.sent.told()).toEqual([first.devices[0]]);
    const stopAgain = room.plans.stop(administrator, "streets", first.id);
    await expect(stopAgain).rejects.toMatchObject({ code: "plans/ended" });
    await deploy(room, aPlan({ level: 60 }));
    await room.clock.settleBy(minute);
    expect(new Set(room.sent.told())).toEqual(new Set(withCalendar));
    expect((await reached(room, first)).state).toBe("superseded");
  });

  it("goes on after a restart, and tells nobody twice who was told before", async () => {
    const first = await openControlRoom();
    const deployment = await deploy(first);
    await first.clock.settleBy(300);
    const told = first.sent.told();
    expect(told.length).toBeLessThan(withCalendar.length);
    await first.deployments.close();
    await first.fleet.close();
    await using second = await first.again();
    second.everybodyReports();
    await second.clock.settleBy(5 * minute);
    expect([...told, ...second.sent.told()].sort()).toEqual(withCalendar);
    expect((await reached(second, deployment)).state).toBe("done");
  });
});

describe("returning", () => {
  it("deploys the revision before the present one as a new revision, and twice is there again", async () => {
    await using room = await openControlRoom();
    await deploy(room, aPlan({ level: 70 }));
    await room.clock.settleBy(minute);
    const before = calendarsOf(room, "d-n1");
    await deploy(room, aPlan({ level: 40 }));
    await room.clock.settleBy(minute);
    const after = calendarsOf(room, "d-n1");
    expect(after).not.toEqual(before);
    room.sent.clear();
    await room.plans.goBack(administrator, "streets", why);
    await room.clock.settleBy(minute);
    expect(calendarsOf(room, "d-n1")).toEqual(before);
    expect(room.sent.documents).toEqual([]);
    expect((await room.plans.find("streets")).inForce).toMatchObject({ revision: 3, basedOn: 1 });
    await room.plans.goBack(administrator, "streets", why);
    await room.clock.settleBy(minute);
    expect(calendarsOf(room, "d-n1")).toEqual(after);
  });

  it("is refused where there is nothing to return to, and leaves a draft alone", async () => {
    await using room = await openControlRoom();
    await deploy(room);
    await expect(room.plans.goBack(administrator, "streets", why)).rejects.toMatchObject({ code: "plans/no-draft" });
    await room.clock.settleBy(minute);
    await deploy(room, aPlan({ level: 40 }));
    await room.clock.settleBy(minute);
    const draft = await room.plans.begin(administrator, "streets", why);
    await room.plans.goBack(administrator, "streets", why);
    const state = await room.plans.find("streets");
    expect(state.draft).toEqual(draft);
    expect(state.inForce?.plan).toEqual(aPlan({ level: 70 }));
    await room.clock.settleBy(minute);
    await room.plans.deploy(administrator, "streets", draft.version, why);
    expect((await room.plans.find("streets")).inForce?.revision).toBe(draft.revision);
  });
});

describe("drafts", () => {
  it("refuse the second of two editors and say who saved and when", async () => {
    await using room = await openControlRoom();
    const draft = await room.plans.create(administrator, aPlan(), why);
    const lan = aPerson("administrator", undefined, "lan");
    const minh = aPerson("administrator", undefined, "minh");
    const at = room.clock.now();
    await room.plans.save(lan, aPlan(), draft.version, why);
    const refusal = { code: "plans/changed-meanwhile", params: { person: "Lan", savedAt: at, version: 2 } };
    await expect(room.plans.save(minh, aPlan({ level: 30 }), draft.version, why)).rejects.toMatchObject(refusal);
    await expect(room.plans.deploy(minh, "streets", draft.version, why)).rejects.toMatchObject(refusal);
    await expect(room.plans.discard(minh, "streets", draft.version)).rejects.toMatchObject(refusal);
    const both = [40, 50].map((level) => room.plans.save(minh, aPlan({ level }), 2, why));
    const results = await Promise.allSettled(both);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect((await room.plans.find("streets")).draft?.version).toBe(3);
  });

  it("are the business of the plan's area, and of the area it is moved to", async () => {
    await using room = await openControlRoom();
    const north = aPerson("districtStaff", ["north"]);
    const outside = { code: "people/outside-area" };
    await expect(room.plans.create(north, aPlan(), why)).rejects.toMatchObject(outside);
    const mine = aPlan({ areaId: "north", assignments: [] });
    const draft = await room.plans.create(north, mine, why);
    const moved = room.plans.save(north, { ...mine, areaId: "city" }, draft.version, why);
    await expect(moved).rejects.toMatchObject(outside);
    const south = aPerson("districtStaff", ["south"]);
    await expect(room.plans.save(south, mine, draft.version, why)).rejects.toMatchObject(outside);
    await expect(room.plans.deploy(south, "streets", draft.version, why)).rejects.toMatchObject(outside);
    await expect(room.plans.create(north, aPlan(), why)).rejects.toMatchObject(outside);
  });
});

describe("documents", () => {
  it("are published again whenever a broker comes up, and for devices that wait too long", async () => {
    await using room = await openControlRoom();
    await deploy(room);
    await room.clock.settleBy(minute);
    const parts = room.sent.documents.map(({ digest, part }) => ({ digest, part }));
    room.sent.clear();
    room.documents.publishAll();
    expect(room.sent.documents.map(({ digest, part }) => ({ digest, part })).sort()).toEqual(parts.sort());
    room.sent.clear();
    const report = room.device("d-n1").report(room.clock.now());
    const { digest } = room.given.planOf("d-n1")!.calendars[0]!.document;
    const waiting = { ...report, holds: { ...report.holds!, waiting: [digest] } };
    room.fleet.report("d-n1", waiting, "cbor");
    await room.clock.settleBy(9000);
    room.fleet.report("d-n1", waiting, "cbor");
    expect(room.sent.documents).toEqual([]);
    await room.clock.settleBy(1000);
    room.fleet.report("d-n1", waiting, "cbor");
    room.fleet.report("d-n1", waiting, "cbor");
    expect(room.sent.documents.map((sent) => sent.digest)).toEqual([digest]);
  });

  it("are cleared thirty days after the last device left them, whatever the controller did meanwhile", async () => {
    const first = await openControlRoom();
    await deploy(first, aPlan({ level: 70 }));
    await first.clock.settleBy(minute);
    const old = first.given.planOf("d-n1")!.calendars[0]!.document.digest;
    await deploy(first, aPlan({ level: 40 }));
    await first.clock.settleBy(minute);
    await first.deployments.close();
    await first.fleet.close();
    await using second = await first.again();
    await second.documents.clearUnused();
    expect(second.documents.bytesOf(old)).toBeDefined();
    await second.clock.settleBy(30 * 86_400_000);
    second.sent.clear();
    await second.documents.clearUnused();
    expect(second.documents.bytesOf(old)).toBeUndefined();
    const cleared = second.sent.documents.filter(({ digest }) => digest === old);
    expect(cleared.map(({ bytes }) => bytes.length)).toEqual([0]);
    const inUse = second.given.planOf("d-n1")!.calendars[0]!.document.digest;
    expect(splitDocument(second.documents.bytesOf(inUse)!)).toHaveLength(1);
  });
});

it("a lamp that moves into a planned area is given its calendar, and its neighbours are not touched", async () => {
  await using room = await openControlRoom();
  await deploy(
    room,
    aPlan({ areaId: "north", assignments: [{ id: "n", to: { areaId: "north" }, calendarId: "all-year" }] }),
  );
  await room.clock.settleBy(minute);
  expect(calendarsOf(room, "d-s1")).toBeUndefined();
  room.sent.clear();
  const s1 = { ...street.lamp.get("s1")!, areaId: "north" };
  room.change({ ...street, lamp: new Map([...street.lamp, ["s1", s1]]) });
  await room.clock.settleBy(minute);
  expect(calendarsOf(room, "d-s1")).toHaveLength(1);
  const given = room.sent.desires.filter(({ desire }) => desire.calendars !== undefined);
  expect(new Set(given.map(({ device }) => device)).has("d-s2")).toBe(false);
});
