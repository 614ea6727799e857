import { describe, expect, it } from "vitest";
import { importFiles, places } from "../../support/import-files.ts";
import { admin } from "../../support/open-inventory.ts";

const files = importFiles();
const { current, send, sendFeatures, undo } = files;

const vietnamese = `\uFEFFMã đèn;Khu vực;Loại đèn;Kinh độ;Vĩ độ;Tuyến đường;STT;Tủ;Lộ;Loại lộ;Rơ le;Pha;Thiết bị;Ngõ ra;Ghi chú
DA-001;Dĩ An;LED 100 W;106,7601;10,9001;Quốc lộ 1K;1;TĐK 05;Lộ 1;cả đêm;0;A;A1B2C3;0;mới
DA-002;Dĩ An;LED 100 W;106,7604;10,9003;Quốc lộ 1K;2;TĐK 05;Lộ 2;nửa đêm;1;B;A1B2C3;1;
DA-003;Dĩ An;LED 100 W;106,7607;10,9005;Quốc lộ 1K;3;TĐK 05;Lộ 1;;;C;;;"có ""ngoặc"""
`;

describe("importing a file of lamps", () => {
  it("reads Vietnamese headers, semicolons, decimal commas, quotes and a byte order mark, and makes what it names", async () => {
    const { status, body } = await send(vietnamese);
    expect(status).toBe(200);
    expect(body).toMatchObject({ rows: 3, unchanged: 0, ignored: ["Ghi chú"], dryRun: false });
    expect(body.columns).toContainEqual({ column: "lon", header: "Kinh độ" });
    expect(body.lamps).toBeUndefined();
    expect(body.counts).toEqual([
      { sort: "cabinet", verb: "create", count: 1 },
      { sort: "circuit", verb: "create", count: 2 },
      { sort: "road", verb: "create", count: 1 },
      { sort: "device", verb: "create", count: 1 },
      { sort: "lamp", verb: "create", count: 3 },
    ]);
    expect(body.secrets).toMatchObject([{ deviceId: "a1b2c3" }]);
    expect(current().lamp.get("da-001")).toEqual({
      id: "da-001",
      name: "DA-001",
      areaId: "di-an",
      modelId: "led-100",
      use: "road",
      lon: 106.7601,
      lat: 10.9001,
      roadId: "quoc-lo-1k",
      order: 1,
      circuitId: "tdk-05-lo-1",
      phase: 1,
      deviceId: "a1b2c3",
      output: 0,
      version: 1,
    });
    expect(current().circuit.get("tdk-05-lo-2")).toMatchObject({ name: "Lộ 2", kind: "halfNight", segment: 1 });
    expect(current().cabinet.get("tdk-05")).toMatchObject({ name: "TĐK 05", areaId: "di-an", lon: 106.7601 });
    expect(current().device.get("a1b2c3")).toMatchObject({ profile: "W", outputs: 2 });
  });

  it("takes columns for what a person says they are", async () => {
    const file = "Số hiệu;Phường;Loại đèn;X;Y;Mã\nDA-9;Dĩ An;LED 100 W;10,9;106,7;cũ\n";
    const headers = await files.api.app.inject({
      method: "POST",
      url: "/api/v1/inventory/import/headers?format=csv",
      headers: { ...files.api.admin, "content-type": "text/csv" },
      payload: file,
    });
    expect(headers.json()).toEqual({
      headers: [
        { header: "Số hiệu" },
        { header: "Phường", column: "area" },
        { header: "Loại đèn", column: "model" },
        { header: "X", column: "lon" },
        { header: "Y", column: "lat" },
        { header: "Mã", column: "lamp" },
      ],
    });
    const choice = encodeURIComponent(JSON.stringify({ lamp: "Số hiệu", lat: "X", lon: "Y" }));
    const { status, body } = await send(file, `&columns=${choice}`);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body.ignored).toEqual(["Mã"]);
    expect(current().lamp.get("da-9")).toMatchObject({ lon: 106.7, lat: 10.9 });
    const unknown = await send(file, `&columns=${encodeURIComponent('{"colour":"Mã"}')}`);
    expect(unknown.status).toBe(400);
    expect((await send(file, "&columns={")).status).toBe(400);
  });

  it("changes nothing the second time", async () => {
    await send(vietnamese);
    const before = current();
    const { body } = await send(vietnamese);
    expect(body).toMatchObject({ unchanged: 3, counts: [], secrets: [] });
    expect(current()).toBe(before);
  });

  it("changes a lamp that exists where a cell says otherwise; an empty cell says nothing", async () => {
    await send(vietnamese);
    const { body } = await send("lamp,phase,pole,name\nDA-001,3,T.7,\nDA-002,,,\n");
    expect(body).toMatchObject({ unchanged: 1, counts: [{ sort: "lamp", verb: "change", count: 1 }] });
    expect(current().lamp.get("da-001")).toMatchObject({ phase: 3, pole: "T.7", name: "DA-001", version: 2 });
  });

  it("answers a dry run with the same figures and leaves no trace", async () => {
    const before = current();
    const { body } = await send(vietnamese, "&dryRun=true");
    expect(body).toMatchObject({ dryRun: true, secrets: [] });
    expect(body.lamps).toHaveLength(3);
    expect(body.lamps[0]).toEqual({ id: "da-001", name: "DA-001", lon: 106.7601, lat: 10.9001, verb: "create" });
    expect(body.counts).toHaveLength(5);
    expect(current()).toBe(before);
  });

  it("takes area and model of all rows from the request where the file names none", async () => {
    const { status } = await send("id,lon,lat\nx-1,106.7,10.9\n", "&areaId=di-an&modelId=led-100");
    expect(status).toBe(200);
    expect(current().lamp.get("x-1")).toMatchObject({ areaId: "di-an", modelId: "led-100" });
  });

  it("is taken back as one step, and can then be repeated", async () => {
    const { body } = await send(vietnamese);
    expect((await undo(body.id)).status).toBe(200);
    expect([...current().lamp.values()].every(({ retiredAt }) => retiredAt !== undefined)).toBe(true);
    expect(files.bench.published.at(-1)?.size).toBe(0);
    expect(await undo(body.id)).toMatchObject({ status: 409, body: { code: "inventory/retired" } });
    const again = await send(vietnamese);
    expect(again.body.counts).toContainEqual({ sort: "lamp", verb: "restore", count: 3 });
    expect(again.body.secrets).toHaveLength(1);
  });

  it("is listed with who brought it and what it did, for him and for who keeps the whole city", async () => {
    const local = await files.api.signedIn("lister", [{ role: "administrator", areaIds: ["ben-cat"] }]);
    const listOf = async (headers: { cookie: string }) =>
      (await files.api.app.inject({ url: "/api/v1/inventory/imports", headers })).json().items;
    const { body } = await send(vietnamese, `&file=${encodeURIComponent("đèn quận.csv")}`);
    const looked = await undo(body.id, "?dryRun=true");
    expect(looked.body.counts).toContainEqual({ sort: "lamp", verb: "retire", count: 3 });
    const [first] = await listOf(files.api.admin);
    expect(first).toMatchObject({ id: body.id, file: "đèn quận.csv", rows: 3, counts: body.counts });
    expect(first.undoneAt).toBeUndefined();
    await undo(body.id);
    expect((await listOf(files.api.admin))[0].undoneAt).toBeGreaterThan(0);
    expect(await listOf(local)).toEqual([]);
  });

  it("is not taken back over what somebody changed since", async () => {
    const { body } = await send(vietnamese);
    await files.bench.inventory.change(admin, [
      { do: "change", sort: "lamp", id: "da-001", version: 1, set: { name: "Đèn 1" } },
    ]);
    const { body: refused } = await undo(body.id);
    expect(refused).toMatchObject({ code: "inventory/changed-meanwhile" });
    expect(refused.places[0].path).toBe("lamp da-001");
    expect(current().lamp.get("da-002")?.retiredAt).toBeUndefined();
  });

  it("refuses an import id that was used", async () => {
    const url = "/api/v1/inventory/import?format=csv&id=same";
    const post = () =>
      files.api.app.inject({
        method: "POST",
        url,
        headers: { ...files.api.admin, "content-type": "text/csv" },
        payload: vietnamese,
      });
    expect((await post()).statusCode).toBe(200);
    expect((await post()).json()).toMatchObject({ code: "inventory/taken" });
  });

  it("keeps a person to his areas", async () => {
    const local = await files.api.signedIn("local", [{ role: "administrator", areaIds: ["ben-cat"] }]);
    expect(await send(vietnamese, "", local)).toMatchObject({ status: 403, body: { code: "people/outside-area" } });
  });
});

