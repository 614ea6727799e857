/** What else hangs on a meter and is known: a traffic light, a camera. */
import { useLingui } from "@lingui/react/macro";
import { TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { NumberField } from "../../parts/number-field.tsx";
import type { ThingOf } from "../thing.ts";
import { RowList } from "./row-list.tsx";

type Load = NonNullable<ThingOf<"supplyPoint">["otherLoads"]>[number];

interface LoadsFieldProps {
  readonly label: ReactNode;
  readonly error?: ReactNode;
  readonly readOnly: boolean;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
}

export function LoadsField({ value, ...rest }: LoadsFieldProps) {
  const { t } = useLingui();
  return (
    <RowList<Load>
      {...rest}
      rows={(value as Load[] | undefined) ?? []}
      added={{ name: "", energyPerDay: 0 }}
      addLabel={t`Add a load`}
    >
      {(load, change) => (
        <>
          <TextInput
            label={t({ message: "Name", context: "thing" })}
            readOnly={rest.readOnly}
            value={load.name}
            onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          />
          <NumberField
            label={t`kWh a day`}
            readOnly={rest.readOnly}
            min={0}
            max={100_000}
            digits={2}
            value={load.energyPerDay}
            onChange={(energyPerDay) => energyPerDay !== undefined && change({ energyPerDay })}
          />
        </>
      )}
    </RowList>
  );
}
