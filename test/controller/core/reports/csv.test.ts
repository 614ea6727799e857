/** CSV files: what a spreadsheet of either language makes of them. */
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { byteOrderMark, csvLine, reportCsv } from "../../../../controller/core/reports/csv.ts";
import type { ReportDocument } from "../../../../controller/core/reports/document.ts";

describe("a line of CSV", () => {
  test("parts its cells as the spreadsheet of the language expects", () => {
    expect(csvLine(["Đường 30/4", 1234.5, undefined, -0.25], "vi")).toBe("Đường 30/4;1234,5;;-0,25\r\n");
    expect(csvLine(["Đường 30/4", 1234.5, undefined, -0.25], "en")).toBe("Đường 30/4,1234.5,,-0.25\r\n");
  });

  test("rounds numbers to the digits of their column and never groups them", () => {
    expect(csvLine([1234567.891, 0.1 + 0.2, 7], "en", [1, 2, undefined])).toBe("1234567.9,0.30,7\r\n");
  });

  test("does not let a name become a formula", () => {
    expect(csvLine(['=HYPERLINK("x")', "+1", "-1", "@a"], "en")).toBe(`"'=HYPERLINK(""x"")",'+1,'-1,'@a\r\n`);
  });

  test("gives any words back to whoever reads it", () => {
    const word = fc.string({ unit: "grapheme" }).filter((text) => !/^[=+\-@\t\r]/.test(text));
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 2, maxLength: 6 }),
        fc.constantFrom("vi" as const, "en" as const),
        (words, language) => {
          const [row] = parse(csvLine(words, language), {
            delimiter: language === "vi" ? ";" : ",",
            recordDelimiter: "\r\n",
          });
          expect(row).toEqual(words);
        },
      ),
    );
  });
});

test("a report holds its figures, charts and tables under their titles, after a mark that says it is UTF-8", () => {
  const report: ReportDocument = {
    language: "vi",
    title: "Báo cáo",
    subject: "Thuận An",
    origin: "Lập lúc 01/11/2026",
    sections: [
      {
        heading: "A",
        blocks: [
          { kind: "text", text: "không vào bảng" },
          {
            kind: "figures",
            items: [
              { label: "Điện năng", value: 12.34, unit: "kWh", note: "không vào bảng" },
              { label: "Chi phí", value: undefined, unit: "VND" },
            ],
          },
          {
            kind: "bars",
            title: "Theo ngày",
            unit: "kWh",
            series: ["Điện năng", "Mức nền"],
            items: [
              { label: "1", values: [1.5, 4] },
              { label: "2", values: [undefined, 4] },
            ],
          },
          {
            kind: "table",
            title: "Theo tháng",
            columns: [{ label: "Tháng" }, { label: "Điện năng", unit: "kWh", digits: 1 }],
            rows: [["10/2026", 12.34]],
            total: ["Cộng", 12.34],
          },
        ],
      },
    ],
  };
  const text = [...reportCsv(report)].join("");
  expect(text.startsWith(byteOrderMark)).toBe(true);
  expect(text.slice(1).split("\r\n")).toEqual([
    "Báo cáo",
    "Thuận An",
    "Lập lúc 01/11/2026",
    "",
    "A",
    "Điện năng (kWh);12,34",
    "Chi phí (VND);",
    "",
    "Theo ngày",
    ";Điện năng (kWh);Mức nền (kWh)",
    "1;1,5;4",
    "2;;4",
    "",
    "Theo tháng",
    "Tháng;Điện năng (kWh)",
    "10/2026;12,3",
    "Cộng;12,3",
    "",
  ]);
});
