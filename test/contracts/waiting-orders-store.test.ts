import { expect, it } from "vitest";
import type { WaitingOrder } from "../../controller/core/orders/waiting-order.ts";
import { createOrderStore } from "../../controller/stores/orders.ts";
import { createWaitingOrderStore } from "../../controller/stores/waiting-orders.ts";
import { onEveryDatabase } from "../support/databases.ts";
import { aJobOf, anOrder, evening, hour } from "../support/fleet-things.ts";

const wish = (id: string, said: Partial<WaitingOrder> = {}): WaitingOrder => ({
  id,
  key: `key-${id}`,
  request: {
    kind: "override",
    selection: { areaId: "north" },
    target: { level: 5 },
    darken: true,
    until: evening + hour,
    why: "pháo hoa",
  },
  requested: { at: evening, personId: "lan", personName: "Lan" },
  reasons: [{ code: "belowFloor", lamps: 30, above: 20 }],
  ...said,
});
const answeredBy = (personId: string) => ({
  answered: { at: evening + 5, personId, personName: personId, outcome: "given" as const },
});

onEveryDatabase("the store of orders that wait", (open) => {
  it("gives back a wish as it was asked, by id and by the key of who asked", async () => {
    const store = createWaitingOrderStore(await open());
    await store.insert(wish("a"));
    expect(await store.find("a")).toEqual(wish("a"));
    expect(await store.findByKey("lan", "key-a")).toEqual(wish("a"));
    expect(await store.findByKey("minh", "key-a")).toBeUndefined();
    expect(await store.find("b")).toBeUndefined();
    await expect(store.insert(wish("b", { key: "key-a" }))).rejects.toMatchObject({ code: "request/key-reused" });
  });

  it("lists what nobody answered and what is not over, oldest first", async () => {
    const store = createWaitingOrderStore(await open());
    const { request, requested } = wish("a");
    const older = wish("older", { requested: { ...requested, at: evening - 1 } });
    const over = wish("over", { request: { ...request, until: evening + 1 } });
    for (const each of [wish("a"), older, over, wish("done")]) await store.insert(each);
    expect(await store.answer(wish("done", answeredBy("minh")))).toBe(true);
    expect((await store.open(evening + 1)).map(({ id }) => id)).toEqual(["older", "a"]);
  });

  it("takes the first of two answers", async () => {
    const store = createWaitingOrderStore(await open());
    await store.insert(wish("a"));
    expect(await store.answer(wish("a", answeredBy("minh")))).toBe(true);
    expect(await store.answer(wish("a", answeredBy("hoa")))).toBe(false);
    expect(await store.find("a")).toEqual(wish("a", answeredBy("minh")));
  });

  it("writes an order and the answer behind it together, or neither", async () => {
    const db = await open();
    const [store, orders] = [createWaitingOrderStore(db), createOrderStore(db)];
    await store.insert(wish("a"));
    const order = anOrder({ id: "a" });
    await orders.insert(order, aJobOf(order), [], wish("a", answeredBy("minh")));
    expect((await store.find("a"))?.answered?.personId).toBe("minh");

    await store.insert(wish("b"));
    await store.answer(wish("b", { answered: { ...answeredBy("lan").answered, outcome: "withdrawn" } }));
    const late = anOrder({ id: "b" });
    await expect(orders.insert(late, aJobOf(late), [], wish("b", answeredBy("minh")))).rejects.toMatchObject({
      code: "plans/ended",
    });
    expect(await orders.find("b")).toBeUndefined();

    await store.insert(wish("c"));
    const double = anOrder({ id: "c" });
    const sameKey = aJobOf(double, { key: "key-a" });
    await expect(orders.insert(double, sameKey, [], wish("c", answeredBy("minh")))).rejects.toMatchObject({
      code: "request/key-reused",
    });
    expect((await store.find("c"))?.answered).toBeUndefined();
  });
});
