import { afterEach, beforeEach, expect, test } from "vitest";
import { aPlan } from "../../support/fleet-things.ts";
import { type FleetApi, openFleetApi } from "../../support/open-fleet-api.ts";

let fleet: FleetApi;
beforeEach(async () => {
  fleet = await openFleetApi();
});
afterEach(() => fleet[Symbol.asyncDispose]());

const why = "lịch lễ";

async function send(
  who: "districtStaff@north" | "districtStaff@south",
  method: "GET" | "POST",
  path: string,
  payload?: string,
) {
  const headers = await fleet.as(who);
  const answer = await fleet.api.app.inject({
    method,
    url: `/api/v1${path}`,
    headers: { ...headers, ...(payload !== undefined && { "content-type": "text/calendar" }) },
    ...(payload !== undefined && { payload }),
  });
  return { status: answer.statusCode, type: answer.headers["content-type"], text: answer.body };
}

async function begin(): Promise<void> {
  const { id: _, ...plan } = aPlan({ areaId: "north", name: "Phía bắc", assignments: [] });
  await fleet.call("districtStaff@north", "POST", "/plans", { id: "streets", name: "Phía bắc", areaId: "north", why });
  const [calendar] = plan.calendars;
  const eve = { id: "eve", name: "Giao thừa", nights: [{ by: "lunar", month: 12, day: 30 }], programId: "night" };
  const saved = await fleet.call("districtStaff@north", "PUT", "/plans/streets/draft", {
    version: 1,
    why,
    plan: {
      ...plan,
      calendars: [{ ...calendar, rules: [eve] }],
      holidaySets: [{ id: "vn", name: "Ngày lễ", holidays: [{ name: "Tết", on: { by: "lunar", month: 1, day: 1 } }] }],
    },
  });
  expect(saved.status).toBe(200);
}

test("a calendar and a holiday set leave as iCalendar, lunar nights as dates", async () => {
  await begin();
  const feed = await send("districtStaff@north", "GET", "/plans/streets/calendars/all-year/ical");
  expect(feed).toMatchObject({ status: 200, type: "text/calendar; charset=utf-8" });
  expect(feed.text).toContain("DTSTART;VALUE=DATE:20270205\r\n");
  const set = await send("districtStaff@north", "GET", "/plans/streets/holiday-sets/vn/ical");
  expect(set.text).toContain("DTSTART;VALUE=DATE:20270206\r\n");
  expect(set.text).toContain("DTSTART;VALUE=DATE:20310123\r\n");
  expect((await send("districtStaff@north", "GET", "/plans/streets/holiday-sets/none/ical")).status).toBe(404);
});

test("plans of other areas stay unknown", async () => {
  await begin();
  expect((await send("districtStaff@south", "GET", "/plans/streets/calendars/all-year/ical")).status).toBe(404);
});

test("a file of holidays is answered as holidays, and each wrong line by its number", async () => {
  const file = [
    "BEGIN:VCALENDAR",
    "BEGIN:VEVENT",
    "SUMMARY:Quốc khánh",
    "DTSTART;VALUE=DATE:20260902",
    "RRULE:FREQ=YEARLY",
    "END:VEVENT",
    "BEGIN:VEVENT",
    "SUMMARY:Họp",
    "DTSTART:20260902T080000Z",
    "END:VEVENT",
    "END:VCALENDAR",
  ].join("\r\n");
  const { status, text } = await send("districtStaff@north", "POST", "/holidays/ical", file);
  expect(status).toBe(200);
  expect(JSON.parse(text)).toMatchObject({
    holidays: [{ name: "Quốc khánh", on: { by: "date", date: { month: 9, day: 2 } } }],
    problems: [{ line: 9 }],
  });
});
