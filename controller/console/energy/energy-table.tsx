/** Energy step by step as a table, for a spreadsheet too. */
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import type { Column } from "../table/columns.ts";
import { DataTable } from "../table/data-table.tsx";
import { useFormat } from "../text/use-format.ts";
import { type Energy, type Figure, isKnown, type Resolution, sinceKnown } from "./energy.ts";
import { useStepText } from "./step-text.ts";

export function EnergyTable({ energy, by }: { readonly energy: Energy; readonly by: Resolution }) {
  const { t } = useLingui();
  const format = useFormat();
  const stepText = useStepText(by);
  const { currency } = energy;
  const figures = useMemo(() => sinceKnown(energy.figures), [energy]);
  const columns = useMemo<Column<Figure>[]>(() => {
    /** Of a step nothing is known of, nothing is told. */
    const known = (of: (row: Figure) => number | undefined) => (row: Figure) => (isKnown(row) ? of(row) : undefined);
    const figure = (
      id: string,
      title: string,
      of: (row: Figure) => number | undefined,
      digits = 1,
    ): Column<Figure> => ({
      id,
      title,
      text: (row) => {
        const value = of(row);
        return value === undefined ? "" : format.fixed(value, digits);
      },
      sortBy: of,
      figures: true,
    });
    const all: (Column<Figure> | false)[] = [
      { id: "from", title: t`Time`, text: stepText, sortBy: ({ from }) => from, grow: 2 },
      figure(
        "energy",
        t`Used, kWh`,
        known(({ energy }) => energy),
        2,
      ),
      figure(
        "metered",
        t`Metered, kWh`,
        known(({ metered }) => metered),
        2,
      ),
      figure(
        "estimated",
        t`Estimated, kWh`,
        known(({ estimated }) => estimated),
        2,
      ),
      ...(figures.some(({ saving }) => saving !== undefined)
        ? [
            figure("baseline", t`Baseline, kWh`, ({ saving }) => saving?.baseline, 2),
            figure("byLed", t`Saved by LED, kWh`, ({ saving }) => saving?.byLed, 2),
            figure("byDimming", t`Saved by dimming, kWh`, ({ saving }) => saving?.byDimming, 2),
          ]
        : []),
      figures.some(({ meter }) => meter !== undefined) &&
        figure("meter", t`Meters, kWh`, ({ meter }) => meter?.energy, 2),
      figures.some(({ cost }) => cost !== undefined) &&
        figure(
          "cost",
          t`Cost, ${currency}`,
          known(({ cost }) => cost),
          0,
        ),
      figure(
        "co2",
        t`CO₂, kg`,
        known(({ co2 }) => co2),
      ),
      figure("known", t`Known, %`, ({ completeness }) => completeness && completeness * 100),
    ];
    return all.filter((column) => column !== false);
  }, [t, format, stepText, figures, currency]);
  return (
    <DataTable id="energy" label={t`Energy`} rows={figures} rowId={({ from }) => String(from)} columns={columns} />
  );
}
