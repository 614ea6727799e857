/** The line of a road, point by point. */
import { useLingui } from "@lingui/react/macro";
import { Textarea, type TextareaProps } from "@mantine/core";
import { useState } from "react";
import { readLine, writeLine } from "./line-text.ts";

interface LineFieldProps extends Omit<TextareaProps, "value" | "onChange"> {
  readonly value: readonly (readonly [number, number])[] | undefined;
  readonly onChange: (line: unknown) => void;
}

export function LineField({ value, onChange, error, ...rest }: LineFieldProps) {
  const { t } = useLingui();
  const [text, setText] = useState(() => writeLine(value ?? []));
  const read = readLine(text);
  const wrong = "wrong" in read ? read.wrong : 0;
  const change = (next: string) => {
    setText(next);
    const line = readLine(next);
    if ("points" in line) onChange(line.points.length === 0 ? undefined : line.points);
  };
  return (
    <Textarea
      {...rest}
      description={t`One point a line: latitude, longitude.`}
      error={error ?? (wrong > 0 && t`Line ${wrong} is not “latitude, longitude”.`)}
      rows={5}
      value={text}
      onChange={({ currentTarget }) => change(currentTarget.value)}
    />
  );
}
