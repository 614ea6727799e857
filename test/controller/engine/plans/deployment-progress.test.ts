import { describe, expect, it } from "vitest";
import type { ShownDeployment } from "../../../../controller/core/plans/deployment.ts";
import { createLive } from "../../../../controller/engine/live/live.ts";
import { createDeploymentFeed } from "../../../../controller/engine/plans/deployment-feed.ts";
import { administrator, type ControlRoom, openControlRoom, street } from "../../../support/control-room.ts";
import { crowdedCurfews } from "../../../support/crowded-curfews.ts";
import { deploy, why } from "../../../support/deploy-plan.ts";
import { createFakeClock } from "../../../support/fake-clock.ts";
import { aPlan, evening } from "../../../support/fleet-things.ts";

const minute = 60_000;
/** Devices of the street that a calendar concerns. */
const concerned = 9;

/** The device holds what it was sent and says that it cannot use it. */
function refuses(room: ControlRoom, device: string): void {
  const { desire } = room.sent.desires.findLast((sent) => sent.device === device)!;
  room.device(device).take(desire, room.clock.now());
  const report = room.device(device).report(room.clock.now());
  const holds = { ...report.holds!, refused: [{ ref: 0, code: "badDocument" as const }] };
  room.fleet.report(device, { ...report, holds }, "cbor");
}

const phases = (told: readonly ShownDeployment[]) => told.map(({ state, wave: { number } }) => `${state} ${number}`);

describe("the progress of a deployment", () => {
  it("is told wave by wave, with counts that add up, until it is done", async () => {
    await using room = await openControlRoom();
    await deploy(room);
    await room.clock.settleBy(5 * minute);
    expect([...new Set(phases(room.told))]).toEqual(["running 1", "running 2", "running 3", "done 3"]);
    for (const { counts, devices, wave } of room.told) {
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(devices);
      expect(wave.of).toBe(3);
    }
    const last = room.told.at(-1)!;
    expect(last).toMatchObject({ devices: concerned, counts: { holding: concerned, told: 0 }, refusals: [] });
    // each state once: who watches is not told the same again
    expect(new Set(room.told.map((each) => JSON.stringify(each))).size).toBe(room.told.length);
  });

  it("says who is away, and who stopped it", async () => {
    await using room = await openControlRoom();
    room.fleet.gone("d-s1", room.fleet.twin("d-s1")!.session!);
    room.device("d-s1").reachable = false;
    const { id } = await deploy(room);
    await room.plans.stop(administrator, "streets", id);
    expect(room.told.at(-1)).toMatchObject({ state: "stopped", stoppedBy: { personId: administrator.id } });
    await room.clock.settleBy(5 * minute);
    expect(room.told.at(-1)).toMatchObject({ state: "stopped", wave: { number: 1 } });
    const resumed = await room.plans.resume(administrator, "streets", id);
    expect(resumed).toMatchObject({ state: "running" });
    expect(resumed.stoppedBy).toBeUndefined();
    await room.clock.settleBy(5 * minute);
    expect(room.told.at(-1)).toMatchObject({ state: "done", counts: { away: 1, holding: concerned - 1 } });
    const again = room.plans.resume(administrator, "streets", id);
    await expect(again).rejects.toMatchObject({ code: "plans/ended" });
  });

  it("names the devices that refuse, stops, and bears with them when a person lets it go on", async () => {
    await using room = await openControlRoom();
    const { id, devices } = await deploy(room);
    const [first] = devices;
    room.device(first!).reachable = false;
    await room.clock.settleBy(100);
    refuses(room, first!);
    await room.clock.settleBy(minute);
    const stopped = room.told.at(-1)!;
    const name = first!;
    expect(stopped).toMatchObject({ state: "stopped", stoppedBy: "refusals", counts: { refused: 1 } });
    expect(stopped.refusals).toMatchObject([
      { deviceId: first, name, code: "badDocument", en: "its document cannot be used" },
    ]);
    // nobody did it, and it stands in the audit log
    expect(room.ended).toMatchObject([{ action: "deployment.stop", thing: { sort: "deployment", id } }]);
    await room.plans.resume(administrator, "streets", id);
    await room.clock.settleBy(5 * minute);
    expect(room.told.at(-1)).toMatchObject({ state: "done", counts: { refused: 1, holding: concerned - 1 } });
  });

  it("stops at what is more than one message can carry, and names the devices", async () => {
    await using room = await openControlRoom();
    const draft = await room.plans.create(administrator, aPlan(), why);
    // as when the city has grown since the plan was checked
    const plan = aPlan({ curfews: crowdedCurfews });
    const act = { at: room.clock.now(), personId: "lan", personName: "Lan", ...why };
    const revision = { ...draft, plan, version: 2, deployed: act };
    const { devices } = (await room.deployments.deploy(revision, administrator, draft.version))!;
    await room.clock.settleBy(minute);
    const stopped = room.told.at(-1)!;
    expect(stopped).toMatchObject({ state: "stopped", stoppedBy: "refusals", counts: { refused: 1 } });
    expect(stopped.refusals).toMatchObject([{ deviceId: devices[0], name: devices[0], code: "tooFull" }]);
    expect(room.fleet.isTooFull(devices[0]!)).toBe(true);
  });

  it("stays as it was when a newer revision has taken over", async () => {
    await using room = await openControlRoom();
    const first = await deploy(room);
    await room.plans.stop(administrator, "streets", first.id);
    await deploy(room, aPlan({ level: 60 }));
    await room.clock.settleBy(5 * minute);
    const superseded = (await room.deployments.find(first.id))!;
    expect(superseded.state).toBe("superseded");
    const { counts } = await room.deployments.progressOf(superseded);
    expect(counts).toMatchObject({ waiting: concerned - 1 });
  });
});

it("on the live stream a deployment is an event of the plan's area, under its id, told only there", () => {
  const clock = createFakeClock(evening);
  const after = (span: number, run: () => void) => clock.wakeAt(clock.now() + span, run);
  const live = createLive({ clock, after, boot: "b" });
  const heard: Record<string, string> = { north: "", south: "" };
  for (const area of ["north", "south"]) {
    live.watch({ sees: (areaId) => areaId === area, send: (text) => (heard[area] += text) });
  }
  const feed = createDeploymentFeed({ live, inventory: () => street });
  const deployment = {
    id: "d1",
    planId: "streets",
    revision: 2,
    startedAt: evening,
    personId: "lan",
    personName: "Lan",
    state: "running" as const,
    devices: ["d-n1", "d-n2"],
    given: 1,
  };
  const counts = { waiting: 1, told: 0, away: 0, holding: 0, refused: 1 };
  const refusals = [{ deviceId: "d-n1", code: "tooFull" as const }];
  feed(deployment, { counts, refusals }, aPlan({ areaId: "north" }));
  clock.advanceBy(1000);
  expect(heard.south).toBe("");
  expect(heard.north).toContain("event: deployment\n");
  const data = JSON.parse(/^data: (.*)$/m.exec(heard.north!)![1]!);
  const { devices: _, given: __, ...shown } = deployment;
  const name = street.device.get("d-n1")!.name;
  expect(data).toEqual({
    key: "d1",
    areaId: "north",
    data: {
      ...shown,
      devices: 2,
      wave: { number: 1, of: 2 },
      counts,
      refusals: [expect.objectContaining({ ...refusals[0], name, vi: expect.stringContaining("bản tin") })],
    },
  });
});
