/** One campaign, a saving order as it is written: its nights and lamps, how it shifts the night, and its parts. */
import { Trans, useLingui } from "@lingui/react/macro";
import { NumberField } from "../../parts/number-field.tsx";
import { FullDateField } from "../date-fields.tsx";
import type { Campaign } from "../plan.ts";
import classes from "./bounds.module.css";
import { CampaignParts } from "./campaign-parts.tsx";
import { ReasonFields } from "./fields.tsx";
import { ScopeField } from "./scope-field.tsx";

interface CampaignFormProps {
  readonly campaign: Campaign;
  readonly onChange: (campaign: Campaign) => void;
}

export function CampaignForm({ campaign, onChange }: CampaignFormProps) {
  const { t } = useLingui();
  const { from, to, scope, shift } = campaign;
  const { onMinutes = 0, offMinutes = 0 } = shift ?? {};
  const setShift = (next: { onMinutes: number; offMinutes: number }) => {
    const { shift: _, ...rest } = campaign;
    onChange(next.onMinutes === 0 && next.offMinutes === 0 ? rest : { ...rest, shift: next });
  };
  const minutes = { min: -180, max: 180, unit: t`min`, w: 136, rightSectionWidth: 46 } as const;
  return (
    <>
      <div className={classes.line}>
        <FullDateField label={t`First night`} value={from} onChange={(next) => onChange({ ...campaign, from: next })} />
        <FullDateField label={t`Last night`} value={to} onChange={(next) => onChange({ ...campaign, to: next })} />
        <ReasonFields value={campaign} onChange={onChange} />
      </div>
      <ScopeField scope={scope} onChange={(next) => onChange({ ...campaign, scope: next })} />
      <div className={classes.part}>
        <div className={classes.partHead}>
          <h3>
            <Trans>The whole night</Trans>
          </h3>
        </div>
        <div className={classes.line}>
          <NumberField
            {...minutes}
            label={t`On later by`}
            value={onMinutes}
            onChange={(on) => on !== undefined && setShift({ onMinutes: Math.round(on), offMinutes })}
          />
          <NumberField
            {...minutes}
            label={t`Off earlier by`}
            // 0 and not −0
            value={0 - offMinutes}
            onChange={(off) => off !== undefined && setShift({ onMinutes, offMinutes: 0 - Math.round(off) })}
          />
        </div>
      </div>
      <CampaignParts campaign={campaign} onChange={onChange} />
    </>
  );
}
