import { describe, expect, it } from "vitest";
import { powerBand } from "../../../../controller/core/fleet/power-band.ts";
import { administrator, aWish, type ControlRoom, openControlRoom, street } from "../../../support/control-room.ts";
import { aPerson, evening, hour } from "../../../support/fleet-things.ts";

const model = street.lampModel.get("model")!;
const north = ["n1", "n2", "n3", "n4", "n5", "n6"];
const place = (room: ControlRoom, said: Parameters<typeof aWish>[0] = {}, key = "key-00001") =>
  room.orders.place(administrator, key, aWish(said));
const state = async (room: ControlRoom, id: string) => (await room.jobs.find(id))!.job.state;

describe("a job", () => {
  it("ends with a word for every lamp: proven, followed, refused with reasons", async () => {
    await using room = await openControlRoom();
    for (const id of ["d-n1", "d-n2"]) room.device(id).power = (level) => powerBand(model, level).expected;
    room.device("d-n3").power = () => 0.3;
    const { job } = await place(room);
    await room.clock.settleBy(2000);
    expect(await room.words(job.id)).toEqual({
      n1: "proven",
      n2: "proven",
      n3: "followed",
      n4: "followed",
      n5: "followed",
      n6: "followed",
      dumb: "refused",
    });
    const { words, job: ended } = (await room.jobs.find(job.id))!;
    expect(ended).toMatchObject({ state: "done", endedAt: evening + 1000 + 200 });
    expect(words.get("n3")?.reason).toMatchObject({ code: "notProven", measured: 0.3 });
    expect(words.get("dumb")?.reason).toEqual({ code: "noElectronics" });
    expect(room.progress.at(-1)).toEqual({ pending: 0, silent: 0, refused: 1, held: 0, followed: 4, proven: 2 });
  });

  it("calls those silent who said nothing by its deadline, and says since when", async () => {
    await using room = await openControlRoom();
    room.device("d-n4").reachable = false;
    const { job } = await place(room);
    await room.clock.settleBy(32_900);
    expect(await room.words(job.id)).toMatchObject({ n4: "pending" });
    expect(await state(room, job.id)).toBe("running");
    await room.clock.settleBy(200);
    const { words, job: ended } = (await room.jobs.find(job.id))!;
    expect(ended).toMatchObject({ state: "done", deadline: job.deadline, endedAt: job.deadline });
    expect(words.get("n4")).toEqual({ word: "silent", reason: { code: "noAnswer", since: evening + 220 } });
  });

  it("waits as long as the ramp takes", async () => {
    await using room = await openControlRoom();
    const { job } = await place(room, { ramp: 60 });
    expect(job.deadline - job.createdAt).toBe(93_000);
  });

  it("goes on improving words until the order ends, also those of a silent lamp", async () => {
    await using room = await openControlRoom();
    room.device("d-n4").reachable = false;
    const { job } = await place(room);
    await room.clock.settleBy(40_000);
    room.device("d-n4").reachable = true;
    room.returns("d-n4");
    await room.clock.settleBy(10_000);
    expect(await room.words(job.id)).toMatchObject({ n4: "followed" });
    room.device("d-n4").power = (level) => powerBand(model, level).expected;
    room.everybodyReports();
    await room.clock.settleBy(2000);
    expect(await room.words(job.id)).toMatchObject({ n4: "proven" });
    expect(await state(room, job.id)).toBe("done");
  });

  it("keeps what its lamps did when a later order takes them over", async () => {
    await using room = await openControlRoom();
    const { job } = await place(room);
    await room.clock.settleBy(2000);
    const later = await place(room, { target: { level: 60 } }, "key-00002");
    await room.clock.settleBy(2000);
    expect(await room.words(later.job.id)).toMatchObject({ n1: "followed" });
    expect(await room.words(job.id)).toMatchObject({ n1: "followed" });
  });

  it("gives no word before a cabinet had its chance to close its segment", async () => {
    await using room = await openControlRoom();
    const { order } = await room.orders.place(aPerson("supervisor"), "key-00001", {
      kind: "override",
      selection: { circuitId: "whole" },
      target: { level: 0 },
      until: evening + 2 * hour,
      why: "by day",
    });
    await room.clock.settleBy(1000);
    expect(order.segments).toHaveLength(1);
    expect(room.fleet.twin("cab")?.states[0]?.level).toBe(0);
    const { job } = await place(room, { target: { level: 100 } }, "key-00002");
    expect(Object.values(await room.words(job.id)).filter((word) => word === "held")).toEqual([]);
    await room.clock.settleBy(2000);
    expect(room.fleet.twin("cab")?.states[0]?.level).toBe(100);
    expect(await room.words(job.id)).toMatchObject({ n1: "followed", dumb: "followed" });
  });

  it("is found in the store with the words it had, and listed newest first with its counts", async () => {
    await using room = await openControlRoom();
    const first = await place(room, { until: evening + 60_000 });
    await room.clock.settleBy(5000);
    const second = await place(room, { selection: { areaId: "south" }, until: evening + 60_000 }, "key-00002");
    await room.clock.settleBy(2 * hour);
    const listed = await room.jobs.list({ limit: 10 });
    expect(listed.map(({ job }) => job.id)).toEqual([second.job.id, first.job.id]);
    expect(listed[1]?.counts).toMatchObject({ followed: 6, refused: 1, pending: 0 });
    expect((await room.jobs.list({ limit: 1, before: second.job.id })).map(({ job }) => job.id)).toEqual([
      first.job.id,
    ]);
    expect((await room.jobs.find(first.job.id))?.words.get("dumb")).toEqual({
      word: "refused",
      reason: { code: "noElectronics" },
    });
    expect(await room.jobs.find("nothing")).toBeUndefined();
  });
});

