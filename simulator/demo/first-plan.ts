/** A plan that waits as a draft, so that somebody who looks around can try it for a year and then let it shine. */
import type { City } from "../city/city.ts";
import type { PublicApi } from "../public-api.ts";

const sunset = (offset = 0) => ({ sun: "sunset", offset });
const sunrise = (offset = 0) => ({ sun: "sunrise", offset });
const point = (at: object, level: number, ramp = 0) => ({ at, target: { level }, ramp });

/** Full light in the evening, less after ten, little after midnight; feasts and their eve shine all night. */
const programs = [
  {
    id: "dem-thuong",
    name: "Đêm thường",
    points: [
      point(sunset(-5), 100, 60),
      point({ clock: "22:00" }, 60, 120),
      point({ clock: "00:30" }, 35, 120),
      point({ ...sunrise(-45), notBefore: "04:30" }, 70, 60),
      point(sunrise(5), 0),
    ],
  },
  {
    id: "cuoi-tuan",
    name: "Cuối tuần",
    points: [point(sunset(), 100, 60), point({ clock: "23:30" }, 60, 120), point(sunrise(), 0)],
  },
  {
    id: "le-tet",
    name: "Lễ, Tết: sáng cả đêm",
    points: [point(sunset(-10), 100, 60), point(sunrise(10), 0)],
  },
];

const holidays = [
  { name: "Tết Dương lịch", on: { by: "date", date: { month: 1, day: 1 } } },
  { name: "Giỗ Tổ Hùng Vương", on: { by: "lunar", month: 3, day: 10 } },
  { name: "30/4 – 1/5", on: { by: "range", from: { month: 4, day: 30 }, to: { month: 5, day: 1 } } },
  { name: "Quốc khánh", on: { by: "range", from: { month: 9, day: 1 }, to: { month: 9, day: 2 } } },
];

const calendar = {
  id: "duong-pho",
  name: "Đường phố",
  rules: [
    {
      id: "tet",
      name: "Tết Nguyên đán",
      nights: [{ by: "lunar", month: 12, day: 30, daysBefore: 1, daysAfter: 4 }],
      programId: "le-tet",
    },
    { id: "ngay-le", name: "Ngày lễ", nights: [{ by: "holidays", holidaySetId: "le" }], programId: "le-tet" },
    { id: "ram", name: "Rằm", nights: [{ by: "lunar", day: 15 }], programId: "cuoi-tuan" },
    {
      id: "cuoi-tuan",
      name: "Thứ sáu, thứ bảy",
      nights: [{ by: "weekday", weekdays: [5, 6] }],
      programId: "cuoi-tuan",
    },
  ],
  defaultProgramId: "dem-thuong",
};

export async function draftFirstPlan(admin: PublicApi, { areas }: City): Promise<void> {
  const root = areas.find(({ parentId }) => parentId === undefined);
  if (root === undefined) return;
  const named = { name: "Chiếu sáng thành phố", areaId: root.id };
  await admin.post("/plans", { id: "thanh-pho", ...named, why: "Kế hoạch đầu tiên" });
  const plan = {
    ...named,
    programs,
    holidaySets: [{ id: "le", name: "Ngày lễ Việt Nam", holidays }],
    calendars: [calendar],
    assignments: [{ id: "tat-ca", to: { areaId: root.id }, calendarId: calendar.id }],
    roadFloors: [],
    curfews: [
      {
        id: "trang-tri",
        name: "Đèn trang trí sau 23 giờ",
        scope: { use: "decorative" },
        from: "23:00",
        to: "05:00",
        percent: 0,
      },
    ],
    campaigns: [],
    limits: [],
  };
  await admin.put("/plans/thanh-pho/draft", { version: 1, plan, why: "Soạn lần đầu" });
}
