import { expect, test } from "vitest";
import type { LampsChanged } from "../../../../controller/api/map-schemas.ts";
import { lampStates } from "../../../../controller/core/fleet/lamp-state.ts";
import { createLampFeed } from "../../../../controller/engine/live/lamp-feed.ts";
import { createLive } from "../../../../controller/engine/live/live.ts";
import { administrator, aWish, openControlRoom } from "../../../support/control-room.ts";
import { evening, hour } from "../../../support/fleet-things.ts";

/** A street that answers, the feed over it, and what a watcher of everything was told since it was last asked. */
async function given() {
  const room = await openControlRoom();
  const { clock, fleet, inventory, index } = room;
  const live = createLive({ clock, after: (span, run) => clock.wakeAt(clock.now() + span, run), boot: "b" });
  const feed = createLampFeed({ clock, live, fleet, inventory, index });
  fleet.onChange(feed.deviceChanged);
  const told: { kind: string; areaId?: string; lamps: string[] }[] = [];
  live.watch({
    sees: () => true,
    send(text) {
      for (const [, kind = "", data = ""] of text.matchAll(/event: (.*)\ndata: (.*)/g)) {
        const event = JSON.parse(data) as { areaId?: string; data: LampsChanged };
        const { id = [], state, level } = event.data;
        const lamps = id.map((lampId, row) => `${lampId} ${lampStates[state[row]!]} ${level[row]}`).sort();
        told.push({ kind, ...(event.areaId === undefined ? {} : { areaId: event.areaId }), lamps });
      }
    },
  });
  return {
    room,
    feed,
    news: () => told.splice(0),
    [Symbol.asyncDispose]: async () => {
      feed.close();
      await room[Symbol.asyncDispose]();
    },
  };
}

/** Long enough for one look at every lamp. */
const round = 16_000;

test("each lamp is told once as it is found, and not again while nothing changes", async () => {
  await using desk = await given();
  await desk.room.clock.settleBy(round);
  expect(desk.news().flatMap(({ lamps }) => lamps)).toHaveLength(9);
  desk.room.everybodyReports();
  await desk.room.clock.settleBy(round);
  expect(desk.news()).toEqual([]);
});

test("an order changes the lamps it concerns: one event for their area, the others are not mentioned", async () => {
  await using desk = await given();
  const { room } = desk;
  await room.clock.settleBy(round);
  desk.news();
  await room.orders.place(administrator, "key-12345", aWish({ selection: { lampIds: ["n1", "n2"] } }));
  await room.clock.settleBy(3000);
  const news = desk.news();
  expect(news.map(({ kind, areaId }) => `${kind} ${areaId}`)).toEqual(["lamps north"]);
  expect(news[0]?.lamps).toEqual(["n1 dimmed 30", "n2 dimmed 30"]);
});

test("a lamp that says nothing any more is told silent although nobody announces it", async () => {
  await using desk = await given();
  const { room } = desk;
  await room.clock.settleBy(round);
  desk.news();
  const others = ["d-n2", "d-n3", "d-n4", "d-n5", "d-n6", "d-s1", "d-s2", "cab"];
  for (let passed = 0; passed < hour; passed += 600_000) {
    for (const id of others) room.fleet.heard(id);
    await room.clock.settleTo(evening + round + 1000 + passed + 600_000);
  }
  expect(desk.news().flatMap(({ lamps }) => lamps)).toEqual(["n1 silent 80"]);
});

test("a change of the inventory is told to everybody, once for a batch", async () => {
  await using desk = await given();
  await desk.room.clock.settleBy(round);
  desk.news();
  desk.feed.inventoryChanged();
  desk.feed.inventoryChanged();
  await desk.room.clock.settleBy(300);
  expect(desk.news()).toEqual([{ kind: "inventory", lamps: [] }]);
});
