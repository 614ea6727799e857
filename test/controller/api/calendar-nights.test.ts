import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FleetApi, openFleetApi } from "../../support/open-fleet-api.ts";

describe("the nights of a calendar over the API", () => {
  let api: FleetApi;
  beforeAll(async () => {
    api = await openFleetApi();
  });
  afterAll(() => api[Symbol.asyncDispose]());
  const ask = (body: object) => api.call("viewer@north", "POST", "/calendar-nights", body);
  const from = { year: 2027, month: 2, day: 5 };
  const lunar = { by: "lunar", month: 12, day: "last" };

  it("are told to whoever may read, with lunar dates and the rules that select each", async () => {
    const rules = [{ id: "tet", name: "Tết", nights: [lunar], programId: "sang" }];
    const { status, body } = await ask({ from, nights: 2, rules });
    expect(status).toBe(200);
    expect(body.items).toEqual([
      {
        night: from,
        lunar: { year: 2026, month: 12, day: 29, leap: false, monthLength: 29 },
        holidays: [],
        rules: [0],
      },
      {
        night: { ...from, day: 6 },
        lunar: { year: 2027, month: 1, day: 1, leap: false, monthLength: 30 },
        holidays: [],
        rules: [],
      },
    ]);
  });

  it("are refused for more dates than can be looked at in one go", async () => {
    const rules = Array.from({ length: 6 }, (_, n) => ({
      id: `r${n}`,
      name: "Rằm",
      nights: Array.from({ length: 100 }, () => lunar),
      programId: "sang",
    }));
    const { status, body } = await ask({ from, nights: 400, rules });
    expect(status).toBe(400);
    expect(JSON.stringify(body)).toContain("at most 500 dates and holidays");
  });
});
