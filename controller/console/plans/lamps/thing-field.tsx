/** Chooses a thing of the inventory by a few words: an area, a road, a circuit, a group or a lamp. */
import { useLingui } from "@lingui/react/macro";
import { useDebouncedValue } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import type { Found as FoundSchema } from "../../../api/routes/search.ts";
import { api } from "../../api-client/api-client.ts";
import { useAreas } from "../../api-client/areas.ts";
import { useAreaOptions } from "../../app/area-options.ts";
import { FoldedSelect } from "../../parts/folded-select.tsx";
import { FoundSelect } from "../../parts/found-select.tsx";

type Found = z.infer<typeof FoundSchema>;
export type ThingSort = "area" | "road" | "circuit" | "group" | "lamp";

const collections: Readonly<Record<ThingSort, string>> = {
  area: "areas",
  road: "roads",
  circuit: "circuits",
  group: "groups",
  lamp: "lamps",
};

/** @returns the name of a thing; its id until that is known, or where it is not known any more. */
export function useThingName(sort: ThingSort, id: string): string {
  const areas = useAreas();
  const { data } = useQuery({
    queryKey: ["inventory", collections[sort], id, "name"],
    queryFn: ({ signal }) => api.get<{ name: string }>(`/${collections[sort]}/${encodeURIComponent(id)}`, { signal }),
    enabled: sort !== "area" && id !== "",
    retry: false,
  });
  const area = sort === "area" ? areas.data?.areas.find(({ areaId }) => areaId === id)?.name : undefined;
  return area ?? data?.name ?? id;
}

interface ThingFieldProps {
  readonly label: string;
  readonly sort: ThingSort;
  readonly value: string | undefined;
  readonly onChange: (id: string) => void;
}

export function ThingField({ sort, ...props }: ThingFieldProps) {
  return sort === "area" ? <AreaField {...props} /> : <FoundField key={sort} sort={sort} {...props} />;
}

function AreaField({ label, value, onChange }: Omit<ThingFieldProps, "sort">) {
  return (
    <FoldedSelect
      label={label}
      data={useAreaOptions()}
      inOrder
      value={value ?? null}
      allowDeselect={false}
      onChange={(id) => id !== null && onChange(id)}
    />
  );
}

/** Things of a sort the search offers at once. */
const offered = 20;

function FoundField({ label, sort, value, onChange }: ThingFieldProps) {
  const { t } = useLingui();
  const [words, setWords] = useState("");
  const [q] = useDebouncedValue(words.trim(), 200);
  const name = useThingName(sort, value ?? "");
  const { data = [] } = useQuery({
    queryKey: ["search", q, offered],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Found[] }>("/search", { query: { q, limit: offered }, signal })).items,
    enabled: q !== "",
    placeholderData: (before) => before,
  });
  const found = data.filter((one) => one.sort === sort && one.id !== value);
  const present = value === undefined || value === "" ? [] : [{ value, label: name }];
  return (
    <FoundSelect
      label={label}
      placeholder={t`Type a few letters`}
      data={[...present, ...found.map(({ id, name: title }) => ({ value: id, label: `${title} (${id})` }))]}
      value={value || null}
      onSearchChange={setWords}
      nothingFoundMessage={q === "" ? t`Type a few letters` : t`Nothing found`}
      onChange={(id) => id !== null && onChange(id)}
    />
  );
}
