/** A number as people type it: 12,5 or 12.5, judged when they leave the field. */
import { useLingui } from "@lingui/react/macro";
import { TextInput, type TextInputProps } from "@mantine/core";
import { useEffect, useState } from "react";
import { readNumber } from "../text/read-number.ts";
import { useFormat } from "../text/use-format.ts";

export interface NumberFieldProps extends Omit<TextInputProps, "value" | "onChange" | "min" | "max" | "step" | "type"> {
  readonly value: number | undefined;
  /** Told on every letter that makes a number within bounds; undefined while there is none. */
  readonly onChange: (value: number | undefined) => void;
  readonly min: number;
  readonly max: number;
  /** Digits of the fraction. */
  readonly digits?: number;
  /** Shown behind the number: %, W, °C. */
  readonly unit?: string;
}

export function NumberField({ value, onChange, min, max, digits = 0, unit, error, ...rest }: NumberFieldProps) {
  const { t } = useLingui();
  const format = useFormat();
  const write = (number: number | undefined) => (number === undefined ? "" : format.typed(number, digits));
  const [text, setText] = useState(() => write(value));
  const [isLeft, setLeft] = useState(true);
  const typed = readNumber(text);
  const isWithin = typed !== undefined && typed >= min && typed <= max;
  // set from outside, for example by a slider beside it
  useEffect(() => {
    if (isLeft && value !== undefined && value !== readNumber(text)) setText(format.typed(value, digits));
  }, [value, isLeft, text, format, digits]);
  const complaint = t`A number from ${format.number(min, digits)} to ${format.number(max, digits)}`;
  return (
    <TextInput
      {...rest}
      inputMode="decimal"
      value={text}
      error={error ?? (isLeft && text !== "" && !isWithin && complaint)}
      rightSection={unit}
      onFocus={() => setLeft(false)}
      onBlur={() => {
        setLeft(true);
        if (isWithin) setText(write(typed));
      }}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        const next = readNumber(currentTarget.value);
        onChange(next !== undefined && next >= min && next <= max ? next : undefined);
      }}
    />
  );
}
