/** Chooses several things of one sort by name. */
import { useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { FoldedMultiSelect } from "../../parts/folded-select.tsx";
import { thingsQuery } from "../queries.ts";
import type { ThingSort } from "../thing.ts";
import { thingLabel } from "./thing-label.ts";

interface ThingsSelectProps {
  readonly label: string;
  readonly sort: ThingSort;
  readonly value: readonly string[];
  readonly onChange: (ids: string[]) => void;
}

export function ThingsSelect({ label, sort, value, onChange }: ThingsSelectProps) {
  const { t } = useLingui();
  const things = useQuery(thingsQuery(sort));
  return (
    <FoldedMultiSelect
      label={label}
      data={(things.data ?? []).map((thing) => ({ value: thing.id, label: thingLabel(thing) }))}
      value={[...value]}
      onChange={onChange}
      clearable
      clearButtonProps={{ "aria-label": t`Empty the field` }}
    />
  );
}
