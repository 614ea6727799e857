/** One field of a thing as it is typed or chosen. */
import { useLingui } from "@lingui/react/macro";
import { Select, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { NumberField } from "../../parts/number-field.tsx";
import type { Field } from "./fields.ts";
import { LineField } from "./line-field.tsx";
import { LoadsField } from "./loads-field.tsx";
import { MetersField } from "./meters-field.tsx";
import { PatternField } from "./pattern-field.tsx";
import { ThingSelect } from "./thing-select.tsx";

export interface FieldInputProps {
  readonly field: Field;
  readonly value: unknown;
  /** undefined: nothing is said. */
  readonly onChange: (value: unknown) => void;
  readonly error?: ReactNode;
  readonly readOnly?: boolean;
}

export function FieldInput({ field, value, onChange, error, readOnly = false }: FieldInputProps) {
  const { t } = useLingui();
  const { kind, required = false } = field;
  const common = {
    label: t(field.title),
    description: field.hint && t(field.hint),
    error,
    required,
    readOnly,
    name: field.id,
  };
  switch (kind.is) {
    case "text":
      return (
        <TextInput
          {...common}
          maxLength={kind.max}
          value={(value as string | undefined) ?? ""}
          onChange={({ currentTarget }) => onChange(currentTarget.value === "" ? undefined : currentTarget.value)}
        />
      );
    case "number":
      return (
        <NumberField
          {...common}
          min={kind.min}
          max={kind.max}
          digits={kind.digits ?? 0}
          {...(kind.unit !== undefined && { unit: kind.unit })}
          value={value as number | undefined}
          onChange={onChange}
        />
      );
    case "word":
      return (
        <Select
          {...common}
          data={Object.entries(kind.words).map(([word, text]) => ({ value: word, label: t(text) }))}
          value={value === undefined || value === null ? null : String(value)}
          allowDeselect={!required}
          clearable={!required && !readOnly}
          clearButtonProps={{ "aria-label": t`Empty the field` }}
          onChange={(word) => onChange(word === null ? undefined : kind.numeric ? Number(word) : word)}
        />
      );
    case "thing":
      return <ThingSelect {...common} sort={kind.sort} value={value as string | undefined} onChange={onChange} />;
    case "line":
      return <LineField {...common} value={value as readonly [number, number][] | undefined} onChange={onChange} />;
    case "meters":
      return <MetersField {...common} value={value} onChange={onChange} />;
    case "loads":
      return <LoadsField {...common} value={value} onChange={onChange} />;
    case "pattern":
      return <PatternField {...common} value={value} onChange={onChange} />;
    default:
      return kind satisfies never;
  }
}
