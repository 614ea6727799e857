import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { inventoryRoutes } from "../../../controller/api/routes/inventory.ts";
import { createInventoryImports } from "../../../controller/engine/inventory/inventory-import.ts";
import { type OpenApi, openApi } from "../../support/open-api.ts";
import { type InventoryBench, openInventory } from "../../support/open-inventory.ts";

let bench: InventoryBench;
let api: OpenApi;
let viewer: { cookie: string };
let local: { cookie: string };

const lamp = (id: string, more: object = {}) => ({
  id,
  name: `Đèn ${id}`,
  areaId: "di-an-1",
  use: "road",
  modelId: "led",
  lon: 106.76,
  lat: 10.9,
  ...more,
});
const create = (sort: string, thing: object) => ({ do: "create", sort, thing });
const town = [
  create("area", { id: "di-an", name: "Dĩ An" }),
  create("area", { id: "di-an-1", name: "Dĩ An 1", parentId: "di-an" }),
  create("area", { id: "ben-cat", name: "Bến Cát" }),
  create("lampModel", {
    id: "led",
    name: "LED 100 W",
    outputKind: "white",
    curve: "dali",
    nominalPower: 100,
    powerAtMinimumDimLevel: 12,
    minLevel: 10,
  }),
  create("road", { id: "ql-1k", name: "Quốc lộ 1K", areaId: "di-an" }),
  create("device", { id: "dev-1", name: "dev-1", profile: "W", outputs: 1 }),
  create("lamp", lamp("l-1", { roadId: "ql-1k", order: 1, pole: "C.101", deviceId: "dev-1", output: 0 })),
  create("lamp", lamp("l-2", { roadId: "ql-1k", order: 2 })),
  create("lamp", lamp("l-3", { areaId: "ben-cat", name: "Đèn Mỹ Phước" })),
];

beforeAll(async () => {
  bench = await openInventory();
  api = await openApi({
    routes: [inventoryRoutes({ inventory: bench.inventory, imports: createInventoryImports(bench.inventory) })],
  });
  await call("POST", "/inventory/changes", { changes: town });
  viewer = await api.signedIn("viewer", [{ role: "viewer", areaIds: ["di-an"] }]);
  local = await api.signedIn("local", [{ role: "administrator", areaIds: ["ben-cat"] }]);
});
afterAll(async () => {
  await api[Symbol.asyncDispose]();
  await bench[Symbol.asyncDispose]();
});

async function call(method: "GET" | "POST" | "PATCH", path: string, body?: object, headers = api.admin) {
  const answer = await api.app.inject({ method, url: `/api/v1${path}`, headers, ...(body && { payload: body }) });
  return { status: answer.statusCode, body: answer.body === "" ? undefined : answer.json() };
}
const ids = (answer: { body: { items: { id: string }[] } }) => answer.body.items.map(({ id }) => id);

describe("lists of things", () => {
  it("come in pages, ascending by id", async () => {
    const first = await call("GET", "/lamps?limit=2");
    expect(ids(first)).toEqual(["l-1", "l-2"]);
    const second = await call("GET", `/lamps?limit=2&cursor=${first.body.next}`);
    expect([ids(second), second.body.next]).toEqual([["l-3"], undefined]);
  });

  it("show a person only what lies in his areas", async () => {
    expect(ids(await call("GET", "/lamps", undefined, viewer))).toEqual(["l-1", "l-2"]);
    expect(ids(await call("GET", "/areas", undefined, viewer))).toEqual(["di-an", "di-an-1"]);
    expect(ids(await call("GET", "/devices", undefined, viewer))).toEqual(["dev-1"]);
    expect(await call("GET", "/lamps/l-3", undefined, viewer)).toMatchObject({
      status: 404,
      body: { code: "inventory/unknown" },
    });
  });

  it.each([
    ["an area with everything below it", "/lamps?areaId=di-an", ["l-1", "l-2"]],
    ["words without marks, in any order", "/lamps?q=PHUOC%20my", ["l-3"]],
    ["đ typed as d", "/lamps?q=den%20l-2", ["l-2"]],
    ["what is painted on the pole", "/lamps?q=c.101", ["l-1"]],
    ["a field", "/lamps?deviceId=dev-1", ["l-1"]],
    ["devices by the area of their lamps", "/devices?areaId=ben-cat", []],
    ["words nobody wrote", "/roads?q=xa%20lo", []],
  ])("can be narrowed by %s", async (_, path, expected) => {
    expect(ids(await call("GET", path))).toEqual(expected);
  });

  it("refuse a filter that does not exist", async () => {
    expect(await call("GET", "/roads?deviceId=x")).toMatchObject({ status: 400, body: { code: "request/malformed" } });
  });
});

