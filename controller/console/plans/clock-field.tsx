/** A time on the clock as people type it: 22:30, 22h30, 2230. */
import { useLingui } from "@lingui/react/macro";
import { TextInput, type TextInputProps } from "@mantine/core";
import { useEffect, useState } from "react";
import { readClock } from "./programs/night-line.ts";

interface ClockFieldProps extends Omit<TextInputProps, "value" | "onChange"> {
  readonly value: string | undefined;
  /** Told on every letter that makes a time; undefined only where the field may stay empty. */
  readonly onChange: (clock: string | undefined) => void;
  readonly mayBeEmpty?: boolean;
}

export function ClockField({ value, onChange, mayBeEmpty = false, error, ...rest }: ClockFieldProps) {
  const { t } = useLingui();
  const [text, setText] = useState(value ?? "");
  const [isLeft, setLeft] = useState(true);
  // set from outside, by a drag for example
  useEffect(() => {
    if (isLeft) setText(value ?? "");
  }, [value, isLeft]);
  const isWrong = readClock(text) === undefined && !(mayBeEmpty && text.trim() === "");
  return (
    <TextInput
      placeholder="hh:mm"
      maxLength={8}
      {...rest}
      value={text}
      error={error ?? (isWrong && t`A time like 22:30`)}
      onFocus={() => setLeft(false)}
      onBlur={() => setLeft(!isWrong)}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        const clock = readClock(currentTarget.value);
        if (clock !== undefined || (mayBeEmpty && currentTarget.value.trim() === "")) onChange(clock);
      }}
    />
  );
}
