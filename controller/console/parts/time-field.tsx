/** An instant as people here type it: 22:30, 23/11 22:30 or 23/11/2026 22:30, in the site's time whatever the computer's. */
import { useLingui } from "@lingui/react/macro";
import { TextInput, type TextInputProps } from "@mantine/core";
import { useEffect, useState } from "react";
import { useSite } from "../api-client/site.ts";
import { readTime } from "../text/read-time.ts";
import { useFormat } from "../text/use-format.ts";
import { useNow } from "../text/use-now.ts";

export interface TimeFieldProps extends Omit<TextInputProps, "value" | "onChange" | "type"> {
  /** EpochMs */
  readonly value: number | undefined;
  /** Told on every letter; undefined while there is no instant. */
  readonly onChange: (value: number | undefined) => void;
}

export function TimeField({ value, onChange, error, ...rest }: TimeFieldProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { timeZone } = useSite();
  const now = useNow(60_000);
  const write = format.dateTime;
  const [text, setText] = useState(() => (value === undefined ? "" : write(value)));
  const [isLeft, setLeft] = useState(true);
  // set from outside, for example by a button "until sunrise"
  useEffect(() => {
    if (isLeft) setText(value === undefined ? "" : write(value));
  }, [value, isLeft, write]);
  const isWrong = text.trim() !== "" && readTime(text, now, timeZone) === undefined;
  const complaint = t`A time like 22:30 or 23/11/2026 22:30`;
  return (
    <TextInput
      placeholder="dd/MM/yyyy HH:mm"
      {...rest}
      value={text}
      error={error ?? (isWrong && complaint)}
      onFocus={() => setLeft(false)}
      onBlur={() => setLeft(!isWrong)}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        onChange(readTime(currentTarget.value, now, timeZone));
      }}
    />
  );
}
