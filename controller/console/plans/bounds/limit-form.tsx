/** One limit: whose lamps, how much at most, from when until when. */
import { useLingui } from "@lingui/react/macro";
import { TimeField } from "../../parts/time-field.tsx";
import type { Limit } from "../plan.ts";
import classes from "./bounds.module.css";
import { CapField, ReasonFields } from "./fields.tsx";
import { ScopeField } from "./scope-field.tsx";

interface LimitFormProps {
  readonly limit: Limit;
  readonly onChange: (limit: Limit) => void;
}

export function LimitForm({ limit, onChange }: LimitFormProps) {
  const { t } = useLingui();
  return (
    <>
      <div className={classes.line}>
        <CapField value={limit} onChange={onChange} />
        <TimeField
          label={t`From`}
          value={limit.from}
          onChange={(from) => from !== undefined && onChange({ ...limit, from })}
        />
        <TimeField
          label={t`Until`}
          value={limit.until}
          onChange={(until) => until !== undefined && onChange({ ...limit, until })}
        />
        <ReasonFields value={limit} onChange={onChange} />
      </div>
      <ScopeField scope={limit.scope} onChange={(scope) => onChange({ ...limit, scope })} />
    </>
  );
}
