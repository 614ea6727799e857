import { describe, expect, it, onTestFinished } from "vitest";
import type { ChangeRequest } from "../../../../controller/core/inventory/change-request.ts";
import { hashOfSecret } from "../../../../controller/engine/inventory/device-secrets.ts";
import { ControllerError } from "../../../../controller/errors.ts";
import { admin, adminOf, openInventory } from "../../../support/open-inventory.ts";

const create = (sort: ChangeRequest["sort"], thing: object) => ({ do: "create", sort, thing }) as ChangeRequest;
const model = {
  id: "led",
  name: "LED 100 W",
  outputKind: "white",
  curve: "dali",
  nominalPower: 100,
  powerAtMinimumDimLevel: 12,
  minLevel: 10,
};
const lamp = (id: string, more: object = {}) =>
  create("lamp", { id, name: id, areaId: "north", use: "road", modelId: "led", lon: 106.6, lat: 11, ...more });
const device = (id: string, more: object = {}) => create("device", { id, name: id, profile: "W", outputs: 2, ...more });
const town = [
  create("area", { id: "city", name: "Bình Dương" }),
  create("area", { id: "north", name: "Bắc", parentId: "city" }),
  create("area", { id: "south", name: "Nam", parentId: "city" }),
  create("lampModel", model),
  device("twin"),
  lamp("l1", { deviceId: "twin", output: 0 }),
  lamp("l2", { deviceId: "twin", output: 1 }),
];

async function withTown() {
  const bench = await openInventory();
  onTestFinished(() => bench[Symbol.asyncDispose]());
  const { secrets } = await bench.inventory.change(admin, town);
  return { ...bench, secrets };
}

