import { expect, test } from "vitest";
import { basemapRoutes } from "../../../controller/api/routes/basemap.ts";
import type { BasemapTiles } from "../../../controller/core/map/ports.ts";
import { openApi } from "../../support/open-api.ts";

const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
const tiles: BasemapTiles = {
  minZoom: 9,
  maxZoom: 14,
  tile: async (z, x, y) =>
    z === 14 && x === 13045 && y === 7690 ? { bytes: picture, mediaType: "image/png" } : undefined,
  close: async () => {},
};

test("tiles of the basemap are pictures that a browser may keep to itself, for those who are signed in", async () => {
  await using api = await openApi({ routes: [basemapRoutes({ tiles, attribution: "© Bình Dương" })] });
  const headers = await api.signedIn("lan", [{ role: "viewer", areaIds: ["di-an"] }]);
  const get = (url: string, sent: Record<string, string> = headers) =>
    api.app.inject({ url: `/api/v1/basemap${url}`, headers: sent });
  expect((await get("")).json()).toEqual({ basemap: { minZoom: 9, maxZoom: 14, attribution: "© Bình Dương" } });
  const tile = await get("/tiles/14/13045/7690");
  expect(tile.headers).toMatchObject({ "content-type": "image/png", "cache-control": "private, max-age=604800" });
  expect(tile.rawPayload).toEqual(picture);
  expect((await get("/tiles/14/0/0")).statusCode).toBe(404);
  expect((await get("/tiles/14/-1/0")).statusCode).toBe(400);
  expect((await get("/tiles/14/13045/7690", {})).statusCode).toBe(401);
});

test("an installation without a basemap says so", async () => {
  await using api = await openApi({ routes: [basemapRoutes({ tiles: undefined, attribution: "" })] });
  const headers = await api.signedIn("lan", [{ role: "viewer" }]);
  expect((await api.app.inject({ url: "/api/v1/basemap", headers })).json()).toEqual({});
  expect((await api.app.inject({ url: "/api/v1/basemap/tiles/1/0/0", headers })).statusCode).toBe(404);
});
