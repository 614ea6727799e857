/** Which time: a length that ends now, or a first and a last day. */
import { useLingui } from "@lingui/react/macro";
import { Select } from "@mantine/core";
import { DayField } from "../parts/day-field.tsx";
import { useToday } from "../text/use-today.ts";
import { type PeriodValues, spanOf, spans } from "./period.ts";

interface PeriodFieldsProps {
  readonly values: PeriodValues;
  readonly onChange: (change: Partial<Record<keyof PeriodValues, string | undefined>>) => void;
}

export function PeriodFields({ values, onChange }: PeriodFieldsProps) {
  const { t } = useLingui();
  const today = useToday();
  const span = spanOf(values);
  const names = {
    hour: t`Last hour`,
    day: t`Last 24 hours`,
    week: t`Last 7 days`,
    month: t`Last 31 days`,
    year: t`Last 12 months`,
    thisMonth: t`This month`,
    lastMonth: t`Last month`,
    days: t`Days…`,
  };
  const choose = (next: string | null) => {
    if (next !== "days") return onChange({ span: next ?? undefined, from: undefined, to: undefined });
    onChange({ span: next, from: values.from ?? today, to: values.to ?? today });
  };
  const day = (key: "from" | "to", label: string) => (
    <DayField label={label} value={values[key]} onChange={(date) => date !== undefined && onChange({ [key]: date })} />
  );
  return (
    <>
      <Select
        label={t`Time`}
        data={spans.map((value) => ({ value, label: names[value] }))}
        value={span}
        allowDeselect={false}
        onChange={choose}
        w={150}
      />
      {span === "days" && (
        <>
          {day("from", t`First day`)}
          {day("to", t`Last day`)}
        </>
      )}
    </>
  );
}
