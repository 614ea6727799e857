/** Chooses another thing by name or id, among any number of them: the API finds what matches the words. */
import { useLingui } from "@lingui/react/macro";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FoundSelect, type FoundSelectProps } from "../../parts/found-select.tsx";
import { foundQuery, thingQuery } from "../queries.ts";
import type { ThingSort } from "../thing.ts";
import { thingLabel } from "./thing-label.ts";

interface ThingSelectProps extends Omit<FoundSelectProps, "data" | "value" | "onChange"> {
  readonly sort: ThingSort;
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}

export function ThingSelect({ sort, value, onChange, required = false, readOnly = false, ...rest }: ThingSelectProps) {
  const { t } = useLingui();
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words.trim(), 200);
  const [isOpen, setOpen] = useState(false);
  const chosen = useQuery({ ...thingQuery(sort, value ?? ""), enabled: value !== undefined });
  const present = value === undefined ? undefined : { value, label: chosen.data ? thingLabel(chosen.data) : value };
  // the words in the field are the chosen one's name until somebody types
  const q = asked === present?.label ? "" : asked;
  const found = useQuery({ ...foundQuery(sort, q), enabled: isOpen, placeholderData: keepPreviousData });
  const options = (found.data ?? []).map((thing) => ({ value: thing.id, label: thingLabel(thing) }));
  const isListed = present === undefined || options.some((option) => option.value === present.value);
  return (
    <FoundSelect
      {...rest}
      required={required}
      readOnly={readOnly}
      data={isListed ? options : [present, ...options]}
      value={value ?? null}
      onSearchChange={setWords}
      onDropdownOpen={() => setOpen(true)}
      onDropdownClose={() => setOpen(false)}
      nothingFoundMessage={found.isPending ? t`Searching…` : t`Nothing found`}
      clearable={!required && !readOnly}
      clearButtonProps={{ "aria-label": t`Empty the field` }}
      allowDeselect={!required}
      onChange={(id) => onChange(id ?? undefined)}
    />
  );
}