describe("one thing", () => {
  it("is read with its version, a device with the state of its credential and never with a secret", async () => {
    const { body } = await call("GET", "/devices/dev-1");
    expect(body).toEqual({ id: "dev-1", name: "dev-1", profile: "W", outputs: 1, version: 1, credential: "active" });
  });

  it("is created, changed, retired and restored", async () => {
    expect(await call("POST", "/roads", { id: "r-9", name: "Đường số 9", areaId: "di-an" })).toMatchObject({
      status: 201,
      body: { id: "r-9", version: 1 },
    });
    const path = [
      [106.7, 10.9],
      [106.71, 10.91],
    ];
    const changed = await call("PATCH", "/roads/r-9", { version: 1, path });
    expect(changed).toMatchObject({ status: 200, body: { path, version: 2 } });
    expect((await call("PATCH", "/roads/r-9", { version: 2, path: null })).body.path).toBeUndefined();
    expect((await call("POST", "/roads/r-9/retire", { version: 3 })).body.retiredAt).toBe(bench.clock.now());
    expect(ids(await call("GET", "/roads"))).not.toContain("r-9");
    expect(ids(await call("GET", "/roads?retired=true"))).toContain("r-9");
    const restored = await call("POST", "/roads/r-9/restore", { version: 4, name: "Đường 9", areaId: "di-an" });
    expect(restored).toMatchObject({ status: 200, body: { name: "Đường 9", version: 5 } });
  });

  it("has a topic number when it is an area", async () => {
    expect((await call("POST", "/areas", { id: "a-9", name: "Thuận An" })).body.topicNumber).toBeGreaterThan(3);
  });

  it("tells a new device's secret once", async () => {
    const { body } = await call("POST", "/devices", { id: "dev-9", name: "9", profile: "W", outputs: 1 });
    expect(body.secret).toMatch(/^[\w-]{43}$/);
    expect((await call("GET", "/devices/dev-9")).body.secret).toBeUndefined();
  });

  it.each<[string, "POST" | "PATCH", string, object, number, string, string | undefined]>([
    ["an unknown field", "POST", "/lamps", lamp("n", { colour: "red" }), 400, "request/malformed", "body"],
    ["a text for a number", "POST", "/lamps", lamp("n", { lon: "106" }), 400, "request/malformed", "body.lon"],
    ["an unknown area", "POST", "/lamps", lamp("n", { areaId: "mars" }), 422, "inventory/invalid", "body.areaId"],
    [
      "swapped coordinates",
      "POST",
      "/lamps",
      lamp("n", { lon: 10.9, lat: 106.7 }),
      422,
      "inventory/invalid",
      "body.lat",
    ],
    ["an id that exists", "POST", "/lamps", lamp("l-1"), 409, "inventory/taken", "body.id"],
    [
      "an old version",
      "PATCH",
      "/lamps/l-1",
      { version: 9, name: "x" },
      409,
      "inventory/changed-meanwhile",
      "body.version",
    ],
    ["no version", "PATCH", "/lamps/l-1", { name: "x" }, 400, "request/malformed", "body.version"],
    ["a change of the id", "PATCH", "/lamps/l-1", { version: 1, id: "x" }, 400, "request/malformed", "body"],
    ["an unknown lamp", "PATCH", "/lamps/l-77", { version: 1, name: "x" }, 404, "inventory/unknown", "body"],
    ["retiring what is in use", "POST", "/devices/dev-1/retire", { version: 1 }, 409, "inventory/in-use", "body"],
    ["a list for a body", "POST", "/lamps", [], 400, "request/malformed", "body"],
  ])("refuses %s with its code and its place", async (_, method, path, body, status, code, place) => {
    const answer = await call(method, path, body);
    expect(answer).toMatchObject({ status, body: { code } });
    expect(answer.body.places[0].path).toBe(place);
  });

  it("is not written by a person without the power, nor outside his areas", async () => {
    expect(await call("POST", "/lamps", lamp("n"), viewer)).toMatchObject({
      status: 403,
      body: { code: "people/no-power" },
    });
    const outside = await call("POST", "/lamps", lamp("n"), local);
    expect(outside).toMatchObject({
      status: 403,
      body: { code: "people/outside-area", params: { areaId: "di-an-1" } },
    });
    expect((await call("POST", "/lamps", lamp("n-1", { areaId: "ben-cat" }), local)).status).toBe(201);
  });
});

