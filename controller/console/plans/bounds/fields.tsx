/** Fields that bounds share: hours of a night, the most that is left, reason and document. */
import { useLingui } from "@lingui/react/macro";
import { TextInput } from "@mantine/core";
import { NumberField } from "../../parts/number-field.tsx";
import { ClockField } from "../clock-field.tsx";

interface Hours {
  readonly from: string;
  readonly to: string;
}

interface HoursFieldsProps<H extends Hours> {
  readonly value: H;
  readonly onChange: (hours: H) => void;
}

export function HoursFields<H extends Hours>({ value, onChange }: HoursFieldsProps<H>) {
  const { t } = useLingui();
  return (
    <>
      <ClockField
        label={t`From hour`}
        value={value.from}
        w={96}
        onChange={(from) => from !== undefined && onChange({ ...value, from })}
      />
      <ClockField
        label={t`To hour`}
        value={value.to}
        w={96}
        onChange={(to) => to !== undefined && onChange({ ...value, to })}
      />
    </>
  );
}

interface CapFieldProps<C extends { readonly percent: number }> {
  readonly value: C;
  readonly onChange: (cap: C) => void;
}

export function CapField<C extends { readonly percent: number }>({ value, onChange }: CapFieldProps<C>) {
  const { t } = useLingui();
  return (
    <NumberField
      label={t`At most`}
      value={value.percent}
      min={0}
      max={100}
      digits={1}
      unit="%"
      w={96}
      onChange={(percent) => percent !== undefined && onChange({ ...value, percent })}
    />
  );
}

interface Reasoned {
  readonly why?: string;
  readonly documentNumber?: string;
}

interface ReasonFieldsProps<R extends Reasoned> {
  readonly value: R;
  readonly onChange: (value: R) => void;
}

export function ReasonFields<R extends Reasoned>({ value, onChange }: ReasonFieldsProps<R>) {
  const { t } = useLingui();
  return (
    <>
      {"why" in value && (
        <TextInput
          label={t`Why`}
          required
          maxLength={500}
          value={value.why ?? ""}
          onChange={({ currentTarget }) => onChange({ ...value, why: currentTarget.value })}
        />
      )}
      <TextInput
        label={t`Document number`}
        maxLength={100}
        value={value.documentNumber ?? ""}
        onChange={({ currentTarget }) => {
          const { documentNumber: _, ...rest } = value;
          onChange((currentTarget.value === "" ? rest : { ...rest, documentNumber: currentTarget.value }) as R);
        }}
      />
    </>
  );
}