describe("a GeoJSON file", () => {
  const point = (properties: object, coordinates: unknown = [106.7, 10.9], more: object = {}) => ({
    type: "Feature",
    geometry: { type: "Point", coordinates },
    properties: { area: "di-an", model: "led-100", ...properties },
    ...more,
  });

  it("gives lamps from points, their id from a property or from the feature", async () => {
    const { status, body } = await sendFeatures([
      point({ lamp: "g-1", "Số trụ": 7 }),
      point({}, [106.71, 10.91, 12], { id: 42 }),
    ]);
    expect([status, body.rows]).toEqual([200, 2]);
    expect(current().lamp.get("g-1")).toMatchObject({ pole: "7", lon: 106.7, lat: 10.9 });
    expect(current().lamp.get("42")).toMatchObject({ lon: 106.71 });
  });

  it("reads a property under a name that a person told", async () => {
    const features = [
      { type: "Feature", geometry: { type: "Point", coordinates: [106.7, 10.9] }, properties: { "Số hiệu": "DA-8" } },
    ];
    const { status, body } = await send(
      JSON.stringify({ type: "FeatureCollection", features }),
      `&areaId=di-an&modelId=led-100&columns=${encodeURIComponent(JSON.stringify({ lamp: "Số hiệu" }))}`,
      files.api.admin,
      "geojson",
    );
    expect(status, JSON.stringify(body)).toBe(200);
    expect(current().lamp.has("da-8")).toBe(true);
  });

  it("names the feature and the property of every mistake", async () => {
    const line = { type: "Feature", geometry: { type: "LineString", coordinates: [] }, properties: {} };
    const answer = await sendFeatures([
      line,
      null,
      point({ lamp: "a", order: "first" }),
      point({ lamp: "b" }, [10.9, 106.7]),
    ]);
    expect(places(answer)).toEqual([
      "feature 1: is not a Point with longitude and latitude",
      "feature 2: is not a Point with longitude and latitude",
      'feature 3, column order: "first" is not a number',
      "feature 4, column coordinates: longitude 10.9 and latitude 106.7 look swapped",
    ]);
  });

  it.each([
    ["is no JSON", "{"],
    ["is another GeoJSON", '{"type":"Feature"}'],
    ["is a list", "[]"],
    ["is null", "null"],
  ])("that %s is refused whole", async (_, file) => {
    const answer = await send(file, "", files.api.admin, "geojson");
    expect(answer).toMatchObject({ status: 422, body: { code: "inventory/import-rejected" } });
    expect(answer.body.places[0].path).toBe("file");
  });
});
