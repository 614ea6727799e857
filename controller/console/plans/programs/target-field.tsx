/** What an output shows from a point on: a level, a colour, a tone of white, or a relay open or closed. */
import { useLingui } from "@lingui/react/macro";
import { Select } from "@mantine/core";
import { levelOf } from "#protocol/behavior/light.ts";
import { NumberField } from "../../parts/number-field.tsx";
import type { Target } from "../plan.ts";
import { ChannelFields } from "./channel-fields.tsx";
import { kindOf, retarget, type TargetKind, targetKinds } from "./target-kinds.ts";

interface TargetFieldProps {
  readonly target: Target;
  readonly onChange: (target: Target) => void;
}

export function TargetField({ target, onChange }: TargetFieldProps) {
  const { t } = useLingui();
  const kind = kindOf(target);
  const names: Readonly<Record<TargetKind, string>> = {
    level: t`Level`,
    colour: t`Colour`,
    white: t`White tone`,
    xy: t`Colour by x, y`,
    closed: t`Relay closed`,
    open: t`Relay open`,
  };
  return (
    <>
      <Select
        label={t`Shows`}
        data={targetKinds.map((value) => ({ value, label: names[value] }))}
        value={kind}
        allowDeselect={false}
        onChange={(next) => next !== null && next !== kind && onChange(retarget(target, next as TargetKind))}
        w={130}
      />
      {"level" in target && (
        <NumberField
          label={t`Level`}
          value={target.level}
          min={0}
          max={100}
          digits={1}
          unit="%"
          onChange={(level) => level !== undefined && onChange({ ...target, level })}
          w={80}
        />
      )}
      {"rgbw16" in target && <ChannelFields channels={target.rgbw16} level={levelOf(target)} onChange={onChange} />}
      {"cct" in target && (
        <NumberField
          label={t`Tone`}
          value={target.cct}
          min={1000}
          max={20_000}
          unit="K"
          onChange={(cct) => cct !== undefined && onChange({ ...target, cct: Math.round(cct) })}
          w={96}
        />
      )}
      {"x" in target &&
        (["x", "y"] as const).map((axis) => (
          <NumberField
            key={axis}
            label={axis}
            value={target[axis]}
            min={0}
            max={1}
            digits={4}
            onChange={(value) => value !== undefined && onChange({ ...target, [axis]: value })}
            w={84}
          />
        ))}
    </>
  );
}
