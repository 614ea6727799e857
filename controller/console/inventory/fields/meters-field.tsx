/** Meters that hung here before, each with its factor and the first day on which it no longer held. */
import { useLingui } from "@lingui/react/macro";
import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { DayField } from "../../parts/day-field.tsx";
import { NumberField } from "../../parts/number-field.tsx";
import { useToday } from "../../text/use-today.ts";
import type { ThingOf } from "../thing.ts";
import { RowList } from "./row-list.tsx";

type Meter = NonNullable<ThingOf<"supplyPoint">["earlierMeters"]>[number];

interface MetersFieldProps {
  readonly label: ReactNode;
  readonly error?: ReactNode;
  readonly readOnly: boolean;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

export function MetersField({ value, ...rest }: MetersFieldProps) {
  const { t } = useLingui();
  const today = useToday();
  return (
    <RowList<Meter>
      {...rest}
      rows={(value as Meter[] | undefined) ?? []}
      added={{ factor: 1, until: today }}
      addLabel={t`Add a meter`}
    >
      {({ serial, factor, until }, change) => (
        <>
          <TextInput
            label={t`Serial number`}
            readOnly={rest.readOnly}
            value={serial ?? ""}
            onChange={({ currentTarget }) => change(currentTarget.value === "" ? {} : { serial: currentTarget.value })}
          />
          <NumberField
            label={t`Factor`}
            readOnly={rest.readOnly}
            min={1}
            max={100_000}
            digits={3}
            value={factor}
            onChange={(next) => next !== undefined && change({ factor: next })}
          />
          <DayField
            label={t`Until, not included`}
            readOnly={rest.readOnly}
            value={until}
            onChange={(day) => day !== undefined && change({ until: day })}
          />
        </>
      )}
    </RowList>
  );
}
