import { describe, expect, it } from "vitest";
import { leastAfterPause } from "../../../../controller/core/jobs/pause.ts";
import { administrator, aWish, type ControlRoom, openControlRoom, street } from "../../../support/control-room.ts";
import { aPerson, hour } from "../../../support/fleet-things.ts";

const minute = 60_000;
const hoa = aPerson("districtStaff", ["north"], "hoa");

/** An override of the north that two lamps have not heard: one is switched off, one is connected and says nothing. */
async function placed(room: ControlRoom) {
  for (const id of ["d-n4", "d-n5"]) room.device(id).reachable = false;
  room.fleet.gone("d-n4", room.fleet.twin("d-n4")!.session!);
  const { order, job } = await room.orders.place(administrator, "key-00001", aWish());
  await room.clock.settleBy(2000);
  room.sent.clear();
  return { order, job };
}
const jobOf = async (room: ControlRoom, id: string) => (await room.jobs.find(id))!.job;
const toldOf = (room: ControlRoom, ref: number) =>
  room.sent.desires
    .filter(({ desire }) => desire.directives.some((one) => one.ref === ref))
    .map(({ device }) => device);

/** Reports of those who can speak, and signs of life of the one who is connected: nobody is taken for lost. */
async function pass(room: ControlRoom, ms: number) {
  for (let left = ms; left > 0; left -= 30_000) {
    room.everybodyReports();
    room.fleet.heard("d-n5");
    await room.clock.settleBy(Math.min(left, 30_000));
  }
}

