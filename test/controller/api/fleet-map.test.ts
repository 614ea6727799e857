import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { FleetSnapshot } from "../../../controller/api/map-schemas.ts";
import { type FleetApi, openFleetApi, type Who } from "../../support/open-fleet-api.ts";

let opened: FleetApi;
beforeEach(async () => {
  opened = await openFleetApi();
});
afterEach(() => opened[Symbol.asyncDispose]());

const snapshot = async (who: Who) => (await opened.call(who, "GET", "/fleet/snapshot")).body as FleetSnapshot;

test("the snapshot is the whole fleet in columns of equal length, each lamp pointing at what it belongs to", async () => {
  const fleet = await snapshot("viewer@everywhere");
  const columns = Object.values(fleet.lamps);
  expect(new Set(columns.map(({ length }) => length))).toEqual(new Set([9]));
  const row = fleet.lamps.id.indexOf("n3");
  expect(fleet.areas[fleet.lamps.area[row]!]?.id).toBe("north");
  expect(fleet.circuits[fleet.lamps.circuit[row]!]).toMatchObject({ id: "whole", cabinetId: "cabinet", segment: 0 });
  expect(fleet.models[fleet.lamps.model[row]!]?.id).toBe("model");
  expect(fleet.lamps.road[row]).toBe(-1);
  expect(fleet.states[fleet.lamps.state[row]!]).toBe("dimmed");
  expect(fleet.sources[fleet.lamps.source[row]!]).toBe("fallback");
  expect(fleet.lamps.level[row]).toBe(80);
  expect(fleet.states[fleet.lamps.state[fleet.lamps.id.indexOf("dumb")]!]).toBe("estimatedLit");
  expect(fleet.cabinets).toMatchObject([{ id: "cabinet", online: true }]);
});

test("people see the lamps of their own areas and nothing around others", async () => {
  const south = await snapshot("viewer@south");
  expect(south.lamps.id).toEqual(["s1", "s2"]);
  expect(south.areas.map(({ id }) => id)).toEqual(["south"]);
  expect([south.cabinets, south.circuits, south.lamps.circuit]).toEqual([[], [], [-1, -1]]);
});

test("big answers travel compressed where the caller takes it, small ones as they are", async () => {
  const ask = async (encoding?: string) =>
    opened.api.app.inject({
      url: "/api/v1/openapi.json",
      headers: { ...(await opened.as("viewer@south")), ...(encoding ? { "accept-encoding": encoding } : {}) },
    });
  const [plain, packed] = [await ask(), await ask("br, gzip")];
  expect(plain.headers["content-encoding"]).toBeUndefined();
  expect(packed.headers).toMatchObject({ "content-encoding": "gzip", vary: "accept-encoding" });
  expect(gunzipSync(packed.rawPayload).toString()).toBe(plain.body);
  expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 4);
  const small = await opened.api.app.inject({
    url: "/api/v1/fleet/areas",
    headers: { ...(await opened.as("viewer@south")), "accept-encoding": "gzip" },
  });
  expect(small.headers["content-encoding"]).toBeUndefined();
});
