/** Printed reports, read back by a program that knows nothing of us. */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { createPdfPrinter } from "../../../../controller/bridges/pdf/print-report.ts";
import type { ReportDocument } from "../../../../controller/core/reports/document.ts";
import { createTempFolder } from "../../../support/temp-folder.ts";

const madeAt = Date.UTC(2026, 10, 1);

function report(rows: number): ReportDocument {
  return {
    language: "vi",
    title: "Báo cáo điện năng chiếu sáng",
    subject: "Phường Phú Lợi · tháng 10/2026",
    origin: "Lập lúc 01/11/2026 07:30",
    sections: [
      {
        heading: "Tổng quan",
        blocks: [
          {
            kind: "figures",
            items: [{ label: "Điện năng", value: 123456.7, unit: "kWh", note: "−38,2 % so với mức nền" }],
          },
          { kind: "notice", text: "12 đèn được ước tính." },
          {
            kind: "bars",
            title: "Theo ngày",
            unit: "kWh",
            series: ["Thực tế", "Mức nền"],
            items: [
              { label: "1", values: [3, 5] },
              { label: "2", values: [2, undefined] },
            ],
          },
          {
            kind: "table",
            title: "Từng tuyến",
            columns: [{ label: "Tuyến đường" }, { label: "Điện năng", unit: "kWh", digits: 1 }],
            rows: Array.from({ length: rows }, (_, n) => [`Đường số ${n}`, n === 3 ? undefined : n * 1000.25]),
            total: ["Cộng", 1.5],
          },
        ],
      },
    ],
  };
}

async function read(document: ReportDocument): Promise<{ info: string; pages: string[] }> {
  using folder = createTempFolder("report");
  const file = folder.of("report.pdf");
  writeFileSync(file, await createPdfPrinter().print(document, madeAt));
  const run = (command: string, ...args: string[]) => execFileSync(command, args, { encoding: "utf8" });
  const pages = run("pdftotext", "-layout", file, "-").split("\f");
  return { info: run("pdfinfo", file), pages: pages.slice(0, -1) };
}

test("a report is one tagged file that names its title and language", async () => {
  const { info, pages } = await read(report(3));
  expect(info).toMatch(/Title:\s+Báo cáo điện năng chiếu sáng – Phường Phú Lợi/);
  expect(info).toMatch(/Tagged:\s+yes/);
  expect(pages).toHaveLength(1);
  for (const said of [
    "123.457",
    "kWh",
    "−38,2 % so với mức nền",
    "12 đèn được ước tính.",
    "Theo ngày (kWh)",
    "1.000,3",
  ]) {
    expect(pages[0]).toContain(said);
  }
});

test("a long table goes on over the pages, each with its head and its number", async () => {
  const { pages } = await read(report(200));
  expect(pages.length).toBeGreaterThan(4);
  for (const [n, text] of pages.entries()) {
    expect(text).toContain("Tuyến đường");
    expect(text).toContain(`Trang ${n + 1}/${pages.length}`);
  }
  const rows = pages.join("\n").match(/Đường số \d+/g);
  expect(rows).toEqual(Array.from({ length: 200 }, (_, n) => `Đường số ${n}`));
  expect(pages.at(-1)).toContain("Cộng");
});

test("a heading goes on to the next page with the table it heads", async () => {
  const saved = { label: "Tiết kiệm nhờ tiết giảm ban đêm", unit: "kWh", digits: 0 };
  const columns = [{ label: "Tuyến đường" }, ...Array.from({ length: 6 }, () => saved)];
  const table = { kind: "table", title: "Từng tuyến", columns, rows: [["Đường số 0", 1, 2, 3, 4, 5, 6]] } as const;
  const line = { kind: "text", text: "Một dòng." } as const;
  // wherever the heading comes to stand
  for (let lines = 26; lines < 36; lines++) {
    const sections = [
      { heading: "Trước", blocks: Array.from({ length: lines }, () => line) },
      { heading: "Theo tuyến", blocks: [table] },
    ];
    const { pages } = await read({ ...report(0), sections });
    expect(pages.find((page) => page.includes("Theo tuyến"))).toContain("Đường số 0");
  }
});

test("what is not known is a dash, not a zero", async () => {
  const { pages } = await read(report(5));
  expect(pages[0]).toMatch(/Đường số 3\s+–/);
});
