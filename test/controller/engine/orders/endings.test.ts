/** What people set going ends without them: each end stands in the audit log once, and over the curves in InfluxDB. */
import { describe, expect, test } from "vitest";
import type { AuditEntry } from "../../../../controller/core/people/audit.ts";
import { annotationOf } from "../../../../controller/core/telemetry/annotation.ts";
import { administrator, aWish, type ControlRoom, openControlRoom } from "../../../support/control-room.ts";
import { deploy } from "../../../support/deploy-plan.ts";
import { aPlan, hour } from "../../../support/fleet-things.ts";

const minute = 60_000;
const asLine = (entry: AuditEntry) => ({ ...entry, sequence: 1, result: "done" as const });

describe("a wide action", () => {
  test("is written down once when its lamps have their words, though words go on improving", async () => {
    await using room = await openControlRoom();
    room.device("d-n4").reachable = false;
    const { job } = await room.orders.place(administrator, "key-00001", aWish());
    await room.clock.settleBy(20_000);
    expect(room.ended).toEqual([]);
    await room.clock.settleBy(20_000);
    room.device("d-n4").reachable = true;
    room.returns("d-n4");
    await room.clock.settleBy(minute);
    expect(room.ended).toEqual([
      {
        at: job.deadline,
        personId: administrator.id,
        personName: administrator.name,
        action: "job.end",
        thing: { sort: "job", id: job.id },
        areaId: "north",
        details: {
          orderId: job.orderId,
          lamps: 7,
          counts: { pending: 0, silent: 1, refused: 1, held: 0, followed: 5, proven: 0 },
        },
      },
    ]);
    expect(annotationOf(asLine(room.ended[0]!))).toMatchObject({ at: job.deadline, action: "job.end", lamps: 7 });
  });

  test("that a person ends is his doing, and not written down as an end of its own", async () => {
    await using room = await openControlRoom();
    room.device("d-n4").reachable = false;
    const { job } = await room.orders.place(administrator, "key-00001", aWish());
    await room.clock.settleBy(2_000);
    await room.orders.end(administrator, job.orderId, "đủ rồi");
    await room.clock.settleBy(minute);
    expect(room.ended).toEqual([]);
  });
});

describe("an order", () => {
  const runsOut = (room: ControlRoom) =>
    room.orders.place(administrator, "key-00001", aWish({ until: room.clock.now() + 10 * minute }));

  test("that runs out by itself is written down at that instant, with whoever gave it", async () => {
    await using room = await openControlRoom();
    const { order } = await runsOut(room);
    await room.clock.settleBy(20 * minute);
    const [, line] = room.ended;
    expect(room.ended.map(({ action }) => action)).toEqual(["job.end", "override.expire"]);
    expect(line).toMatchObject({
      at: order.until,
      personId: administrator.id,
      thing: { sort: "override", id: order.id },
      areaId: "north",
      details: { why: order.why, lamps: 7 },
    });
    expect(annotationOf(asLine(line!))).toMatchObject({ at: order.until, action: "override.expire", why: order.why });
  });

  test("that a person ended before does not run out as well", async () => {
    await using room = await openControlRoom();
    const { order } = await runsOut(room);
    await room.clock.settleBy(minute);
    await room.orders.end(administrator, order.id);
    await room.clock.settleBy(20 * minute);
    expect(room.ended.map(({ action }) => action)).toEqual(["job.end"]);
  });
});

describe("what ended while nobody could write it down", () => {
  test("is written down once by the next controller, each end at its own instant", async () => {
    await using room = await openControlRoom();
    const { id } = await deploy(room);
    await room.clock.settleBy(5 * minute);
    const until = room.clock.now() + 10 * minute;
    const { job } = await room.orders.place(administrator, "key-00001", aWish({ until }));
    await room.endings.close();
    await room.clock.settleBy(minute);
    const { endedAt } = (await room.jobs.find(job.id))!.job;
    await room.jobs.close();
    await room.clock.settleBy(hour);
    expect(room.ended.map(({ thing }) => thing?.id)).toEqual([id]);

    await using next = await room.again();
    await next.clock.settleBy(minute);
    expect(next.ended.map(({ action, at }) => [action, at])).toEqual([
      ["job.end", endedAt],
      ["override.expire", until],
    ]);
    await next.endings.close();
    await using third = await room.again();
    await third.clock.settleBy(minute);
    expect(third.ended).toEqual([]);
  });

  test("is tried again while the log cannot be written", async () => {
    await using room = await openControlRoom();
    await room.orders.place(administrator, "key-00001", aWish());
    await room.db.schema.alterTable("audit").renameTo("elsewhere").execute();
    await room.clock.settleBy(minute);
    expect(room.ended).toEqual([]);
    await room.db.schema.alterTable("elsewhere").renameTo("audit").execute();
    await room.clock.settleBy(minute);
    expect(room.ended.map(({ action }) => action)).toEqual(["job.end"]);
  });
});

describe("a deployment", () => {
  test("is written down when every device of it was given the plan", async () => {
    await using room = await openControlRoom();
    const { id, devices } = await deploy(room);
    await room.clock.settleBy(5 * minute);
    expect(room.ended).toMatchObject([
      { action: "deployment.end", thing: { sort: "deployment", id }, personId: administrator.id },
    ]);
    expect(room.ended[0]?.details).toMatchObject({ state: "done", devices: devices.length, given: devices.length });
    expect(annotationOf(asLine(room.ended[0]!))).toMatchObject({ action: "deployment.end", by: administrator.name });
  });

  test("that a newer one takes over from ends as superseded; one that a person stops is not told twice", async () => {
    await using room = await openControlRoom();
    const first = await deploy(room);
    await room.plans.stop(administrator, "streets", first.id);
    await room.clock.settleBy(minute);
    expect(room.ended).toEqual([]);
    await deploy(room, aPlan({ level: 60 }));
    await room.clock.settleBy(5 * minute);
    expect(room.ended.map(({ details }) => details.state)).toEqual(["superseded", "done"]);
  });
});
