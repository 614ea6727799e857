/** Which lamps: an area, group, road, cabinet, circuit, supply point or lamp, found by a few letters of its name. */
import { useLingui } from "@lingui/react/macro";
import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import type { Found } from "../../api/routes/search.ts";
import { api } from "../api-client/api-client.ts";
import { useAreas } from "../api-client/areas.ts";
import { useAreaScope } from "../app/area-scope.tsx";
import { FoundSelect, type FoundSelectProps } from "../parts/found-select.tsx";
import { type Place, type PlaceSort, placeSorts, readPlace, writePlace } from "./place.ts";
import { sortNames, usePlaceName } from "./place-name.ts";

export interface PlaceFieldProps extends Omit<FoundSelectProps, "value" | "onChange" | "data"> {
  readonly value: Place | undefined;
  readonly onChange: (place: Place | undefined) => void;
  /** Sorts that can be chosen here; absent: all. */
  readonly sorts?: readonly PlaceSort[];
}

interface NamedPlace extends Place {
  readonly name: string;
}

/** Of each sort at most. */
const offeredAtMost = 8;

export function PlaceField({ value, onChange, sorts = placeSorts, ...rest }: PlaceFieldProps) {
  const { t } = useLingui();
  const name = usePlaceName(value);
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words.trim() === name ? "" : words.trim(), 120);
  const offered = useOffered(asked);
  const chosen = value && { ...value, name: name ?? value.id };
  const shown = offered.filter(({ sort }) => sorts.includes(sort));
  const isOffered = chosen === undefined || shown.some((one) => writePlace(one) === writePlace(chosen));
  const all = isOffered ? shown : [chosen, ...shown];
  const groups = sorts
    .map((sort) => ({
      group: t(sortNames[sort]),
      items: all.filter((one) => one.sort === sort).map((one) => ({ value: writePlace(one), label: one.name })),
    }))
    .filter(({ items }) => items.length > 0);
  return (
    <FoundSelect
      placeholder={t`Name of a group, road, area…`}
      nothingFoundMessage={t`Nothing has this name`}
      {...rest}
      clearable
      clearButtonProps={{ "aria-label": t`Choose another place` }}
      data={groups}
      value={value === undefined ? null : writePlace(value)}
      onSearchChange={setWords}
      onChange={(text) => onChange(readPlace(text ?? undefined))}
    />
  );
}

/** What is found in the area one looks at; before a word is typed its areas and the first groups. */
function useOffered(asked: string): readonly NamedPlace[] {
  const { areaId: scope, query, within } = useAreaScope();
  const { data } = useAreas();
  const groups = useQuery({
    queryKey: ["places", "groups", scope],
    queryFn: ({ signal }) =>
      api.get<{ items: { id: string; name: string }[] }>("/groups", { query: { ...query, limit: 50 }, signal }),
    enabled: asked === "",
  });
  const found = useQuery({
    queryKey: ["search", asked, offeredAtMost, scope],
    queryFn: ({ signal }) =>
      api.get<{ items: z.infer<typeof Found>[] }>("/search", {
        query: { ...query, q: asked, limit: offeredAtMost },
        signal,
      }),
    enabled: asked !== "",
    placeholderData: keepPreviousData,
  });
  if (asked !== "") {
    return (found.data?.items ?? []).flatMap(({ sort, id, name }) => {
      const place = readPlace(`${sort}:${id}`);
      return place === undefined ? [] : [{ ...place, name: sort === "lamp" ? `${name} · ${id}` : name }];
    });
  }
  const areas = (data?.areas ?? []).filter(({ areaId }) => within === undefined || within.has(areaId));
  return [
    ...areas.map(({ areaId, name }) => ({ sort: "area" as const, id: areaId, name })),
    ...(groups.data?.items ?? []).map(({ id, name }) => ({ sort: "group" as const, id, name })),
  ];
}
