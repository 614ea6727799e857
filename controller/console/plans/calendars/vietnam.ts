/** The public holidays of Việt Nam after article 112 of the labour code of 2019, as a set to begin with. */
import type { HolidaySet } from "../plan.ts";

export const vietnameseHolidays: HolidaySet["holidays"] = [
  { name: "Tết Dương lịch", on: { by: "date", date: { month: 1, day: 1 } } },
  // the night of Giao thừa and the four after it
  { name: "Tết Nguyên đán", on: { by: "lunar", month: 12, day: "last", daysAfter: 4 } },
  { name: "Giỗ Tổ Hùng Vương", on: { by: "lunar", month: 3, day: 10 } },
  { name: "30/4 – 1/5", on: { by: "range", from: { month: 4, day: 30 }, to: { month: 5, day: 1 } } },
  { name: "Quốc khánh", on: { by: "range", from: { month: 9, day: 1 }, to: { month: 9, day: 2 } } },
];
