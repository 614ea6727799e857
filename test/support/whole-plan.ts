/** A draft with something in every list of a plan, and its preview, for screens that have to show all of it. */
import { type ApiClient, until } from "./api-client.ts";
import type { Town } from "./simulated-town.ts";

/** @returns the id of the plan. */
export async function writeWholePlan(admin: ApiClient, town: Town): Promise<string> {
  const areaId = town.city.areas.find(({ parentId }) => parentId === undefined)!.id;
  const roadId = town.city.roads[0]!.id;
  const [id, name] = ["du-moi-phan", "Đủ mọi phần"];
  const day = (month: number, ofMonth: number) => ({ year: 2027, month, day: ofMonth });
  const why = "Thử nghiệm";
  const hours = { from: "22:00", to: "05:00" };
  const exception = { id: "x", name: "Sửa đường", from: day(3, 1), to: day(3, 5), why };
  await admin.post("/plans", { id, name, areaId, why });
  const plan = {
    name,
    areaId,
    programs: [
      {
        id: "thuong",
        name: "Đêm thường",
        points: [
          { at: { sun: "sunset", notBefore: "17:30" }, target: { level: 100 }, ramp: 60 },
          { at: { clock: "22:00" }, target: { level: 60 } },
          { at: { sun: "sunrise" }, target: { level: 0 } },
        ],
      },
      { id: "tet", name: "Tết", points: [{ at: { sun: "sunset" }, target: { level: 100 } }] },
      // followed by no lamp: those here are white
      {
        id: "moi-kieu",
        name: "Mọi kiểu",
        points: [
          { at: { sun: "sunset", notBefore: "17:30" }, target: { rgbw16: [65_535, 32_768, 0, 0] }, ramp: 60 },
          { at: { clock: "20:00" }, target: { cct: 3000, level: 80 } },
          { at: { clock: "21:00" }, target: { x: 0.3127, y: 0.329, level: 60 } },
          { at: { clock: "22:00" }, target: { closed: false } },
        ],
      },
    ],
    holidaySets: [
      { id: "le", name: "Ngày lễ", holidays: [{ name: "Giỗ Tổ", on: { by: "lunar", month: 3, day: 10 } }] },
    ],
    calendars: [
      {
        id: "pho",
        name: "Đường phố",
        rules: [
          { id: "tet", name: "Tết", nights: [{ by: "lunar", month: 12, day: 30, daysAfter: 3 }], programId: "tet" },
          { id: "le", name: "Lễ", nights: [{ by: "holidays", holidaySetId: "le" }], programId: "tet" },
          {
            id: "cuoi-quy",
            name: "Cuối quý",
            nights: [{ by: "nthWeekday", weekday: 6, nth: "last", months: [3, 6, 9, 12] }],
            programId: "tet",
          },
        ],
        defaultProgramId: "thuong",
      },
    ],
    assignments: [{ id: "a-1", to: { areaId }, calendarId: "pho" }],
    roadFloors: [
      {
        id: "san",
        name: "Sàn",
        roadIds: [roadId],
        spans: [{ ...hours, level: 20 }],
        approvals: [{ ...exception, level: 10, scope: { use: "road", areaIds: [areaId] } }],
      },
    ],
    curfews: [
      { id: "gio", name: "Trang trí", scope: { use: "decorative" }, ...hours, percent: 0, approvals: [exception] },
    ],
    campaigns: [
      {
        id: "dot",
        name: "Mùa khô",
        from: day(5, 16),
        to: day(6, 30),
        scope: { use: "all" },
        shift: { onMinutes: 30, offMinutes: -30 },
        reductions: [{ ...hours, byPercent: 50, scope: { use: "road", roadIds: [roadId] } }],
        curfews: [{ ...hours, percent: 0, scope: { use: "decorative" } }],
        why,
      },
    ],
    limits: [
      {
        id: "tran",
        name: "Trần",
        scope: { use: "all" },
        percent: 80,
        from: 1_830_000_000_000,
        until: 1_830_003_600_000,
        why,
      },
    ],
  };
  await admin.put(`/plans/${id}/draft`, { version: 1, plan, why });
  const preview = await admin.post<{ id: string }>("/previews", { planId: id });
  await until(
    () => admin.get<{ state: string }>(`/previews/${preview.id}`),
    ({ state }) => state === "done",
    60_000,
  );
  return id;
}
