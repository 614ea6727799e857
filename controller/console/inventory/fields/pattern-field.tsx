/** How a group finds its members: a list, every nth lamp along roads, or one phase of circuits. */
import { useLingui } from "@lingui/react/macro";
import { Input, SegmentedControl, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { NumberField } from "../../parts/number-field.tsx";
import type { Group } from "../thing.ts";
import { ThingsSelect } from "./things-select.tsx";

type Pattern = NonNullable<Group["pattern"]>;

interface PatternFieldProps {
  readonly label: ReactNode;
  readonly error?: ReactNode;
  readonly readOnly: boolean;
  readonly value: unknown;
  readonly onChange: (pattern: unknown) => void;
}

const begun = {
  order: { by: "order", every: 2, offset: 0, roadIds: [] },
  phase: { by: "phase", phase: 1, circuitIds: [] },
} as const;

export function PatternField({ label, error, readOnly, value, onChange }: PatternFieldProps) {
  const { t } = useLingui();
  const pattern = (value ?? undefined) as Pattern | undefined;
  return (
    <Input.Wrapper label={label} error={error} labelElement="div">
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t`How members are found`}
          readOnly={readOnly}
          data={[
            { value: "list", label: t`As listed` },
            { value: "order", label: t`Every nth lamp` },
            { value: "phase", label: t`One phase` },
          ]}
          value={pattern?.by ?? "list"}
          onChange={(by) => onChange(by === "list" ? undefined : begun[by as Pattern["by"]])}
        />
        {pattern?.by === "order" && <OrderPattern pattern={pattern} onChange={onChange} />}
        {pattern?.by === "phase" && <PhasePattern pattern={pattern} onChange={onChange} />}
      </Stack>
    </Input.Wrapper>
  );
}

interface PartProps<B extends Pattern["by"]> {
  readonly pattern: Extract<Pattern, { by: B }>;
  readonly onChange: (pattern: Pattern) => void;
}

function OrderPattern({ pattern, onChange }: PartProps<"order">) {
  const { t } = useLingui();
  return (
    <>
      <ThingsSelect
        label={t`Roads`}
        sort="road"
        value={pattern.roadIds}
        onChange={(roadIds) => onChange({ ...pattern, roadIds })}
      />
      <NumberField
        label={t`Every`}
        description={t`2: every second lamp by its number along the road.`}
        min={2}
        max={20}
        value={pattern.every}
        onChange={(every) => every !== undefined && onChange({ ...pattern, every })}
      />
      <NumberField
        label={t`Beginning with`}
        description={t`1: the first of each.`}
        min={1}
        max={pattern.every}
        value={pattern.offset + 1}
        onChange={(first) => first !== undefined && onChange({ ...pattern, offset: first - 1 })}
      />
    </>
  );
}

function PhasePattern({ pattern, onChange }: PartProps<"phase">) {
  const { t } = useLingui();
  return (
    <>
      <ThingsSelect
        label={t`Circuits`}
        sort="circuit"
        value={pattern.circuitIds}
        onChange={(circuitIds) => onChange({ ...pattern, circuitIds })}
      />
      <SegmentedControl
        aria-label={t`Phase`}
        data={[1, 2, 3].map((phase) => ({ value: String(phase), label: `L${phase}` }))}
        value={String(pattern.phase)}
        onChange={(phase) => onChange({ ...pattern, phase: Number(phase) as 1 | 2 | 3 })}
      />
    </>
  );
}
