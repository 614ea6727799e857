/** One curfew: whose lamps, between which hours, how much at most, and exceptions. */
import type { DraftWork } from "../draft/use-work.ts";
import type { Curfew } from "../plan.ts";
import { Approvals } from "./approvals.tsx";
import classes from "./bounds.module.css";
import { CapField, HoursFields, ReasonFields } from "./fields.tsx";
import { ScopeField } from "./scope-field.tsx";

interface CurfewFormProps {
  readonly curfew: Curfew;
  readonly onChange: (curfew: Curfew) => void;
  readonly work: DraftWork | undefined;
}

export function CurfewForm({ curfew, onChange, work }: CurfewFormProps) {
  return (
    <>
      <div className={classes.line}>
        <HoursFields value={curfew} onChange={onChange} />
        <CapField value={curfew} onChange={onChange} />
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
