/** Which time: a length that ends now, or a first and a last day. */
import { useLingui } from "@lingui/react/macro";
import { Select } from "@mantine/core";
import { useSite } from "../api-client/site.ts";
import { TimeField } from "../parts/time-field.tsx";
import { dateBegin, dateOf } from "../text/civil-date.ts";
import { type PeriodValues, spanOf, spans } from "./period.ts";

interface PeriodFieldsProps {
  readonly values: PeriodValues;
  readonly onChange: (change: Partial<Record<keyof PeriodValues, string | undefined>>) => void;
}

export function PeriodFields({ values, onChange }: PeriodFieldsProps) {
  const { t } = useLingui();
  const { timeZone, ahead } = useSite();
  const span = spanOf(values);
  const names = {
    hour: t`Last hour`,
    day: t`Last 24 hours`,
    week: t`Last 7 days`,
    month: t`Last 31 days`,
    year: t`Last 12 months`,
    days: t`Days…`,
  };
  const choose = (next: string | null) => {
    if (next !== "days") return onChange({ span: next ?? undefined, from: undefined, to: undefined });
    const today = dateOf(Date.now() + ahead, timeZone);
    onChange({ span: next, from: values.from ?? today, to: values.to ?? today });
  };
  const day = (key: "from" | "to", label: string) => (
    <TimeField
      isDay
      label={label}
      value={values[key] === undefined ? undefined : dateBegin(values[key], timeZone)}
      onChange={(at) => at !== undefined && onChange({ [key]: dateOf(at, timeZone) })}
      w={130}
    />
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
