/** All things of one sort in a table: narrowed by the address, opened one by one, changed many at once. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useMay } from "../../api-client/me.ts";
import { useAreaScope } from "../../app/area-scope.tsx";
import { useUrlValues } from "../../app/url-values.ts";
import { Answer } from "../../parts/answer.tsx";
import { Page as Frame } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/state-note.tsx";
import { DataTable } from "../../table/data-table.tsx";
import { BulkActions } from "../bulk/bulk-actions.tsx";
import { thingsQuery, useInventoryNews } from "../queries.ts";
import { SortTabs } from "../sort-tabs.tsx";
import { addressOf, pathOf, sortWords } from "../sorts.ts";
import type { Thing, ThingSort } from "../thing.ts";
import { narrowings, PlaceChips } from "./place-chips.tsx";
import { ReadingProgress } from "./reading-progress.tsx";
import { useColumns, useFilters } from "./use-columns.tsx";

/** The page of one sort; the router asks for each once. */
export const listPageOf = (sort: ThingSort) => () => <ListPage key={sort} sort={sort} />;

function ListPage({ sort }: { readonly sort: ThingSort }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const mayChange = useMay("inventory");
  const { query } = useAreaScope();
  const [values] = useUrlValues<string>();
  const isRetiredToo = values["use-state"] !== undefined;
  const narrowed = Object.fromEntries(
    (narrowings[sort] ?? []).flatMap((field) => (values[field] === undefined ? [] : [[field, values[field]]])),
  );
  const asked = thingsQuery(sort, { ...query, ...narrowed, ...(isRetiredToo && { retired: true }) });
  const things = useQuery(asked);
  useInventoryNews();
  const words = sortWords[sort];
  return (
    <Frame
      wide
      title={<Trans>Inventory</Trans>}
      lead={t(words.many)}
      actions={
        mayChange && (
          <Button
            leftSection={<IconPlus size={16} />}
            onClick={() => void navigate({ to: `/inventory/new/${pathOf[sort]}` as never })}
          >
            {t(words.add)}
          </Button>
        )
      }
    >
      <SortTabs />
      <PlaceChips sort={sort} />
      {things.isPending && <ReadingProgress queryKey={asked.queryKey} />}
      <Answer of={things}>{(found) => <ThingTable sort={sort} things={found} mayChange={mayChange} />}</Answer>
    </Frame>
  );
}

interface ThingTableProps {
  readonly sort: ThingSort;
  readonly things: readonly Thing[];
  readonly mayChange: boolean;
}

const idOf = ({ id }: Thing) => id;

function ThingTable({ sort, things, mayChange }: ThingTableProps): ReactNode {
  const { t } = useLingui();
  const navigate = useNavigate();
  const columns = useColumns(sort);
  const filters = useFilters(sort);
  return (
    <DataTable
      id={`inventory-${pathOf[sort]}`}
      label={t(sortWords[sort].many)}
      rows={things}
      rowId={idOf}
      columns={columns}
      filters={filters}
      onOpen={({ id }) => void navigate({ to: addressOf(sort, id) as never })}
      {...(mayChange && {
        actions: (selected: readonly Thing[], clear: () => void) => (
          <BulkActions sort={sort} selected={selected} onDone={clear} />
        ),
      })}
      empty={
        <EmptyState title={<Trans>Nothing here yet</Trans>}>
          <Trans>Add things one by one, or import a file of lamps: roads, cabinets and circuits come with it.</Trans>
        </EmptyState>
      }
    />
  );
}
