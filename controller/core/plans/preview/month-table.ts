/** The monthly figures as a table of plain values with headings, for whoever writes it to a file. */
import type { Column, ReportTable } from "../../reports/document.ts";
import type { MonthRow, PreviewReport } from "./report.ts";
import type { Language } from "./words.ts";

interface MonthColumn extends Pick<Column, "unit" | "digits"> {
  readonly vi: string;
  readonly en: string;
  readonly of: (row: MonthRow) => string | number | undefined;
}

/** @param currency of the costs. */
const columnsIn = (currency: string): readonly MonthColumn[] => [
  { vi: "Tháng", en: "Month", of: ({ year, month }) => `${year}-${String(month).padStart(2, "0")}` },
  { vi: "Kế hoạch", en: "Plan", of: ({ planId }) => planId },
  { vi: "Mã lịch", en: "Calendar id", of: ({ calendarId }) => calendarId },
  { vi: "Lịch", en: "Calendar", of: ({ calendarName }) => calendarName },
  { vi: "Mã khu vực", en: "Area id", of: ({ areaId }) => areaId },
  { vi: "Khu vực", en: "Area", of: ({ areaName }) => areaName },
  { vi: "Số đèn", en: "Lamps", digits: 0, of: ({ lamps }) => lamps },
  { vi: "Số đêm", en: "Nights", digits: 0, of: ({ nights }) => nights },
  { vi: "Giờ sáng mỗi đèn", en: "Hours lit per lamp", unit: "h", digits: 2, of: ({ hours }) => hours },
  {
    vi: "Giờ sáng quy đổi 100 % mỗi đèn",
    en: "Full-load hours per lamp",
    unit: "h",
    digits: 2,
    of: ({ fullLoadHours }) => fullLoadHours,
  },
  { vi: "Điện năng", en: "Energy", unit: "kWh", digits: 3, of: ({ plan }) => plan.kWh },
  { vi: "Tiền điện chưa thuế", en: "Cost without taxes", unit: currency, digits: 0, of: ({ plan }) => plan.cost },
  { vi: "Phát thải CO₂", en: "CO₂", unit: "kg", digits: 3, of: ({ plan }) => plan.co2 },
  {
    vi: "100 % từ lặn đến mọc",
    en: "100 % sunset to sunrise",
    unit: "kWh",
    digits: 3,
    of: ({ reference }) => reference.kWh,
  },
  {
    vi: "Theo kế hoạch hiện tại",
    en: "By the present plans",
    unit: "kWh",
    digits: 3,
    of: ({ present }) => present.kWh,
  },
  { vi: "Số liệu nền", en: "Baseline", unit: "kWh", digits: 3, of: ({ baseline }) => baseline?.kWh },
];

/** @returns one row per month, calendar and area; a cell is absent where nothing is known. */
export function monthTable(
  { rows, currency }: PreviewReport,
  language: Language,
): Pick<ReportTable, "columns" | "rows"> {
  const columns = columnsIn(currency);
  return {
    columns: columns.map(({ [language]: label, unit, digits }) => ({
      label,
      ...(unit === undefined ? {} : { unit }),
      ...(digits === undefined ? {} : { digits }),
    })),
    rows: rows.map((row) => columns.map(({ of }) => of(row))),
  };
}