describe("the inventory keeper", () => {
  it("answers each new device's secret once and keeps only its hash", async () => {
    const { secrets, store, published } = await withTown();
    expect(secrets).toEqual([{ deviceId: "twin", secret: Buffer.alloc(32, 1).toString("base64url") }]);
    const hash = hashOfSecret(secrets[0]!.secret);
    expect(await store.secrets()).toEqual([{ deviceId: "twin", hashes: [hash] }]);
    expect(published.at(-1)).toEqual(new Map([["twin", [hash]]]));
  });

  it("gives areas topic numbers that no other area ever had", async () => {
    const { inventory } = await withTown();
    await inventory.change(admin, [create("area", { id: "east", name: "Đông" })]);
    const numbers = [...inventory.current().area.values()].map(({ topicNumber }) => topicNumber);
    expect(numbers).toEqual([1, 2, 3, 4]);
  });

  it("is the same after a restart, credentials included", async () => {
    const { inventory, reopen, published } = await withTown();
    const again = await reopen();
    expect(again.current()).toEqual(inventory.current());
    expect(published.at(-1)).toEqual(published.at(-2));
  });

  it("tells listeners of every step with the new snapshot in place", async () => {
    const { inventory, heard } = await withTown();
    let seen: string | undefined;
    inventory.onChange(() => {
      seen = inventory.current().lamp.get("l1")?.name;
    });
    await inventory.change(admin, [{ do: "change", sort: "lamp", id: "l1", version: 1, set: { name: "Đèn 1" } }]);
    expect(seen).toBe("Đèn 1");
    expect(heard.at(-1)).toMatchObject([
      { sort: "lamp", before: { name: "l1" }, after: { name: "Đèn 1", version: 2 } },
    ]);
  });

  it("writes down who changed what from what, where", async () => {
    const { inventory, lines } = await withTown();
    await inventory.change(admin, [{ do: "change", sort: "lamp", id: "l1", version: 1, set: { name: "Đèn 1" } }]);
    expect(lines.at(-1)).toMatchObject({
      personName: "Quản trị",
      action: "inventory.change",
      thing: { sort: "lamp", id: "l1" },
      areaId: "north",
      details: { before: { name: "l1", version: 1 }, after: { name: "Đèn 1", version: 2 } },
    });
  });

  it("changes nothing when one request is wrong, and names every place in both languages", async () => {
    const { inventory, heard } = await withTown();
    const before = inventory.current();
    const wrong = inventory.change(admin, [device("new"), lamp("l3", { areaId: "mars", order: 0 })]);
    await expect(wrong).rejects.toMatchObject({
      code: "inventory/invalid",
      places: [
        { path: "body.changes[1].order", code: "inventory/invalid" },
        { path: "body.changes[1].areaId", message: 'there is no area "mars"', messageVi: "không có khu vực “mars”" },
      ],
    });
    expect(inventory.current()).toBe(before);
    expect(heard).toHaveLength(1);
  });

  it("gives the code of the problem when there is only one kind", async () => {
    const { inventory } = await withTown();
    const late = inventory.change(admin, [{ do: "retire", sort: "lamp", id: "l1", version: 4 }]);
    await expect(late).rejects.toMatchObject({ code: "inventory/changed-meanwhile" });
  });

  it("lets of two changes of one version exactly one through", async () => {
    const { inventory } = await withTown();
    const rename = (name: string) =>
      inventory.change(admin, [{ do: "change", sort: "lamp", id: "l1", version: 1, set: { name } }]);
    const results = await Promise.allSettled([rename("một"), rename("hai")]);
    expect(results.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });

  it("keeps a person to his areas, for what things were and for what they would be", async () => {
    const { inventory } = await withTown();
    const local = adminOf("south");
    const own = [create("road", { id: "r", name: "Đường", areaId: "south" })];
    await expect(inventory.change(local, own)).resolves.toMatchObject({ things: [{ thing: { id: "r" } }] });
    const foreign: ChangeRequest[][] = [
      [lamp("l3")],
      [{ do: "change", sort: "lamp", id: "l1", version: 1, set: { areaId: "south" } }],
      [{ do: "change", sort: "device", id: "twin", version: 1, set: { name: "mine" } }],
      [{ do: "change", sort: "area", id: "south", version: 1, set: { parentId: null } }],
      [create("area", { id: "west", name: "Tây" })],
      [create("lampModel", { ...model, id: "other" })],
    ];
    for (const requests of foreign) {
      await expect(inventory.change(local, requests)).rejects.toMatchObject({ code: "people/outside-area" });
    }
    await expect(inventory.rotateSecret(local, "twin")).rejects.toMatchObject({ code: "people/outside-area" });
  });

  it("answers a dry run without a trace", async () => {
    const { inventory, heard, published, lines } = await withTown();
    const counts = () => [heard.length, published.length, lines.length, inventory.current().device.size];
    const before = counts();
    expect(await inventory.change(admin, [device("new")], { dryRun: true })).toMatchObject({ secrets: [] });
    expect(counts()).toEqual(before);
  });
});

describe("replacing hardware under a position", () => {
  const wish = { device: { id: "fresh" }, lamps: "all", keepOld: false } as const;

  it("moves all lamps of the old device to their outputs on a new one like it, and retires the old", async () => {
    const { inventory, clock, published } = await withTown();
    clock.advanceBy(5_000);
    const { secrets } = await inventory.replaceDevice(admin, "l1", 1, wish);
    const { lamp: lamps, device: devices } = inventory.current();
    expect([lamps.get("l1"), lamps.get("l2")]).toMatchObject([
      { deviceId: "fresh", output: 0 },
      { deviceId: "fresh", output: 1 },
    ]);
    expect(devices.get("fresh")).toMatchObject({ profile: "W", outputs: 2 });
    expect(devices.get("twin")?.retiredAt).toBe(clock.now());
    expect(secrets.map(({ deviceId }) => deviceId)).toEqual(["fresh"]);
    expect([...published.at(-1)!.keys()]).toEqual(["fresh"]);
  });

  it("lets the history of the lamp go on without a hole", async () => {
    const { inventory, clock } = await withTown();
    const began = clock.now();
    clock.advanceBy(5_000);
    await inventory.replaceDevice(admin, "l1", 1, wish);
    expect(await inventory.assignments(["l1"])).toEqual([
      { lampId: "l1", device: "twin", output: 0, from: began, to: clock.now() },
      { lampId: "l1", device: "fresh", output: 0, from: clock.now() },
    ]);
  });

  it("moves one lamp alone to an output of a device that is there, and keeps the old one for the others", async () => {
    const { inventory } = await withTown();
    await inventory.change(admin, [device("spare")]);
    await inventory.replaceDevice(admin, "l2", 1, { device: { id: "spare" }, lamps: "one", output: 0, keepOld: false });
    expect(inventory.current().lamp.get("l2")).toMatchObject({ deviceId: "spare", output: 0 });
    expect(inventory.current().device.get("twin")?.retiredAt).toBeUndefined();
  });

  it("gives a lamp without electronics its first device", async () => {
    const { inventory } = await withTown();
    await inventory.change(admin, [lamp("bare")]);
    await inventory.replaceDevice(admin, "bare", 1, wish);
    expect(inventory.current().lamp.get("bare")).toMatchObject({ deviceId: "fresh", output: 0 });
    expect(inventory.current().device.get("fresh")).toMatchObject({ profile: "W", outputs: 1 });
  });

  it("refuses a device too small for its lamps, an unknown lamp and an old version", async () => {
    const { inventory } = await withTown();
    const small = inventory.replaceDevice(admin, "l1", 1, { ...wish, device: { id: "small", outputs: 1 } });
    await expect(small).rejects.toMatchObject({ code: "inventory/invalid", places: [{ path: "body.output" }] });
    await expect(inventory.replaceDevice(admin, "nobody", 1, wish)).rejects.toMatchObject({
      code: "inventory/unknown",
    });
    await expect(inventory.replaceDevice(admin, "l1", 9, wish)).rejects.toMatchObject({
      code: "inventory/changed-meanwhile",
    });
  });
});

describe("secrets of devices", () => {
  it("rotate with overlap: both work until somebody says which one stays", async () => {
    const { inventory, published, secrets } = await withTown();
    const fresh = await inventory.rotateSecret(admin, "twin");
    const [old, next] = [hashOfSecret(secrets[0]!.secret), hashOfSecret(fresh.secret)];
    expect(published.at(-1)?.get("twin")).toEqual([old, next]);
    expect(inventory.credentialOf("twin")).toBe("rotating");
    await inventory.endRotation(admin, "twin", "new");
    expect(published.at(-1)?.get("twin")).toEqual([next]);
    expect(inventory.credentialOf("twin")).toBe("active");
  });

  it("are not rotated twice at once, and an overlap that is not there cannot end", async () => {
    const { inventory } = await withTown();
    await expect(inventory.endRotation(admin, "twin", "old")).rejects.toMatchObject({ code: "inventory/invalid" });
    await inventory.rotateSecret(admin, "twin");
    await expect(inventory.rotateSecret(admin, "twin")).rejects.toMatchObject({ code: "inventory/invalid" });
  });

  it("are gone for the broker when a device is revoked, until a new one is drawn", async () => {
    const { inventory, published, lines } = await withTown();
    await inventory.revokeDevice(admin, "twin");
    expect(published.at(-1)?.has("twin")).toBe(false);
    expect(lines.at(-1)).toMatchObject({ action: "inventory.revoke", areaId: "north" });
    await inventory.rotateSecret(admin, "twin");
    expect(published.at(-1)?.get("twin")).toHaveLength(1);
  });

  it("say so when a revocation is stored but the broker could not be told", async () => {
    const { reopen } = await withTown();
    const untold = new ControllerError("data/unwritable", "the disk is full");
    const broker = { publish: () => Promise.reject(untold) };
    const inventory = await reopen({ broker });
    await expect(inventory.revokeDevice(admin, "twin")).rejects.toBe(untold);
    expect(inventory.credentialOf("twin")).toBe("none");
    const { secrets } = await inventory.change(admin, [device("new")]);
    expect(secrets).toHaveLength(1);
  });
});
