/** What the console's frame asks for: the site, a search over everything, should against is, and where the stream stands. */
import { afterEach, beforeEach, expect, test } from "vitest";
import { site } from "../../support/fleet-things.ts";
import { type FleetApi, openFleetApi, type Who } from "../../support/open-fleet-api.ts";

let opened: FleetApi;
beforeEach(async () => {
  opened = await openFleetApi();
});
afterEach(() => opened[Symbol.asyncDispose]());

const found = async (who: Who, q: string) =>
  (
    (await opened.call(who, "GET", `/search?q=${encodeURIComponent(q)}`)).body.items as { sort: string; id: string }[]
  ).map(({ sort, id }) => `${sort} ${id}`);

test("everybody who is signed in learns place, zone and time of the site", async () => {
  const { status, body } = await opened.call("crew@north", "GET", "/site");
  expect(status).toBe(200);
  const kept = { samples: 90, halfHours: 400 };
  expect(body).toEqual({ lat: site.lat, lon: site.lon, timeZone: site.timeZone, kept, at: opened.room.clock.now() });
});

test("a search finds every sort of thing by part of its name or id, each with its area", async () => {
  const { body } = await opened.call("viewer@everywhere", "GET", "/search?q=north");
  expect(body.items).toContainEqual({ sort: "area", id: "north", name: expect.any(String) });
  expect(await found("viewer@everywhere", "n1")).toContain("lamp n1");
  expect((await opened.call("viewer@everywhere", "GET", "/search?q=n1")).body.items).toContainEqual(
    expect.objectContaining({ sort: "lamp", id: "n1", areaId: "north" }),
  );
});

test("a search shows nobody what lies outside his areas", async () => {
  expect(await found("viewer@north", "s1")).toEqual([]);
  expect(await found("viewer@south", "s1")).toContain("lamp s1");
});

test("a search looks in one area where it is told to, and below it", async () => {
  const within = async (areaId: string) =>
    (await opened.call("viewer@everywhere", "GET", `/search?q=1&areaId=${areaId}`)).body.items.map(
      ({ id }: { id: string }) => id,
    );
  expect(await within("south")).toEqual(["s1", "d-s1"]);
  expect(await within("city")).toEqual(expect.arrayContaining(["n1", "s1"]));
});

test("a search gives so many of each sort and no more, and refuses to look for nothing", async () => {
  const { body } = await opened.call("viewer@everywhere", "GET", "/search?q=n&limit=2");
  const counts = Map.groupBy(body.items as { sort: string }[], ({ sort }) => sort);
  expect([...counts.values()].every(({ length }) => length <= 2)).toBe(true);
  expect(counts.get("lamp")).toHaveLength(2);
  expect((await opened.call("viewer@everywhere", "GET", "/search?q=%20")).status).toBe(400);
});

test("should against is: an area's lamps as they are decided, of one's own areas only", async () => {
  const south = { areaId: "south", expected: 2, dark: 0, burning: 0, underpowered: 0, silent: 0, unsupplied: 0 };
  const { body } = await opened.call("viewer@south", "GET", "/fleet/expected");
  expect(body).toEqual({ at: opened.room.clock.now(), areas: [south] });
  const odd = await opened.call("viewer@south", "GET", "/fleet/expected/lamps");
  expect(odd.status).toBe(200);
  expect(odd.body.items.filter(({ areaId }: { areaId: string }) => areaId !== "south")).toEqual([]);
  const north = (await opened.call("viewer@north", "GET", "/fleet/expected")).body.areas;
  expect(north).toMatchObject([{ areaId: "north", dark: 0, burning: 0 }]);
});

test("every answer to a question says where the stream stood before it was made", async () => {
  const position = opened.api.live.position();
  const headers = await opened.as("viewer@south");
  const asked = await opened.api.app.inject({ url: "/api/v1/fleet/areas", headers });
  expect(asked.headers["live-position"]).toBe(position);
  const told = await opened.api.app.inject({ method: "DELETE", url: "/api/v1/sessions/current", headers });
  expect(told.headers["live-position"]).toBeUndefined();
});