describe("a paused job", () => {
  it("sends nothing more to lamps that have not followed, those that come back included, and goes on when let", async () => {
    await using room = await openControlRoom();
    const { order, job } = await placed(room);
    expect(await room.pauses.pause(hoa, job.id)).toBe(true);
    await pass(room, 20 * minute);
    room.device("d-n4").reachable = true;
    room.returns("d-n4");
    await pass(room, 20 * minute);
    expect(room.sent.told()).toEqual([]);
    expect(await room.words(job.id)).toMatchObject({ n1: "followed", n4: "pending", n5: "pending" });

    room.device("d-n5").reachable = true;
    await room.pauses.resume(hoa, job.id);
    await room.clock.settleBy(1000);
    expect(toldOf(room, order.ref).sort()).toEqual(["d-n4", "d-n5"]);
    expect(await room.words(job.id)).toMatchObject({ n4: "followed", n5: "followed" });
    expect((await jobOf(room, job.id)).state).toBe("done");
  });

  it("keeps its deadline standing still, says who paused it, and gives lamps their time afterwards", async () => {
    await using room = await openControlRoom();
    const { job } = await placed(room);
    await room.pauses.pause(hoa, job.id);
    const at = room.clock.now();
    const left = job.deadline - at;
    expect(await jobOf(room, job.id)).toMatchObject({
      state: "paused",
      paused: { at, personId: hoa.id, personName: hoa.name, left },
    });
    expect(await room.pauses.pause(administrator, job.id)).toBe(false);
    await pass(room, 5 * minute);
    await room.pauses.resume(administrator, job.id);
    expect((await jobOf(room, job.id)).deadline).toBe(room.clock.now() + left);
    expect(await room.pauses.resume(administrator, job.id)).toBe(false);
    await room.clock.settleBy(left - 2000);
    await room.pauses.pause(hoa, job.id);
    await room.pauses.resume(hoa, job.id);
    expect((await jobOf(room, job.id)).deadline).toBe(room.clock.now() + leastAfterPause);
    await pass(room, minute);
    expect(await jobOf(room, job.id)).toMatchObject({ state: "done", endedAt: expect.any(Number) });
    expect(await room.words(job.id)).toMatchObject({ n4: "silent", n5: "silent" });
  });

  it("keeps back lamps that return after its end as well", async () => {
    await using room = await openControlRoom();
    const { order, job } = await placed(room);
    await pass(room, minute);
    expect((await jobOf(room, job.id)).state).toBe("done");
    await room.pauses.pause(hoa, job.id);
    room.sent.clear();
    room.device("d-n4").reachable = true;
    room.returns("d-n4");
    await pass(room, 10 * minute);
    expect(room.sent.told()).toEqual([]);
    await room.pauses.resume(hoa, job.id);
    await room.clock.settleBy(1000);
    expect(toldOf(room, order.ref)).toContain("d-n4");
    // it had ended, and has
    expect((await jobOf(room, job.id)).state).toBe("done");
    expect(await room.words(job.id)).toMatchObject({ n4: "followed", n5: "silent" });
  });

  it("leaves lamps what they hold, tells those that followed again what they lost, and all of them everything else", async () => {
    await using room = await openControlRoom();
    const { order, job } = await placed(room);
    await room.pauses.pause(hoa, job.id);
    room.device("d-n1").forget();
    room.returns("d-n1");
    await pass(room, minute);
    expect(toldOf(room, order.ref)).toEqual(["d-n1"]);
    expect(room.sent.told()).toEqual(["d-n1"]);
    room.sent.clear();
    const lock = await room.orders.place(administrator, "key-00002", {
      kind: "workLock",
      selection: { lampIds: ["n5"] },
      why: "arm is loose",
    });
    await room.clock.settleBy(1000);
    expect(room.sent.told()).toEqual(["d-n5"]);
    expect(toldOf(room, lock.order.ref)).toEqual(["d-n5"]);
    expect(toldOf(room, order.ref)).toEqual([]);
  });

  it("keeps segments closed under lamps that followed, when their cabinet lost its memory", async () => {
    await using room = await openControlRoom();
    const { order, job } = await placed(room);
    expect(order.companions).toHaveLength(1);
    await room.pauses.pause(hoa, job.id);
    room.device("cab").forget();
    room.returns("cab");
    await room.clock.settleBy(11_000);
    expect(toldOf(room, order.companionRef!)).toEqual(["cab"]);
  });

  it("survives a restart of the controller, and goes on after it", async () => {
    await using room = await openControlRoom();
    const { order, job } = await placed(room);
    await room.pauses.pause(hoa, job.id);
    // killed: nothing is closed
    await using again = await room.again();
    expect(await jobOf(again, job.id)).toMatchObject({ state: "paused", paused: { personId: hoa.id } });
    for (const id of ["d-n4", "d-n5"]) room.device(id).reachable = true;
    for (const id of street.device.keys()) again.returns(id);
    await again.clock.settleBy(10 * minute);
    expect(toldOf(again, order.ref)).toEqual([]);
    await again.pauses.resume(administrator, job.id);
    await again.clock.settleBy(1000);
    expect(toldOf(again, order.ref).sort()).toEqual(["d-n4", "d-n5"]);
    expect((await jobOf(again, job.id)).state).toBe("done");
  });

  it("is cancelled with its order, and ends with it when that runs out, in the controller's absence too", async () => {
    await using room = await openControlRoom();
    const first = await placed(room);
    await room.pauses.pause(hoa, first.job.id);
    await room.orders.end(administrator, first.order.id);
    expect((await jobOf(room, first.job.id)).state).toBe("cancelled");

    const place = (key: string) => room.orders.place(administrator, key, aWish({ until: room.clock.now() + hour }));
    const second = await place("key-00002");
    await room.pauses.pause(hoa, second.job.id);
    await pass(room, hour + 1000);
    expect(await jobOf(room, second.job.id)).toMatchObject({ state: "done", endedAt: second.order.until });
    expect(await room.words(second.job.id)).toMatchObject({ n4: "silent" });

    const third = await place("key-00003");
    await room.pauses.pause(hoa, third.job.id);
    await room.jobs.close();
    await room.clock.settleBy(30 * hour);
    await using again = await room.again();
    expect((await jobOf(again, third.job.id)).state).toBe("done");
  });

  it("waits with the rest of its lamps although all have a word, and is done when all have followed", async () => {
    await using room = await openControlRoom();
    room.device("d-n4").reachable = false;
    const selection = { lampIds: ["n1", "n2", "n3", "n4"] };
    const { job } = await room.orders.place(administrator, "key-00001", aWish({ selection }));
    await room.clock.settleBy(1000);
    await room.pauses.pause(hoa, job.id);
    // what was sent before the pause arrives all the same
    const told = room.sent.desires.findLast(({ device }) => device === "d-n4")!;
    room.device("d-n4").take(told.desire, room.clock.now());
    room.device("d-n4").reachable = true;
    room.everybodyReports();
    await room.clock.settleBy(1000);
    const { paused, ...done } = await jobOf(room, job.id);
    expect(done.state).toBe("done");
    expect(paused).toBeUndefined();
  });

  it("is tried again with a new deadline, which lets it go on", async () => {
    await using room = await openControlRoom();
    const { order, job } = await placed(room);
    await room.pauses.pause(hoa, job.id);
    for (const id of ["d-n4", "d-n5"]) room.device(id).reachable = true;
    room.returns("d-n4");
    await room.orders.retry(hoa, job.id);
    await room.clock.settleBy(1000);
    expect(toldOf(room, order.ref)).toEqual(expect.arrayContaining(["d-n4", "d-n5"]));
    expect((await jobOf(room, job.id)).paused).toBeUndefined();
  });
});

describe("what cannot be paused", () => {
  it("is whatever protects people, what is over, and what somebody else may order there", async () => {
    await using room = await openControlRoom();
    const isolation = await room.orders.place(administrator, "key-00001", {
      kind: "isolate",
      selection: { circuitId: "whole" },
      why: "flood",
    });
    const refusal = (run: Promise<unknown>) =>
      run.then(
        () => "done",
        ({ code }) => code,
      );
    expect(await refusal(room.pauses.pause(administrator, isolation.job.id))).toBe("jobs/cannot-pause");
    const south = await room.orders.place(administrator, "key-00002", aWish({ selection: { areaId: "south" } }));
    await room.clock.settleBy(2000);
    // every lamp followed: nothing is left to keep back
    expect(await refusal(room.pauses.pause(administrator, south.job.id))).toBe("jobs/ended");
    expect(await refusal(room.pauses.resume(administrator, south.job.id))).toBe("jobs/ended");
    expect(await refusal(room.pauses.pause(hoa, south.job.id))).toBe("people/outside-area");
    await room.orders.end(administrator, south.order.id);
    expect(await refusal(room.pauses.pause(administrator, south.job.id))).toBe("jobs/ended");
    expect(await refusal(room.pauses.pause(administrator, "nothing"))).toBe("jobs/unknown");
  });
});
