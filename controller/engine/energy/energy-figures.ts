/** What an area used over some months, gathered area by area. */
import { type Account, addAccounts, emptyAccount } from "../../core/energy/account.ts";
import { localDate } from "../../core/energy/buckets.ts";
import type { Site } from "../../core/fleet/configure.ts";
import type { InventoryIndex } from "../../core/inventory/index.ts";
import type { Inventory } from "../../core/inventory/model.ts";
import { type EnergyFigures, energyReport } from "../../core/reports/energy-report.ts";
import { monthName } from "../../core/reports/report.ts";
import { type ReportWriter, reportReader } from "../reports/reports.ts";
import type { Energy, EnergyFigure } from "./energy.ts";

export interface EnergyFiguresDeps {
  readonly energy: Energy;
  readonly inventory: () => Pick<Inventory, "area">;
  readonly index: () => Pick<InventoryIndex, "lampsIn">;
  readonly site: () => Pick<Site, "timeZone">;
}

export function createEnergyWriter({ energy, inventory, index, site }: EnergyFiguresDeps): ReportWriter {
  return async ({ area, from, until, months, frame }, tell, signal) => {
    const { timeZone } = site();
    const { area: areas } = inventory();
    const below = [...areas.values()].filter(({ parentId }) => parentId === area.id);
    below.sort((a, b) => a.name.localeCompare(b.name, "vi"));
    const steps = below.length + 2;
    const ask = (areaId: string, by: "day" | "month") =>
      energy.of(reportReader, { areaId }, { from, until, by }, signal);

    const byMonth = await ask(area.id, "month");
    tell(1 / steps);
    const byDay = months === 1 ? await ask(area.id, "day") : undefined;
    tell(2 / steps);
    const parts: EnergyFigures["areas"][number][] = [];
    for (const [n, { id, name }] of below.entries()) {
      const { lamps, total } = await ask(id, "month");
      if (lamps > 0) parts.push({ name, lamps, ...total });
      tell((n + 3) / steps);
    }
    const own = index().lampsIn(area.id).length;
    if (own > 0 && parts.length > 0) {
      // the rest: no place of its own means "this area without those below"
      const account = without(byMonth.total.account, parts);
      const lamps = byMonth.lamps - parts.reduce((sum, part) => sum + part.lamps, 0);
      const { currency } = byMonth.total.cost;
      parts.unshift({ name: area.name, own: true, lamps, account, cost: restOf(byMonth.total, parts, currency) });
    }
    const named = (name: (date: Temporal.PlainDate) => string) => (figure: EnergyFigure) => ({
      ...figure,
      name: name(localDate(figure.from, timeZone)),
    });
    return energyReport(
      {
        lamps: byMonth.lamps,
        total: byMonth.total,
        months: byMonth.figures.map(named(({ year, month }) => monthName({ year, month }))),
        ...(byDay === undefined ? {} : { days: byDay.figures.map(named(({ day }) => String(day))) }),
        areas: parts,
      },
      frame,
    );
  };
}

function without(whole: Account, parts: readonly { readonly account: Account }[]): Account {
  const sum = addAccounts(parts.map(({ account }) => account));
  const rest: { -readonly [K in keyof Account]: number } = { ...emptyAccount };
  for (const key of Object.keys(rest) as (keyof Account)[]) rest[key] = Math.max(0, whole[key] - sum[key]);
  return rest;
}

/** Cost of the rest, known where the whole and every part is. */
function restOf(
  { cost: whole }: EnergyFigure,
  parts: readonly { readonly cost: EnergyFigure["cost"] }[],
  currency: string,
) {
  const rest = (key: "cost" | "co2") => {
    const values = [whole, ...parts.map(({ cost }) => cost)].map((cost) => cost[key]);
    const [first, ...others] = values;
    if (first === undefined || others.some((value) => value === undefined)) return {};
    return {
      [key]: Math.max(
        0,
        others.reduce<number>((left, value) => left - value!, first),
      ),
    };
  };
  return { currency, sources: whole.sources, ...rest("cost"), ...rest("co2") };
}
