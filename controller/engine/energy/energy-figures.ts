/** What an area used over some months, for its report. */
import { localDate } from "../../core/energy/buckets.ts";
import type { Site } from "../../core/fleet/configure.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { energyReport } from "../../core/reports/energy-report.ts";
import { monthName } from "../../core/reports/report.ts";
import { type ReportWriter, reportReader } from "../reports/reports.ts";
import type { Energy } from "./energy.ts";
import type { EnergyFigure } from "./energy-parts.ts";

export interface EnergyFiguresDeps {
  readonly energy: Pick<Energy, "byArea">;
  readonly inventory: () => Pick<Inventory, "area">;
  readonly site: () => Pick<Site, "timeZone">;
}

export function createEnergyWriter({ energy, inventory, site }: EnergyFiguresDeps): ReportWriter {
  return async ({ area, from, until, months, frame }, tell, signal) => {
    const { timeZone } = site();
    const period = { from, until, by: months === 1 ? "day" : "month" } as const;
    const { whole, parts } = await energy.byArea(reportReader, area.id, period, tell, signal);
    const nameOf = (areaId: string) => inventory().area.get(areaId)?.name ?? areaId;
    const areas = parts
      .map(({ areaId, lamps, total }) => ({ name: nameOf(areaId), own: areaId === area.id, lamps, ...total }))
      .sort((a, b) => Number(b.own) - Number(a.own) || a.name.localeCompare(b.name, "vi"));
    const named = (name: (date: Temporal.PlainDate) => string) => (figure: EnergyFigure) => ({
      ...figure,
      name: name(localDate(figure.from, timeZone)),
    });
    const month = named(({ year, month }) => monthName({ year, month }));
    return energyReport(
      {
        lamps: whole.lamps,
        total: whole.total,
        months: (months === 1 ? [whole.total] : whole.figures).map(month),
        ...(months === 1 ? { days: whole.figures.map(named(({ day }) => String(day))) } : {}),
        areas,
      },
      frame,
    );
  };
}
