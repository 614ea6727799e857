/** Every list of the console: filters in the address, any number of rows, selection of all that match, export. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconDownload, IconSearch } from "@tabler/icons-react";
import { type ReactNode, useMemo, useState } from "react";
import { useUrlValues } from "../app/url-values.ts";
import { EmptyState } from "../parts/state-note.tsx";
import { useFormat } from "../text/use-format.ts";
import { type Column, chooseRows, type Filter, nextSorting, readSorting, writeSorting } from "./columns.ts";
import { saveFile, toCsv } from "./csv.ts";
import classes from "./data-table.module.css";
import { SavedViews } from "./saved-views.tsx";
import { VirtualRows } from "./virtual-rows.tsx";

export interface DataTableProps<R> {
  /** Name of the list: of its saved views and of its file. */
  readonly id: string;
  /** What it lists, for those who do not see it. */
  readonly label: string;
  readonly rows: readonly R[];
  readonly rowId: (row: R) => string;
  readonly columns: readonly Column<R>[];
  readonly filters?: readonly Filter<R>[];
  /** Where a row leads: its first cell becomes a button. */
  readonly onOpen?: (row: R) => void;
  /** What can be done with the rows that are selected; absent: nothing is selected here. */
  readonly actions?: (selected: readonly R[], clear: () => void) => ReactNode;
  /** Shown instead of the table while there is nothing at all. */
  readonly empty?: ReactNode;
}

export function DataTable<R>(props: DataTableProps<R>) {
  const { id, label, rows, rowId, columns, filters = [], onOpen, actions, empty } = props;
  const { t } = useLingui();
  const format = useFormat();
  const [values, setValues] = useUrlValues<string>();
  const [selectedIds, setSelectedIds] = useState<ReadonlySet<string>>(new Set());
  const sorting = readSorting(values.sort);
  const chosen = useMemo(
    () =>
      chooseRows(rows, {
        columns,
        filters,
        values,
        words: values.q ?? "",
        sorting: readSorting(values.sort),
        compare: format.compare,
      }),
    [rows, columns, filters, values, format],
  );
  const selected = useMemo(
    () => (selectedIds.size === 0 ? [] : rows.filter((row) => selectedIds.has(rowId(row)))),
    [rows, rowId, selectedIds],
  );
  const clear = () => setSelectedIds(new Set());
  if (rows.length === 0 && empty !== undefined) return empty;
  const shown = format.number(chosen.length);
  const all = format.number(rows.length);
  return (
    <div className={classes.frame}>
      <div className={classes.tools}>
        <Words initial={values.q ?? ""} label={label} onChange={(q) => setValues({ q })} />
        {filters.map((filter) => (
          <Select
            key={filter.id}
            aria-label={filter.title}
            placeholder={filter.title}
            data={[...filter.options]}
            value={values[filter.id] ?? null}
            onChange={(value) => setValues({ [filter.id]: value ?? undefined })}
            clearable
            clearButtonProps={{ "aria-label": t`Remove the filter` }}
            w={150}
          />
        ))}
        <span className={classes.count} role="status">
          {chosen.length === rows.length ? all : t`${shown} of ${all}`}
        </span>
        <span className={classes.gap} />
        <SavedViews table={id} names={["q", "sort", ...filters.map((filter) => filter.id)]} />
        <Button
          variant="default"
          leftSection={<IconDownload size={16} />}
          onClick={() => saveFile(`${id}.csv`, toCsv(columns, chosen))}
        >
          <Trans>Export CSV</Trans>
        </Button>
      </div>
      {actions && selected.length > 0 && (
        <div className={classes.selection}>
          <span role="status">{t`${format.number(selected.length)} selected`}</span>
          {actions(selected, clear)}
          <Button variant="subtle" onClick={clear}>
            <Trans>Clear the selection</Trans>
          </Button>
        </div>
      )}
      {chosen.length === 0 ? (
        <EmptyState title={<Trans>Nothing matches</Trans>}>
          <Trans>Remove a filter or a word.</Trans>
        </EmptyState>
      ) : (
        <VirtualRows
          label={label}
          rows={chosen}
          rowId={rowId}
          columns={columns}
          sorting={sorting}
          onSort={(column) => setValues({ sort: writeSorting(nextSorting(sorting, column)) })}
          {...(onOpen && { onOpen })}
          {...(actions && { selection: { ids: selectedIds, onChange: setSelectedIds } })}
        />
      )}
    </div>
  );
}

interface WordsProps {
  readonly initial: string;
  readonly label: string;
  readonly onChange: (words: string | undefined) => void;
}

/** Typed at once, looked for a moment later: every letter of a long list would be a pass over it. */
function Words({ initial, label, onChange }: WordsProps) {
  const { t } = useLingui();
  const [text, setText] = useState(initial);
  const tell = useDebouncedCallback((words: string) => onChange(words.trim() || undefined), 150);
  return (
    <TextInput
      aria-label={t`Search in: ${label}`}
      placeholder={t`Search`}
      leftSection={<IconSearch size={16} />}
      value={text}
      onChange={({ currentTarget }) => {
        setText(currentTarget.value);
        tell(currentTarget.value);
      }}
      w={190}
    />
  );
}
