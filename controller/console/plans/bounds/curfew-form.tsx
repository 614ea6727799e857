/** One curfew: whose lamps, between which hours, how much at most, and exceptions. */
import { useLingui } from "@lingui/react/macro";
import { NumberField } from "../../parts/number-field.tsx";
import type { DraftWork } from "../draft/use-work.ts";
import type { Curfew } from "../plan.ts";
import { Approvals } from "./approvals.tsx";
import classes from "./bounds.module.css";
import { HoursFields, ReasonFields } from "./fields.tsx";
import { ScopeField } from "./scope-field.tsx";

interface CurfewFormProps {
  readonly curfew: Curfew;
  readonly onChange: (curfew: Curfew) => void;
  readonly work: DraftWork | undefined;
}

export function CurfewForm({ curfew, onChange, work }: CurfewFormProps) {
  const { t } = useLingui();
  return (
    <>
      <div className={classes.line}>
        <HoursFields value={curfew} onChange={onChange} />
        <NumberField
          label={t`At most`}
          value={curfew.percent}
          min={0}
          max={100}
          digits={1}
          unit="%"
          w={96}
          onChange={(percent) => percent !== undefined && onChange({ ...curfew, percent })}
        />
        <ReasonFields value={curfew} onChange={onChange} />
      </div>
      <ScopeField scope={curfew.scope} onChange={(scope) => onChange({ ...curfew, scope })} />
      <Approvals
        list="curfews"
        part={curfew}
        onChange={(approvals) => onChange({ ...curfew, approvals })}
        work={work}
      />
    </>
  );
}
