/** The lamps a bound is for: one use, everywhere in the plan's area or only in some places. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Select } from "@mantine/core";
import type { ReactNode } from "react";
import type { Scope } from "../plan.ts";
import classes from "./bounds.module.css";
import { PlacesField } from "./places-field.tsx";
import { inPlaces, placesOf, scopeSorts } from "./scope-places.ts";
import { useUseNames } from "./use-names.ts";

interface ScopeFieldProps {
  readonly scope: Scope;
  readonly onChange: (scope: Scope) => void;
  /** What no place means; absent: the plan's area. */
  readonly everywhere?: ReactNode;
}

export function ScopeField({ scope, onChange, everywhere }: ScopeFieldProps) {
  const { t } = useLingui();
  const names = useUseNames();
  return (
    <div className={classes.scope}>
      <Select
        label={t`Lamps`}
        data={names}
        value={scope.use}
        allowDeselect={false}
        onChange={(use) => onChange({ ...scope, use: (use ?? scope.use) as Scope["use"] })}
      />
      <PlacesField
        label={t`Only in`}
        sorts={scopeSorts}
        places={placesOf(scope)}
        onChange={(places) => onChange(inPlaces(scope, places))}
        none={everywhere ?? <Trans>Everywhere in the plan’s area</Trans>}
      />
    </div>
  );
}

interface PartScopeProps {
  /** Absent: all lamps of the whole. */
  readonly scope: Scope | undefined;
  /** What all of them are called: "all lamps of the campaign". */
  readonly all: string;
  /** A part of the lamps to begin with. */
  readonly first: Scope;
  readonly onChange: (scope: Scope | undefined) => void;
}

/** The lamps of one part of a bound: all that the whole is for, or some of them. */
export function PartScopeField({ scope, all, first, onChange }: PartScopeProps) {
  const { t } = useLingui();
  return (
    <>
      <Select
        label={t`For`}
        data={[
          { value: "all", label: all },
          { value: "some", label: t`only some of them` },
        ]}
        value={scope === undefined ? "all" : "some"}
        allowDeselect={false}
        onChange={(value) => onChange(value === "some" ? (scope ?? first) : undefined)}
      />
      {scope && <ScopeField scope={scope} onChange={onChange} everywhere={<Trans>Everywhere</Trans>} />}
    </>
  );
}
