/** What supply points of an area were billed over some months against what the system counted, gathered point by point. */
import { localDate } from "../../core/energy/buckets.ts";
import type { Rates } from "../../core/energy/rates.ts";
import type { Site } from "../../core/fleet/configure.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { type BilledPoint, billsReport } from "../../core/reports/bills-report.ts";
import { type ReportWriter, reportReader } from "../reports/reports.ts";
import type { Bills } from "./bills.ts";

export interface BillFiguresDeps {
  readonly bills: Pick<Bills, "compare">;
  readonly inventory: () => Pick<Inventory, "supplyPoint">;
  readonly index: () => Pick<InventoryIndex, "areaAndBelow">;
  readonly site: () => Pick<Site, "timeZone">;
  readonly rates: () => Pick<Rates, "currency">;
}

/** Months before the end of a report that findings look at. */
const judgedMonths = 12;

export function createBillsWriter({ bills, inventory, index, site, rates }: BillFiguresDeps): ReportWriter {
  return async ({ area, from, months, frame }, tell, signal) => {
    const first = localDate(from, site().timeZone);
    const end = first.add({ months });
    const since = end.subtract({ months: Math.max(months, judgedMonths) });
    const areas = new Set(index().areaAndBelow(area.id));
    const here = [...inventory().supplyPoint.values()].filter(({ areaId }) => areas.has(areaId));
    here.sort((a, b) => a.name.localeCompare(b.name, "vi", { numeric: true }));
    const points: BilledPoint[] = [];
    const unbilled: string[] = [];
    for (const [n, { id, name, utilityCode, retiredAt }] of here.entries()) {
      signal.throwIfAborted();
      const query = { place: { supplyPointId: id }, from: since.toString(), until: end.toString() };
      const [comparison] = await bills.compare(reportReader, query, signal);
      const periods = (comparison?.periods ?? []).filter(({ bill }) => {
        // ISO dates are in the order of their letters
        return bill.until > first.toString() && bill.until <= end.toString();
      });
      if (comparison !== undefined && periods.length > 0) {
        points.push({ name, ...(utilityCode === undefined ? {} : { code: utilityCode }), periods, judged: comparison });
      } else if (retiredAt === undefined) unbilled.push(name);
      tell((n + 1) / here.length);
    }
    return billsReport({ points, unbilled, currency: rates().currency }, frame);
  };
}
