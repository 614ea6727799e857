/** Lamps of one wattage on one switching, as fields of a line. */
import { Trans, useLingui } from "@lingui/react/macro";
import { TextInput } from "@mantine/core";
import { NumberField } from "../parts/number-field.tsx";
import { ClockField } from "../plans/clock-field.tsx";
import type { BaselineGroup } from "./queries.ts";
import { programOf, type Switching, switchingOf } from "./switching.ts";

interface GroupFieldsProps {
  readonly group: BaselineGroup;
  readonly onChange: (part: Partial<BaselineGroup>) => void;
}

export function GroupFields({ group, onChange }: GroupFieldsProps) {
  const { t } = useLingui();
  const switching = switchingOf(group.program);
  const points = group.program.points.length;
  return (
    <>
      <TextInput
        label={t`What lamps`}
        required
        maxLength={200}
        value={group.name}
        onChange={({ currentTarget }) => onChange({ name: currentTarget.value })}
      />
      <NumberField
        label={t`How many`}
        min={1}
        max={1_000_000}
        value={group.lamps}
        onChange={(lamps) => lamps !== undefined && onChange({ lamps })}
      />
      <NumberField
        label={t`W of one`}
        min={0.1}
        max={10_000}
        digits={1}
        value={group.power}
        onChange={(power) => power !== undefined && onChange({ power })}
      />
      {switching === undefined ? (
        <span>
          <Trans>Switched by a program of {points} points.</Trans>
        </span>
      ) : (
        <SwitchingFields switching={switching} onChange={(next) => onChange({ program: programOf(next) })} />
      )}
    </>
  );
}

interface SwitchingFieldsProps {
  readonly switching: Switching;
  readonly onChange: (switching: Switching) => void;
}

function SwitchingFields({ switching, onChange }: SwitchingFieldsProps) {
  const { t } = useLingui();
  const { on: _on, ...withoutOn } = switching;
  const { off: _off, ...withoutOff } = switching;
  const { late, ...withoutLate } = switching;
  return (
    <>
      <ClockField
        label={t`Switched on`}
        placeholder={t`sunset`}
        mayBeEmpty
        value={switching.on}
        onChange={(on) => onChange(on === undefined ? withoutOn : { ...switching, on })}
      />
      <ClockField
        label={t`Less from`}
        placeholder={t`never`}
        mayBeEmpty
        value={late?.at}
        onChange={(at) =>
          onChange(at === undefined ? withoutLate : { ...switching, late: { at, level: late?.level ?? 50 } })
        }
      />
      {late && (
        <NumberField
          label={t`Then`}
          unit="%"
          min={0}
          max={100}
          digits={1}
          value={late.level}
          onChange={(level) => level !== undefined && onChange({ ...switching, late: { ...late, level } })}
        />
      )}
      <ClockField
        label={t`Switched off`}
        placeholder={t`sunrise`}
        mayBeEmpty
        value={switching.off}
        onChange={(off) => onChange(off === undefined ? withoutOff : { ...switching, off })}
      />
    </>
  );
}
