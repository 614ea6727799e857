import { sql } from "kysely";
import { expect, it } from "vitest";
import { type Inventory, type ThingChange, thingSorts } from "../../controller/core/inventory/model.ts";
import type { InventoryWrite } from "../../controller/core/inventory/ports.ts";
import { createInventoryStore } from "../../controller/stores/inventory.ts";
import { migrate } from "../../controller/stores/migrations.ts";
import { smallTown } from "../controller/core/inventory/small-town.ts";
import { onEveryDatabase } from "../support/databases.ts";

const at = 1_800_000_000_000;
const creationOf = (inventory: Inventory): ThingChange[] =>
  thingSorts.flatMap((sort) => [...inventory[sort].values()].map((after) => ({ sort, after })));
const write = (changes: readonly ThingChange[], more: Partial<InventoryWrite> = {}): InventoryWrite => ({
  changes,
  secrets: [],
  at,
  ...more,
});
const hash = (digit: string) => digit.repeat(64);

onEveryDatabase("the inventory store", (open) => {
  async function withTown() {
    const store = createInventoryStore(await open());
    const secrets = [...smallTown.device.keys()].map((deviceId) => ({ deviceId, hashes: [hash("a")] }));
    await store.apply(write(creationOf(smallTown), { secrets }));
    return store;
  }
  const change = <T extends { version: number }>(before: T, fields: Partial<T>) => ({
    before,
    after: { ...before, ...fields, version: before.version + 1 },
  });
  const lamp = (id: string) => smallTown.lamp.get(id)!;

  it("gives back every thing exactly as it was written, retired ones and lines of roads included", async () => {
    const store = createInventoryStore(await open());
    const path = [[106.65, 10.98] as const, [106.651, 10.9812345678] as const];
    const town: Inventory = {
      ...smallTown,
      supplyPoint: new Map([
        [
          "s",
          {
            id: "s",
            name: "Trạm 5",
            version: 1,
            areaId: "city",
            meterSerial: "19078",
            factor: 40,
            earlierMeters: [{ serial: "12", factor: 30, until: "2026-03-01" }],
            readingDay: 5,
            priceClass: "public-lighting",
            vat: 8,
            otherLoads: [{ name: "camera", energyPerDay: 0.7 }],
          },
        ],
      ]),
      road: new Map([
        [
          "r",
          {
            id: "r",
            name: "Đại lộ Bình Dương",
            version: 1,
            areaId: "city",
            path,
            litArea: 5600.5,
            illuminance: 20,
          },
        ],
      ]),
      group: new Map([
        [
          "g",
          {
            id: "g",
            name: "lẻ",
            version: 3,
            areaId: "city",
            lampIds: [],
            pattern: { by: "order", every: 2, offset: 1, roadIds: ["r"] },
            topicNumber: 9,
          },
        ],
      ]),
    };
    await store.apply(write(creationOf(town)));
    expect(await store.load()).toEqual(town);
  });

  it("forgets a field that was removed", async () => {
    const store = await withTown();
    const { order, ...rest } = lamp("l3");
    await store.apply(write([{ sort: "lamp", before: lamp("l3"), after: { ...rest, version: 2 } }]));
    expect(order).toBe(2);
    expect((await store.load()).lamp.get("l3")).toEqual({ ...rest, version: 2 });
  });

  it("writes nothing of a step of which one thing was changed meanwhile", async () => {
    const store = await withTown();
    await store.apply(write([{ sort: "lamp", ...change(lamp("l1"), { name: "first" }) }]));
    const late = write(
      [
        { sort: "area", after: { id: "new", name: "new", version: 1, topicNumber: 77 } },
        { sort: "lamp", ...change(lamp("l3"), { name: "other" }) },
        { sort: "lamp", ...change(lamp("l1"), { name: "second" }) },
      ],
      { secrets: [{ deviceId: "twin", hashes: [] }] },
    );
    await expect(store.apply(late)).rejects.toMatchObject({
      code: "inventory/changed-meanwhile",
      params: { sort: "lamp", id: "l1" },
    });
    const stored = await store.load();
    expect(stored.lamp.get("l1")?.name).toBe("first");
    expect(stored.lamp.get("l3")?.name).toBe("l3");
    expect(stored.area.has("new")).toBe(false);
    expect(await store.secrets()).toHaveLength(5);
  });

  it("refuses an id that exists", async () => {
    const store = await withTown();
    await expect(store.apply(write([{ sort: "lamp", after: lamp("l1") }]))).rejects.toMatchObject({
      code: "inventory/taken",
    });
  });

  it("lets the history of a lamp follow it from device to device", async () => {
    const store = await withTown();
    const moved = change(lamp("l3"), { deviceId: "spare", output: 0 });
    await store.apply(write([{ sort: "lamp", ...moved }], { at: at + 1000 }));
    const { deviceId, output, ...bare } = moved.after;
    const removed: ThingChange<"lamp"> = { sort: "lamp", before: moved.after, after: { ...bare, version: 3 } };
    await store.apply(write([removed], { at: at + 2000 }));
    expect([deviceId, output]).toEqual(["spare", 0]);
    expect(await store.assignments(["l3", "l1", "dumb"])).toEqual([
      { lampId: "l1", device: "twin", output: 0, from: at },
      { lampId: "l3", device: "dev-3", output: 0, from: at, to: at + 1000 },
      { lampId: "l3", device: "spare", output: 0, from: at + 1000, to: at + 2000 },
    ]);
  });

  it("ends a lamp's assignment when it is retired, and leaves it when only its name changes", async () => {
    const store = await withTown();
    await store.apply(write([{ sort: "lamp", ...change(lamp("l1"), { name: "x" }) }], { at: at + 1 }));
    await store.apply(write([{ sort: "lamp", ...change(lamp("l3"), { retiredAt: at + 5 }) }], { at: at + 5 }));
    expect(await store.assignments(["l1"])).toEqual([{ lampId: "l1", device: "twin", output: 0, from: at }]);
    expect(await store.assignments(["l3"])).toMatchObject([{ to: at + 5 }]);
  });

  it("remembers every controller a cabinet had, by the time it was replaced", async () => {
    const store = await withTown();
    const [cabinet] = [...smallTown.cabinet.values()].filter(({ deviceId }) => deviceId !== undefined);
    const { id, deviceId } = cabinet!;
    const replaced = change(cabinet!, { deviceId: "spare" });
    await store.apply(write([{ sort: "cabinet", ...replaced }], { at: at + 1000 }));
    const renamed = change(replaced.after, { name: "x" });
    await store.apply(write([{ sort: "cabinet", ...renamed }], { at: at + 2000 }));
    await store.apply(
      write([{ sort: "cabinet", ...change(renamed.after, { retiredAt: at + 3000 }) }], { at: at + 3000 }),
    );
    expect(await store.cabinetAssignments([id, "nowhere"])).toEqual([
      { cabinetId: id, device: deviceId, from: at, to: at + 1000 },
      { cabinetId: id, device: "spare", from: at + 1000, to: at + 3000 },
    ]);
  });

  it("gives cabinets of an older database all that their controller ever measured", async () => {
    const db = await open();
    await createInventoryStore(db).apply(write(creationOf(smallTown)));
    await sql`drop table "cabinetAssignments"`.execute(db);
    await sql`delete from kysely_migration where name = 'inventory-003-cabinet-assignments'`.execute(db);
    await migrate(db);
    expect(await createInventoryStore(db).cabinetAssignments([...smallTown.cabinet.keys()])).toEqual([
      { cabinetId: "cabinet", device: "cab-dev", from: 0 },
    ]);
  });

  it("closes no assignment before it began when the clock was set back", async () => {
    const store = await withTown();
    const moved = change(lamp("l3"), { deviceId: "spare", output: 0 });
    await store.apply(write([{ sort: "lamp", ...moved }], { at: at - 60_000 }));
    expect(await store.assignments(["l3"])).toContainEqual({
      lampId: "l3",
      device: "dev-3",
      output: 0,
      from: at,
      to: at,
    });
  });

  it("keeps the current and the next secret of a device, and none of a retired or revoked one", async () => {
    const store = await withTown();
    await store.apply(write([], { secrets: [{ deviceId: "twin", hashes: [hash("a"), hash("b")] }] }));
    await store.apply(write([], { secrets: [{ deviceId: "dev-3", hashes: [] }] }));
    const spare = smallTown.device.get("spare")!;
    await store.apply(write([{ sort: "device", ...change(spare, { retiredAt: at }) }]));
    const secrets = new Map((await store.secrets()).map(({ deviceId, hashes }) => [deviceId, hashes]));
    expect(secrets).toEqual(
      new Map([
        ["cab-dev", [hash("a")]],
        ["node", [hash("a")]],
        ["twin", [hash("a"), hash("b")]],
      ]),
    );
  });

  it("never draws a topic number twice, also when asked at once", async () => {
    const store = createInventoryStore(await open());
    const drawn = await Promise.all([store.drawTopicNumbers(3), store.drawTopicNumbers(1), store.drawTopicNumbers(2)]);
    expect(drawn.sort((a, b) => a - b)[0]).toBe(1);
    expect(await store.drawTopicNumbers(1)).toBe(7);
    expect(new Set(drawn).size).toBe(3);
  });

  it("remembers what an import made and that it was undone", async () => {
    const store = await withTown();
    const listed = {
      id: "i1",
      at,
      by: "Lan",
      byId: "lan",
      file: "đèn.csv",
      rows: 1,
      counts: [{ sort: "lamp", verb: "create", count: 1 }],
    } as const;
    const imported = { ...listed, things: [{ sort: "lamp", id: "l1", version: 1 }] } as const;
    await store.apply(write([], { imported }));
    await store.apply(write([], { imported: { ...imported, undoneAt: at + 9 } }));
    expect(await store.imported("i1")).toEqual({ ...imported, undoneAt: at + 9 });
    expect(await store.imported("i2")).toBeUndefined();
    const { file: _, ...unnamed } = imported;
    await store.apply(write([], { imported: { ...unnamed, id: "i2", at: at + 5, byId: "minh" } }));
    expect((await store.imports(9)).map(({ id }) => id)).toEqual(["i2", "i1"]);
    expect((await store.imports(1)).map(({ id }) => id)).toEqual(["i2"]);
    expect(await store.imports(9, "lan")).toEqual([{ ...listed, undoneAt: at + 9 }]);
  });

  it("takes 10,000 lamps with devices in one step within seconds", async () => {
    const store = createInventoryStore(await open());
    const ids = Array.from({ length: 10_000 }, (_, n) => `n${n}`);
    const changes: ThingChange[] = ids.flatMap((id): ThingChange[] => [
      { sort: "device", after: { id, name: id, version: 1, profile: "W", outputs: 1 } },
      { sort: "lamp", after: { ...lamp("l1"), id, deviceId: id, output: 0 } },
    ]);
    const secrets = ids.map((deviceId) => ({ deviceId, hashes: [hash("c")] }));
    const began = performance.now();
    await store.apply(write(changes, { secrets }));
    expect(performance.now() - began).toBeLessThan(10_000);
    expect((await store.load()).lamp.size).toBe(10_000);
    expect(await store.assignments(ids)).toHaveLength(10_000);
  });
});
