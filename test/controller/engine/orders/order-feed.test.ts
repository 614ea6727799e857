import { expect, it } from "vitest";
import { createOrderFeed } from "../../../../controller/engine/orders/order-feed.ts";
import { administrator, aWish, openControlRoom } from "../../../support/control-room.ts";

it("tells of every order that a person gives, tries or ends, and not of one that was given before", async () => {
  await using room = await openControlRoom();
  const wish = aWish();
  const { order } = await room.orders.place(administrator, "key-00001", wish);
  await room.orders.place(administrator, "key-00001", wish);
  const { target: _, until: __, ...lock } = aWish({ kind: "workLock", selection: { lampIds: ["n1"] } });
  const locked = await room.orders.place(administrator, "key-00002", lock);
  await room.orders.test(administrator, locked.order.id, { level: 50 });
  await room.orders.end(administrator, order.id);
  expect(room.changed.map(({ id, target, ended }) => [id, target, ended !== undefined])).toEqual([
    [order.id, { level: 30 }, false],
    [locked.order.id, undefined, false],
    [locked.order.id, { level: 50 }, false],
    [order.id, { level: 30 }, true],
  ]);
  const told: unknown[] = [];
  const feed = createOrderFeed({ inventory: room.inventory, live: { publish: (change) => told.push(change) } });
  feed(room.changed.at(-1)!);
  expect(told).toMatchObject([{ kind: "order", key: order.id, areaIds: ["north"] }]);
});
