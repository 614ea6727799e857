/** The lamps a bound is for: one use, everywhere in the plan's area or only in some places. */
import { Trans, useLingui } from "@lingui/react/macro";
import { CloseButton, Select } from "@mantine/core";
import { useState } from "react";
import { ThingField, type ThingSort, useThingName } from "../lamps/thing-field.tsx";
import type { Scope } from "../plan.ts";
import classes from "./bounds.module.css";

const fields = {
  area: "areaIds",
  road: "roadIds",
  circuit: "circuitIds",
  group: "groupIds",
  lamp: "lampIds",
} as const satisfies Record<ThingSort, keyof Scope>;
const sorts = Object.keys(fields) as ThingSort[];

interface ScopeFieldProps {
  readonly scope: Scope;
  readonly onChange: (scope: Scope) => void;
}

export function ScopeField({ scope, onChange }: ScopeFieldProps) {
  const { t } = useLingui();
  const [sort, setSort] = useState<ThingSort>("area");
  const names: Readonly<Record<ThingSort, string>> = {
    area: t`Area`,
    road: t`Road`,
    circuit: t`Circuit`,
    group: t`Group`,
    lamp: t`Lamp`,
  };
  const setIds = (of: ThingSort, ids: readonly string[]) => {
    const { [fields[of]]: _, ...rest } = scope;
    // nothing named means everywhere, which is written as nothing
    onChange(ids.length === 0 ? rest : { ...rest, [fields[of]]: ids });
  };
  const named = sorts.flatMap((of) => (scope[fields[of]] ?? []).map((id) => ({ of, id })));
  return (
    <div className={classes.scope}>
      <Select
        label={t`Lamps`}
        data={[
          { value: "road", label: t`Road lamps` },
          { value: "decorative", label: t`Decorative lamps` },
          { value: "all", label: t`Road and decorative lamps` },
        ]}
        value={scope.use}
        allowDeselect={false}
        onChange={(use) => onChange({ ...scope, use: (use ?? scope.use) as Scope["use"] })}
      />
      <Select
        label={t`Only in`}
        data={sorts.map((value) => ({ value, label: names[value] }))}
        value={sort}
        allowDeselect={false}
        onChange={(value) => setSort((value ?? sort) as ThingSort)}
        w={108}
      />
      <ThingField
        key={`${sort}-${named.length}`}
        label={t`Add a place`}
        sort={sort}
        value={undefined}
        onChange={(id) => setIds(sort, [...new Set([...(scope[fields[sort]] ?? []), id])])}
      />
      <ul className={classes.places}>
        {named.length === 0 && (
          <li className={classes.quiet}>
            <Trans>Everywhere in the plan’s area</Trans>
          </li>
        )}
        {named.map(({ of, id }) => (
          <Place
            key={`${of}/${id}`}
            sort={of}
            id={id}
            onRemove={() =>
              setIds(
                of,
                (scope[fields[of]] ?? []).filter((one) => one !== id),
              )
            }
          />
        ))}
      </ul>
    </div>
  );
}

interface PlaceProps {
  readonly sort: ThingSort;
  readonly id: string;
  readonly onRemove: () => void;
}

function Place({ sort, id, onRemove }: PlaceProps) {
  const { t } = useLingui();
  const name = useThingName(sort, id);
  return (
    <li className={classes.place}>
      {name}
      <CloseButton size={24} aria-label={t`Remove: ${name}`} onClick={onRemove} />
    </li>
  );
}

/** Roads alone, for floors. */
export function RoadsField({
  ids,
  onChange,
}: {
  readonly ids: readonly string[];
  readonly onChange: (ids: string[]) => void;
}) {
  const { t } = useLingui();
  return (
    <div className={classes.scope}>
      <ThingField
        key={ids.length}
        label={t`Add a road`}
        sort="road"
        value={undefined}
        onChange={(id) => onChange([...new Set([...ids, id])])}
      />
      <ul className={classes.places}>
        {ids.map((id) => (
          <Place key={id} sort="road" id={id} onRemove={() => onChange(ids.filter((one) => one !== id))} />
        ))}
      </ul>
    </div>
  );
}
