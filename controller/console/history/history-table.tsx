/** The curves as a table: every step with mean, least and most of each quantity. */
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import type { Column } from "../table/columns.ts";
import { DataTable } from "../table/data-table.tsx";
import { useFormat } from "../text/use-format.ts";
import type { Curve, CurveRow, Value } from "./curve.ts";
import { type QuantityName, quantities } from "./quantities.ts";
import { quantityNames } from "./quantity-names.ts";

interface HistoryTableProps {
  readonly curve: Curve;
  readonly names: readonly QuantityName[];
}

export function HistoryTable({ curve, names }: HistoryTableProps) {
  const { t } = useLingui();
  const format = useFormat();
  const columns = useMemo<Column<CurveRow>[]>(() => {
    const figure = (name: QuantityName, part: keyof Value, title: string): Column<CurveRow> => ({
      id: `${name}-${part}`,
      title,
      text: ({ values }) => {
        const value = values[name]?.[part];
        return value === undefined ? "" : format.fixed(value, quantities[name].digits);
      },
      sortBy: ({ values }) => values[name]?.[part],
      figures: true,
    });
    return [
      { id: "at", title: t`Time`, text: ({ at }) => format.dateTime(at), sortBy: ({ at }) => at, grow: 1.4 },
      ...names.flatMap((name) => {
        const { unit } = quantities[name];
        const title = unit === "" ? t(quantityNames[name]) : `${t(quantityNames[name])}, ${unit}`;
        const hasBand = curve.rows.some(({ values }) => {
          const value = values[name];
          return value?.min !== undefined && (value.min !== value.mean || value.max !== value.mean);
        });
        return [
          figure(name, "mean", title),
          ...(hasBand ? [figure(name, "min", t`least`), figure(name, "max", t`most`)] : []),
        ];
      }),
      {
        id: "count",
        title: curve.lamps === undefined ? t`Rows` : t({ message: "Lamps", context: "how many" }),
        text: ({ count }) => format.number(count),
        sortBy: ({ count }) => count,
        figures: true,
      },
    ];
  }, [t, format, names, curve]);
  return (
    <DataTable
      id="history"
      label={t`Measurements`}
      rows={curve.rows}
      rowId={({ at }) => String(at)}
      columns={columns}
    />
  );
}
