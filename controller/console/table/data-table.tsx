/** Every list of the console: filters in the address, any number of rows, selection of all that match, export. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useMemo } from "react";
import { useUrlValues } from "../app/url-values.ts";
import { EmptyState } from "../parts/state-note.tsx";
import { useFormat } from "../text/use-format.ts";
import { columnWidths } from "./column-widths.ts";
import { type Column, chooseRows, type Filter, nextSorting, readSorting, writeSorting } from "./columns.ts";
import { saveFile, toCsv } from "./csv.ts";
import classes from "./data-table.module.css";
import { ListTools } from "./list-tools.tsx";
import { useSelection } from "./use-selection.ts";
import { VirtualCards } from "./virtual-cards.tsx";
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

/** Narrower than this, rows would have to be moved sideways: they become cards. */
const phone = "(max-width: 37.5em)";

export function DataTable<R>(props: DataTableProps<R>) {
  const { id, label, rows, rowId, columns, filters = [], onOpen, actions, empty } = props;
  const { t } = useLingui();
  const format = useFormat();
  const isNarrow = useMediaQuery(phone, undefined, { getInitialValueInEffect: false });
  const [values, setValues] = useUrlValues<string>();
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
  const widths = useMemo(() => columnWidths(columns, rows), [columns, rows]);
  const { selection, selected, clear } = useSelection(chosen, rowId);
  if (rows.length === 0 && empty !== undefined) return empty;
  const shown = format.number(chosen.length);
  const all = format.number(rows.length);
  const listed = { label, rows: chosen, rowId, columns, ...(onOpen && { onOpen }), ...(actions && { selection }) };
  return (
    <div className={classes.frame}>
      <ListTools
        id={id}
        label={label}
        columns={columns}
        filters={filters}
        values={values}
        setValues={setValues}
        isNarrow={isNarrow}
        count={chosen.length === rows.length ? all : t`${shown} of ${all}`}
        onExport={() => saveFile(`${id}.csv`, toCsv(columns, chosen))}
        selection={
          actions &&
          selected.length > 0 && (
            <div className={classes.selection}>
              <span role="status" className={classes.selected}>
                {t`${format.number(selected.length)} selected`}
              </span>
              {actions(selected, clear)}
              <Button variant="subtle" onClick={clear}>
                <Trans>Clear the selection</Trans>
              </Button>
            </div>
          )
        }
      />
      {chosen.length === 0 ? (
        <EmptyState title={<Trans>Nothing matches</Trans>}>
          <Trans>Remove a filter or a word.</Trans>
        </EmptyState>
      ) : isNarrow ? (
        <VirtualCards {...listed} />
      ) : (
        <VirtualRows
          {...listed}
          widths={widths}
          sorting={sorting}
          onSort={(column) => setValues({ sort: writeSorting(nextSorting(sorting, column)) })}
        />
      )}
    </div>
  );
}
