import { describe, expect, test } from "vitest";
import { readCsv } from "../../../../../controller/api/import/read-csv.ts";
import type { Bill } from "../../../../../controller/core/energy/bills/bill.ts";
import { billColumnOf } from "../../../../../controller/core/energy/bills/columns.ts";
import { billTextsOf } from "../../../../../controller/core/energy/bills/import-texts.ts";
import { planBillImport } from "../../../../../controller/core/energy/bills/plan-import.ts";
import type { SupplyPoint } from "../../../../../controller/core/inventory/model.ts";

const points: SupplyPoint[] = [
  { id: "pe-1", name: "Trạm Phú Lợi", version: 1, areaId: "city", utilityCode: "PE0501", factor: 40 },
  { id: "pe-2", name: "Trạm Hiệp Thành", version: 1, areaId: "city", utilityCode: "PE0502" },
];
const today = "2026-11-22";

async function plan(file: string, known: readonly Bill[] = []) {
  const table = await readCsv(new TextEncoder().encode(file), {
    columnOf: billColumnOf,
    refusal: "inventory/import-rejected",
  });
  return planBillImport(table, points, known, today);
}

const short = ({ problems }: Awaited<ReturnType<typeof plan>>) =>
  problems.map(({ at, column, reason }) => `${at} ${column ?? ""} ${reason}`);

const vietnamese = `\uFEFFMã PE;Từ ngày;Đến ngày;Chỉ số đầu;Chỉ số cuối;Hệ số nhân;Điện năng (kWh);Số hóa đơn;Thành tiền
PE0501;06/09/2026;05/10/2026;1.204,5;1.254,5;40;2.000;HD-1;4.808.160
trạm hiệp thành;06/09/2026;05/10/2026;;;;1.500,5;;
`;

describe("a file of bills", () => {
  test("is read as Excel in Vietnamese writes it", async () => {
    const { bills, problems } = await plan(vietnamese);
    expect(problems).toEqual([]);
    expect(bills).toEqual([
      {
        supplyPointId: "pe-1",
        from: "2026-09-06",
        until: "2026-10-06",
        previousReading: 1204.5,
        reading: 1254.5,
        factor: 40,
        energy: 2000,
        number: "HD-1",
        amount: 4_808_160,
      },
      { supplyPointId: "pe-2", from: "2026-09-06", until: "2026-10-06", energy: 1500.5 },
    ]);
  });

  test("changes nothing the second time", async () => {
    const { bills } = await plan(vietnamese);
    expect(await plan(vietnamese, bills)).toEqual({ bills: [], problems: [], unchanged: 2 });
  });

  test("needs no energy where both readings are there", async () => {
    const { bills } = await plan(
      "customer code,from,to,previous reading,reading\nPE0501,2026-09-01,2026-09-30,10,60\n",
    );
    expect(bills[0]?.energy).toBe(2000);
  });

  test("is told every wrong cell at once", async () => {
    const file = `customer code,from,to,energy,previous reading,reading
,2026-09-01,2026-09-30,1,,
PE9,2026-09-01,2026-09-30,1,,
PE0501,31/09/2026,2026-09-30,1,,
PE0501,2026-09-30,2026-09-01,1,,
PE0501,2026-01-01,2026-09-01,1,,
PE0501,2026-11-01,2026-11-30,1,,
PE0501,2026-08-01,2026-08-31,-5,,
PE0501,2026-08-01,2026-08-31,,9,8
PE0501,2026-08-01,2026-08-31,,,8
PE0501,2026-08-01,2026-08-31,9999999,,
PE0502,2026-08-01,2026-08-31,7,,
PE0502,2026-08-31,2026-09-30,7,,
short
`;
    const planned = await plan(file);
    expect(short(planned)).toEqual([
      "14  cellCount",
      "2 supplyPoint emptyCell",
      "3 supplyPoint unknownSupplyPoint",
      "4 from notADate",
      "5 to endsBeforeBegin",
      "6 to tooLong",
      "7 to inFuture",
      "8 energy notANumber",
      "9 reading readingFalls",
      "10 energy noEnergy",
      "11 energy absurdEnergy",
      "13 from overlaps",
    ]);
    for (const problem of planned.problems) {
      const { vi, en } = billTextsOf(problem);
      expect(`${vi} ${en}`).not.toContain("undefined");
    }
  });

  test("with a number that may be thousands or decimals is asked about, unless another cell tells", async () => {
    const rows = (first: string, second: string) =>
      `customer code;from;to;energy\nPE0501;2026-08-01;2026-08-31;${first}\nPE0502;2026-08-01;2026-08-31;${second}\n`;
    expect(short(await plan(rows("1.234", "500")))).toEqual(["2 energy ambiguousNumber"]);
    expect((await plan(rows("1.234", "500,5"))).bills.map(({ energy }) => energy)).toEqual([1234, 500.5]);
    expect((await plan(rows("1.234", "500.5"))).bills.map(({ energy }) => energy)).toEqual([1.234, 500.5]);
    expect((await plan(rows("1 234", "1.234.567,8"))).problems[0]?.reason).toBe("absurdEnergy");
  });

  test("without its columns is refused by their names", async () => {
    expect(short(await plan("id\nx\n"))).toEqual([
      "1  missingColumn",
      "1  missingColumn",
      "1  missingColumn",
      "1  missingColumn",
      "1  missingColumn",
    ]);
    expect((await plan("id\nx\n")).problems[0]?.params.names).toContain("mã PE");
  });
});
