/** One campaign: its nights and lamps, how it shifts the night, what it takes off, and its curfew. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { NumberField } from "../../parts/number-field.tsx";
import { FullDateField } from "../date-fields.tsx";
import type { Campaign } from "../plan.ts";
import classes from "./bounds.module.css";
import { HoursFields, ReasonFields } from "./fields.tsx";
import { ScopeField } from "./scope-field.tsx";

interface CampaignFormProps {
  readonly campaign: Campaign;
  readonly onChange: (campaign: Campaign) => void;
}

export function CampaignForm({ campaign, onChange }: CampaignFormProps) {
  const { t } = useLingui();
  const { from, to, scope, shift, reductions = [], curfews = [] } = campaign;
  const { onMinutes = 0, offMinutes = 0 } = shift ?? {};
  const setShift = (next: { onMinutes: number; offMinutes: number }) => {
    const { shift: _, ...rest } = campaign;
    onChange(next.onMinutes === 0 && next.offMinutes === 0 ? rest : { ...rest, shift: next });
  };
  const setList = <L extends "reductions" | "curfews">(list: L, next: NonNullable<Campaign[L]>) => {
    const { [list]: _, ...rest } = campaign;
    onChange((next.length === 0 ? rest : { ...rest, [list]: next }) as Campaign);
  };
  return (
    <>
      <div className={classes.line}>
        <FullDateField label={t`First night`} value={from} onChange={(next) => onChange({ ...campaign, from: next })} />
        <FullDateField label={t`Last night`} value={to} onChange={(next) => onChange({ ...campaign, to: next })} />
        <NumberField
          label={t`On later by`}
          value={onMinutes}
          min={-180}
          max={180}
          unit={t`min`}
          w={124}
          rightSectionWidth={46}
          onChange={(minutes) => minutes !== undefined && setShift({ onMinutes: Math.round(minutes), offMinutes })}
        />
        <NumberField
          label={t`Off later by`}
          value={offMinutes}
          min={-180}
          max={180}
          unit={t`min`}
          w={124}
          rightSectionWidth={46}
          onChange={(minutes) => minutes !== undefined && setShift({ onMinutes, offMinutes: Math.round(minutes) })}
        />
        <ReasonFields value={campaign} onChange={onChange} />
      </div>
      <ScopeField scope={scope} onChange={(next) => onChange({ ...campaign, scope: next })} />
      <div className={classes.lines}>
        {reductions.map((reduction, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a reduction has no name of its own
          <div key={n} className={classes.line}>
            <HoursFields value={reduction} onChange={(next) => setList("reductions", reductions.with(n, next))} />
            <NumberField
              label={t`Less by`}
              value={reduction.byPercent}
              min={1}
              max={100}
              unit="%"
              w={96}
              onChange={(byPercent) =>
                byPercent !== undefined && setList("reductions", reductions.with(n, { ...reduction, byPercent }))
              }
            />
            <RemoveLine
              label={t`Remove the reduction`}
              onRemove={() => setList("reductions", reductions.toSpliced(n, 1))}
            />
          </div>
        ))}
        {curfews.map((curfew, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a curfew of a campaign has no name of its own
          <div key={n} className={classes.line}>
            <HoursFields value={curfew} onChange={(next) => setList("curfews", curfews.with(n, next))} />
            <NumberField
              label={t`At most`}
              value={curfew.percent}
              min={0}
              max={100}
              digits={1}
              unit="%"
              w={96}
              onChange={(percent) =>
                percent !== undefined && setList("curfews", curfews.with(n, { ...curfew, percent }))
              }
            />
            <RemoveLine label={t`Remove the curfew`} onRemove={() => setList("curfews", curfews.toSpliced(n, 1))} />
          </div>
        ))}
        <div className={classes.line}>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => setList("reductions", [...reductions, { from: "22:00", to: "05:00", byPercent: 50 }])}
          >
            <Trans>Take a share off</Trans>
          </Button>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() =>
              setList("curfews", [...curfews, { from: "22:00", to: "05:00", percent: 0, scope: { use: "decorative" } }])
            }
          >
            <Trans>Decorative lamps off</Trans>
          </Button>
        </div>
      </div>
    </>
  );
}

function RemoveLine({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) {
  return (
    <ActionIcon variant="subtle" size={34} mt={20} aria-label={label} onClick={onRemove}>
      <IconX size={18} />
    </ActionIcon>
  );
}