describe("ending the order of a running job", () => {
  it("cancels it: lamps that said nothing until then are silent because of that", async () => {
    await using room = await openControlRoom();
    room.device("d-n4").reachable = false;
    const { job, order } = await place(room);
    await room.clock.settleBy(2000);
    await room.orders.end(administrator, order.id);
    await room.clock.settleBy(1000);
    const { job: ended, words, counts } = (await room.jobs.find(job.id))!;
    expect(ended.state).toBe("cancelled");
    expect(words.get("n4")).toEqual({ word: "silent", reason: { code: "ended" } });
    expect(counts).toMatchObject({ pending: 0, followed: 5 });
  });
});

describe("trying the rest again", () => {
  it("asks only those who did not follow, also who refused, until a new deadline", async () => {
    await using room = await openControlRoom();
    room.device("d-n4").reachable = false;
    const { job, order } = await place(room);
    await room.clock.settleBy(40_000);
    room.device("d-n4").reachable = true;
    room.sent.clear();
    await room.orders.retry(administrator, job.id);
    expect(await room.words(job.id)).toMatchObject({ n1: "followed", n4: "pending" });
    await room.clock.settleBy(1000);
    // the cabinet stands behind the lamp without electronics
    expect(room.sent.told().sort()).toEqual(["cab", "d-n4"]);
    expect(room.fleet.twin("d-n4")?.holds?.refs).toEqual([order.ref]);
    expect(await room.words(job.id)).toMatchObject({ n4: "followed", dumb: "refused" });
    expect(await state(room, job.id)).toBe("done");
  });

  it("says what holds a lamp that was told again and still cannot", async () => {
    await using room = await openControlRoom();
    const lock = { kind: "workLock" as const, selection: { lampIds: ["s1"] }, why: "driver" };
    const holder = await room.orders.place(aPerson("crew", undefined, "an"), "key-00001", lock);
    const { job } = await place(room, { selection: { areaId: "south" } });
    await room.clock.settleBy(40_000);
    expect(await room.words(job.id)).toEqual({ s1: "held", s2: "followed" });
    await room.orders.retry(administrator, job.id);
    room.device("d-s1").reachable = false;
    await room.clock.settleBy(60_000);
    expect((await room.jobs.find(job.id))?.words.get("s1")).toEqual({
      word: "held",
      reason: { code: "outranked", source: "lock", ref: holder.order.ref },
    });
  });

  it("is refused outside one's area, for jobs nobody knows, and after the end of the order", async () => {
    await using room = await openControlRoom();
    const { job, order } = await place(room);
    const retry = (person = administrator, id = job.id) => room.orders.retry(person, id);
    await expect(retry(aPerson("districtStaff", ["south"]))).rejects.toMatchObject({ code: "people/outside-area" });
    await expect(retry(administrator, "nothing")).rejects.toMatchObject({ code: "jobs/unknown" });
    await room.orders.end(administrator, order.id);
    await expect(retry()).rejects.toMatchObject({ code: "plans/ended" });
  });
});

describe("a controller that dies in the middle of a job", () => {
  it("goes on where it was: the order reaches who missed it, and every lamp gets its word", async () => {
    const first = await openControlRoom();
    for (const id of north) first.device(`d-${id}`).reachable = false;
    const { job, order } = await place(first);
    await first.clock.settleBy(100);
    for (const id of north.slice(0, 5)) first.device(`d-${id}`).reachable = true;
    await using room = await first.again();
    room.fleet.callAll();
    for (const id of [...north.slice(0, 5).map((lamp) => `d-${lamp}`), "cab"]) room.returns(id);
    await room.clock.settleBy(5000);
    expect(room.fleet.twin("d-n1")?.holds?.refs).toEqual([order.ref]);
    expect(await room.words(job.id)).toMatchObject({ n1: "followed", n5: "followed", n6: "pending", dumb: "refused" });
    expect(await state(room, job.id)).toBe("running");
    await room.clock.settleBy(40_000);
    expect(await room.words(job.id)).toMatchObject({ n6: "silent" });
    expect(await state(room, job.id)).toBe("done");
  });

  it("gives lamps time to be called when the deadline passed while it was away", async () => {
    const first = await openControlRoom();
    const { job } = await place(first);
    await first.jobs.close();
    await first.fleet.close();
    await first.clock.settleBy(10 * 60_000);
    await using room = await first.again();
    await room.clock.settleBy(1000);
    expect(await state(room, job.id)).toBe("running");
    room.everybodyReports();
    await room.clock.settleBy(1000);
    expect(await room.words(job.id)).toMatchObject({ n1: "followed" });
  });

  it("ends a job whose order had ended in the last moment", async () => {
    const first = await openControlRoom();
    const { job, order } = await place(first);
    await first.orders.end(administrator, order.id);
    // killed before the job was written
    await using room = await first.again();
    await room.clock.settleBy(1000);
    const { job: ended, counts } = (await room.jobs.find(job.id))!;
    expect(ended.state).toBe("cancelled");
    expect(counts.pending).toBe(0);
  });
});
