/** What a list is narrowed to by the address, each with a way out of it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useUrlValues } from "../../app/url-values.ts";
import { fieldsOf } from "../fields/fields.ts";
import { thingQuery } from "../queries.ts";
import type { ThingSort } from "../thing.ts";

/** Fields that name another thing and by which the API narrows its lists. */
export const narrowings: Readonly<Partial<Record<ThingSort, readonly string[]>>> = {
  lamp: ["roadId", "circuitId", "deviceId", "modelId"],
  circuit: ["cabinetId"],
  cabinet: ["supplyPointId"],
};

export function PlaceChips({ sort }: { readonly sort: ThingSort }) {
  const [values, set] = useUrlValues<string>();
  const active = (narrowings[sort] ?? []).flatMap((field) => {
    const value = values[field];
    const kind = fieldsOf[sort].find(({ id }) => id === field)?.kind;
    return value === undefined || kind?.is !== "thing" ? [] : [{ field, value, of: kind.sort }];
  });
  if (active.length === 0) return null;
  return (
    <Group gap="xs" mb="sm">
      {active.map(({ field, value, of }) => (
        <Chip key={field} sort={of} id={value} onRemove={() => set({ [field]: undefined })} />
      ))}
    </Group>
  );
}

function Chip({
  sort,
  id,
  onRemove,
}: {
  readonly sort: ThingSort;
  readonly id: string;
  readonly onRemove: () => void;
}) {
  const { t } = useLingui();
  const { data } = useQuery(thingQuery(sort, id));
  const name = data?.name ?? id;
  return (
    <Button
      variant="light"
      size="xs"
      rightSection={<IconX size={14} />}
      aria-label={t`Do not narrow to ${name}`}
      onClick={onRemove}
    >
      <Trans>only {name}</Trans>
    </Button>
  );
}