describe("many changes in one step", () => {
  it("answer what they made and the secrets", async () => {
    const changes = [
      create("lamp", lamp("m-1", { deviceId: "m-dev", output: 0 })),
      create("device", { id: "m-dev", name: "m", profile: "W", outputs: 1 }),
    ];
    const dry = await call("POST", "/inventory/changes", { changes, dryRun: true });
    expect(dry.body).toMatchObject({ things: [{ id: "m-1", verb: "create" }, { id: "m-dev" }], secrets: [] });
    const { body } = await call("POST", "/inventory/changes", { changes });
    expect(body.things).toEqual([
      { sort: "lamp", id: "m-1", version: 1, verb: "create" },
      { sort: "device", id: "m-dev", version: 1, verb: "create" },
    ]);
    expect(body.secrets).toEqual([{ deviceId: "m-dev", secret: expect.stringMatching(/^[\w-]{43}$/) }]);
  });

  it("answer in counts what was done alike, with what else belongs to the step", async () => {
    await call("POST", "/inventory/changes", { changes: ["k-1", "k-2"].map((id) => create("lamp", lamp(id))) });
    const group = create("group", { id: "k", name: "K", areaId: "di-an-1", lampIds: ["k-1", "k-2"] });
    const step = {
      do: "change",
      sort: "lamp",
      ids: ["k-1", "k-2"],
      versions: [1, 1],
      set: { pole: "7" },
      also: [group],
    };
    const counts = [
      { sort: "lamp", verb: "change", count: 2 },
      { sort: "group", verb: "create", count: 1 },
    ];
    const dry = await call("POST", "/inventory/changes/alike", { ...step, dryRun: true });
    expect([dry.status, dry.body.counts]).toEqual([200, counts]);
    expect((await call("POST", "/inventory/changes/alike", step)).body.counts).toEqual(counts);
    expect((await call("GET", "/lamps/k-2")).body).toMatchObject({ pole: "7", version: 2 });

    const retire = { do: "retire", sort: "lamp", ids: ["k-1", "k-2"] };
    const late = await call("POST", "/inventory/changes/alike", { ...retire, versions: [2, 1] });
    expect([late.status, late.body.code]).toEqual([409, "inventory/changed-meanwhile"]);
    expect(late.body.places).toMatchObject([{ path: "body.ids[1].version" }]);
    expect((await call("POST", "/inventory/changes/alike", { ...retire, versions: [2] })).status).toBe(400);
    const gone = await call("POST", "/inventory/changes/alike", { ...retire, versions: [2, 2] });
    // the group loses its members
    expect(gone.body.counts).toEqual([
      { sort: "lamp", verb: "retire", count: 2 },
      { sort: "group", verb: "change", count: 1 },
    ]);
  });

  it("are refused together, each place named", async () => {
    const changes = [
      create("area", { id: "ok", name: "ok" }),
      create("lamp", lamp("x", { order: 0, modelId: "none" })),
    ];
    const { status, body } = await call("POST", "/inventory/changes", { changes });
    expect([status, body.code]).toEqual([422, "inventory/invalid"]);
    expect(body.places.map(({ path }: { path: string }) => path)).toEqual([
      "body.changes[1].order",
      "body.changes[1].modelId",
    ]);
    expect((await call("GET", "/areas/ok")).status).toBe(404);
  });

  it.each([
    ["an unknown verb", { do: "destroy", sort: "lamp", id: "l-1", version: 1 }],
    ["an unknown sort", { do: "retire", sort: "moon", id: "l-1", version: 1 }],
    ["a change without its version", { do: "change", sort: "lamp", id: "l-1", set: {} }],
    ["a field of another sort", { do: "change", sort: "road", id: "ql-1k", version: 1, set: { modelId: "led" } }],
  ])("refuse %s before anything is judged", async (_, change) => {
    expect(await call("POST", "/inventory/changes", { changes: [change] })).toMatchObject({ status: 400 });
  });
});

describe("hardware and its secrets", () => {
  it("is replaced under a lamp", async () => {
    await call("POST", "/inventory/changes", {
      changes: [
        create("device", { id: "old-1", name: "old", profile: "W", outputs: 1 }),
        create("lamp", lamp("p-1", { deviceId: "old-1", output: 0 })),
      ],
    });
    const { status, body } = await call("POST", "/lamps/p-1/replace-device", { version: 1, device: { id: "new-1" } });
    expect(status).toBe(200);
    expect(body.secrets).toMatchObject([{ deviceId: "new-1" }]);
    expect((await call("GET", "/lamps/p-1")).body).toMatchObject({ deviceId: "new-1", output: 0, version: 2 });
    expect((await call("GET", "/devices/old-1")).body).toMatchObject({
      credential: "none",
      retiredAt: expect.any(Number),
    });
  });

  it("rotates with overlap, and is shut out at once", async () => {
    await call("POST", "/devices", { id: "rot-1", name: "r", profile: "W", outputs: 1 });
    expect((await call("POST", "/devices/rot-1/rotate-secret")).body.secret).toMatch(/^[\w-]{43}$/);
    expect((await call("GET", "/devices/rot-1")).body.credential).toBe("rotating");
    expect((await call("POST", "/devices/rot-1/end-rotation", { keep: "new" })).status).toBe(204);
    expect((await call("POST", "/devices/rot-1/revoke")).status).toBe(204);
    expect((await call("GET", "/devices/rot-1")).body.credential).toBe("none");
    expect(bench.published.at(-1)?.has("rot-1")).toBe(false);
    expect((await call("POST", "/devices/nobody/revoke")).status).toBe(404);
  });
});

it("describes all of it in the OpenAPI document", async () => {
  const { paths } = (await call("GET", "/openapi.json")).body;
  expect(Object.keys(paths["/api/v1/lamps"])).toEqual(["get", "post"]);
  expect(paths["/api/v1/lamps"].get.parameters.map(({ name }: { name: string }) => name)).toContain("circuitId");
  const { properties } = paths["/api/v1/lamps"].post.requestBody.content["application/json"].schema;
  expect(properties.output.description).toContain("from 0");
});
