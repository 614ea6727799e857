import { sql } from "kysely";
import { expect, it } from "vitest";
import type { Order } from "../../controller/core/orders/order.ts";
import { createJobStore } from "../../controller/stores/jobs.ts";
import { migrate } from "../../controller/stores/migrations.ts";
import { createOrderStore } from "../../controller/stores/orders.ts";
import { onEveryDatabase } from "../support/databases.ts";
import { aJobOf, anOrder, evening, hour } from "../support/fleet-things.ts";

const order = (id: string, said: Partial<Order> = {}) => anOrder({ id, ...said });
const ended = (at: number) => ({ ended: { at, personId: "lan", personName: "Lan", why: "xong" } });

onEveryDatabase("the order store", (open) => {
  it("gives back an order exactly as it was written, and as it was changed", async () => {
    const store = createOrderStore(await open());
    const full = order("a", {
      companionRef: 4_294_967_295,
      ramp: 5,
      from: evening + 5,
      documentNumber: "12/QĐ",
      selection: { areaId: "city" },
      segments: [{ cabinetId: "c", output: 1 }],
    });
    await store.insert(full, aJobOf(full), []);
    expect(await store.find("a")).toEqual(full);
    const changed = { ...full, issuedAt: evening + 9000, ...ended(evening + hour) };
    await store.update(changed);
    expect(await store.find("a")).toEqual(changed);
    expect(await store.find("b")).toBeUndefined();
  });

  it("opens with what stood at an instant or after it: endless ones, and those that ended since", async () => {
    const store = createOrderStore(await open());
    const orders = [
      order("lock", { kind: "workLock", issuedAt: evening - 100 * hour }),
      order("released", { kind: "workLock", issuedAt: evening - 99 * hour, ...ended(evening - 2 * hour) }),
      order("just-released", { kind: "workLock", issuedAt: evening - 98 * hour, ...ended(evening + 1) }),
      order("expired", { issuedAt: evening - 3 * hour, until: evening }),
      order("running", { issuedAt: evening - hour, until: evening + 1 }),
      order("early-end", { issuedAt: evening - hour + 1000, until: evening + hour, ...ended(evening - 1) }),
    ];
    for (const one of orders.toReversed()) await store.insert(one, aJobOf(one), []);
    const open_ = await store.openSince(evening);
    expect(open_.map(({ id }) => id)).toEqual(["lock", "just-released", "running"]);
  });

  it("knows what stood at an instant of the past, whatever became of it since", async () => {
    const store = createOrderStore(await open());
    const given = (id: string, at: number, said: Partial<Order> = {}) => ({
      ...order(id, { issuedAt: at, until: at + 2 * hour, ...said }),
    });
    const lock = order("tried-lock", { kind: "workLock", issuedAt: evening - 3 * hour });
    const orders = [
      lock,
      given("over", evening - 2 * hour),
      given("stood", evening - hour),
      given("later-ended", evening - hour + 1000, ended(evening + 1)),
      given("ended", evening - hour + 2000, ended(evening)),
      given("announced", evening - 1000, { from: evening + hour }),
      given("not-yet", evening + 1000),
    ];
    for (const one of orders) await store.insert(one, aJobOf(one), []);
    await store.update({ ...lock, issuedAt: evening + 5000, target: { level: 10 } });
    const stood = await store.openAt(evening);
    expect(stood.map(({ id }) => id)).toEqual(["tried-lock", "stood", "later-ended", "announced"]);
  });

  it("lists one kind newest first, page by page", async () => {
    const store = createOrderStore(await open());
    for (let n = 0; n < 5; n++) {
      const one = order(`o${n}`, { issuedAt: evening + n * 1000 });
      await store.insert(one, aJobOf(one), []);
    }
    const other = order("lock", { kind: "workLock", issuedAt: evening + 2500 });
    await store.insert(other, aJobOf(other), []);
    const first = await store.list({ kind: "override", limit: 2 });
    const second = await store.list({ kind: "override", limit: 10, before: first[1]!.id });
    expect([...first, ...second].map(({ id }) => id)).toEqual(["o4", "o3", "o2", "o1", "o0"]);
    expect(await store.list({ kind: "isolate", limit: 10 })).toEqual([]);
  });

  it("lists those that reach into some areas, however many there are elsewhere, and follows things that are moved", async () => {
    const store = createOrderStore(await open());
    for (let n = 0; n < 30; n++) {
      const one = order(`o${n}`, { issuedAt: evening + n * 1000 });
      const areaIds = n === 2 ? ["south"] : n === 5 ? ["north", "south"] : ["north"];
      await store.insert(one, aJobOf(one), areaIds);
    }
    const ids = async (areaIds: readonly string[], before?: string) => {
      const list = await store.list({ kind: "override", limit: 3, areaIds, ...(before && { before }) });
      return list.map(({ id }) => id);
    };
    expect(await ids(["south"])).toEqual(["o5", "o2"]);
    expect(await ids(["south", "north"])).toEqual(["o29", "o28", "o27"]);
    expect(await ids(["south"], "o5")).toEqual(["o2"]);
    expect(await ids([])).toEqual([]);
    await store.thingsMoved("south", "east");
    await store.thingsMoved("south", "east");
    expect(await ids(["east"])).toEqual(["o5", "o2"]);
  });

  it("finds out where orders of before reach, when it learns to keep it", async () => {
    const db = await open();
    const store = createOrderStore(db);
    const lamp = { id: "l1", name: "L1", version: 1, areaId: "north", use: "road", modelId: "m", lon: 0, lat: 0 };
    await db.withTables<{ lamps: typeof lamp }>().insertInto("lamps").values(lamp).execute();
    await store.insert(order("old"), aJobOf(order("old")), []);
    await sql`drop table order_areas`.execute(db);
    await sql`delete from kysely_migration where name = 'orders-003-areas'`.execute(db);
    await migrate(db);
    expect((await store.list({ kind: "override", limit: 9, areaIds: ["north"] })).map(({ id }) => id)).toEqual(["old"]);
  });

  it("knows when the newest order was issued, 0 before the first", async () => {
    const store = createOrderStore(await open());
    expect(await store.lastIssuedAt()).toBe(0);
    for (const at of [evening, evening + 5000, evening - 5000]) {
      const one = order(`o${at}`, { issuedAt: at });
      await store.insert(one, aJobOf(one), []);
    }
    expect(await store.lastIssuedAt()).toBe(evening + 5000);
  });

  it("writes an order and its job, or neither when the key was used", async () => {
    const db = await open();
    const store = createOrderStore(db);
    await store.insert(order("a"), aJobOf(order("a"), { key: "same-key" }), []);
    const again = store.insert(order("b"), aJobOf(order("b"), { key: "same-key" }), []);
    await expect(again).rejects.toMatchObject({ code: "request/key-reused" });
    expect(await store.find("b")).toBeUndefined();
    await store.insert(order("c"), aJobOf(order("c"), { key: "same-key", personId: "minh" }), []);
    expect(await createJobStore(db).findByKey("minh", "same-key")).toMatchObject({ orderId: "c" });
  });
});
