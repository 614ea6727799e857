/** Days as people here type them: 05/02/2027, and where it may come every year 05/02. Not the browser's field: that follows the computer. */
import { useLingui } from "@lingui/react/macro";
import { TextInput, type TextInputProps } from "@mantine/core";
import { useEffect, useState } from "react";
import { DayField } from "../parts/day-field.tsx";
import { dateOf, dateText, dayOf, dayOfIso, isoOf, readPlanDate } from "../text/civil-day.ts";
import type { FullDate, PlanDate } from "./plan.ts";

interface DateFieldProps<D extends PlanDate> extends Omit<TextInputProps, "value" | "onChange"> {
  readonly value: D;
  /** Told on every letter that makes a day. */
  readonly onChange: (date: D) => void;
}

/** A day of one year or, without a year, of every year. */
export function PlanDateField(props: DateFieldProps<PlanDate>) {
  const { t } = useLingui();
  return (
    <TypedDate
      title={t`Without a year it comes every year`}
      complaint={t`A day like 30/04 or 30/04/2027`}
      read={readPlanDate}
      {...props}
    />
  );
}

/** A day of one year. */
export function FullDateField({ value, onChange, ...rest }: DateFieldProps<FullDate>) {
  return (
    <DayField
      {...rest}
      value={isoOf(dayOf(value))}
      onChange={(iso) => {
        const day = dayOfIso(iso);
        if (day !== undefined) onChange(dateOf(day));
      }}
    />
  );
}

interface TypedDateProps<D extends PlanDate> extends DateFieldProps<D> {
  readonly read: (text: string) => D | undefined;
  readonly complaint: string;
}

function TypedDate<D extends PlanDate>({ value, onChange, read, complaint, ...rest }: TypedDateProps<D>) {
  const present = dateText(value);
  const [text, setText] = useState(present);
  const [isLeft, setLeft] = useState(true);
  // set from outside, by a button for example
  useEffect(() => {
    if (isLeft) setText(present);
  }, [present, isLeft]);
  const isWrong = read(text) === undefined;
  return (
    <TextInput
      placeholder="dd/MM/yyyy"
      maxLength={10}
      w={128}
      {...rest}
      value={text}
      error={isWrong && complaint}
      onFocus={() => setLeft(false)}
      onBlur={() => setLeft(!isWrong)}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        const date = read(currentTarget.value);
        if (date !== undefined) onChange(date);
      }}
    />
  );
}
