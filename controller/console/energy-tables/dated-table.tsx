/** Figures that hold from a day on, each with the decision or publication it was taken from. */
import { useLingui } from "@lingui/react/macro";
import { TextInput } from "@mantine/core";
import { RowList } from "../inventory/fields/row-list.tsx";
import { DayField } from "../parts/day-field.tsx";
import { NumberField } from "../parts/number-field.tsx";
import { useToday } from "../text/use-today.ts";
import { dayOfText, dayText } from "./day.ts";
import classes from "./energy-tables.module.css";
import type { Dated } from "./queries.ts";

interface DatedTableProps {
  readonly label: string;
  readonly unit: string;
  readonly max: number;
  readonly digits: number;
  readonly rows: readonly Dated[];
  readonly onChange: (rows: Dated[]) => void;
}

export function DatedTable({ label, unit, max, digits, rows, onChange }: DatedTableProps) {
  const { t } = useLingui();
  const today = useToday();
  return (
    <RowList<Dated>
      label={label}
      readOnly={false}
      rows={rows}
      onChange={(next) => onChange(next ?? [])}
      added={{ from: dayOfText(today), value: 0, source: "" }}
      addLabel={t`Add a figure`}
      className={classes.dated}
    >
      {({ from, value, source }, change) => (
        <>
          <DayField
            label={t`From day`}
            value={dayText(from)}
            onChange={(day) => day !== undefined && change({ from: dayOfText(day) })}
          />
          <NumberField
            label={unit}
            min={0}
            max={max}
            digits={digits}
            value={value}
            onChange={(next) => next !== undefined && change({ value: next })}
          />
          <TextInput
            label={t`Taken from`}
            required
            maxLength={1000}
            value={source}
            onChange={({ currentTarget }) => change({ source: currentTarget.value })}
          />
        </>
      )}
    </RowList>
  );
}
