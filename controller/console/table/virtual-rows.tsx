/** The rows of a table, of which only those in sight exist. */
import { useLingui } from "@lingui/react/macro";
import { Checkbox, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import type { Column, Sorting } from "./columns.ts";
import classes from "./data-table.module.css";

/** px */
const rowHeight = 36;

interface Selection {
  readonly ids: ReadonlySet<string>;
  readonly onChange: (ids: ReadonlySet<string>) => void;
}

interface VirtualRowsProps<R> {
  readonly label: string;
  readonly rows: readonly R[];
  readonly rowId: (row: R) => string;
  readonly columns: readonly Column<R>[];
  readonly sorting: Sorting | undefined;
  readonly onSort: (column: string) => void;
  readonly onOpen?: (row: R) => void;
  readonly selection?: Selection;
}

export function VirtualRows<R>(props: VirtualRowsProps<R>) {
  const { label, rows, rowId, columns, sorting, onSort, selection } = props;
  const { t } = useLingui();
  const box = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const tracks = [
    ...(selection ? ["36px"] : []),
    ...columns.map(({ grow = 1, figures }) => `minmax(${figures ? 84 : 120}px, ${grow}fr)`),
  ].join(" ");
  const chosenHere = selection ? rows.filter((row) => selection.ids.has(rowId(row))).length : 0;
  const toggleAll = () =>
    selection?.onChange(chosenHere === rows.length ? new Set() : new Set([...selection.ids, ...rows.map(rowId)]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.box} ref={box} tabIndex={0} aria-label={label}>
      <table aria-label={label} aria-rowcount={rows.length + 1} className={classes.table}>
        <thead className={classes.headGroup}>
          <tr className={classes.head} style={{ gridTemplateColumns: tracks }}>
            {selection && (
              <th className={classes.cell}>
                <Checkbox
                  size="xs"
                  aria-label={t`Select all that match`}
                  checked={chosenHere > 0 && chosenHere === rows.length}
                  indeterminate={chosenHere > 0 && chosenHere < rows.length}
                  onChange={toggleAll}
                />
              </th>
            )}
            {columns.map((column) => (
              <Heading key={column.id} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr
                key={rowId(row)}
                aria-rowindex={index + 2}
                className={classes.row}
                style={{ gridTemplateColumns: tracks, transform: `translateY(${start}px)` }}
              >
                <Cells {...props} row={row} />
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

interface HeadingProps<R> {
  readonly column: Column<R>;
  readonly sorting: Sorting | undefined;
  readonly onSort: (column: string) => void;
}

function Heading<R>({ column: { id, title, figures }, sorting, onSort }: HeadingProps<R>) {
  const isSorted = sorting?.column === id;
  const Arrow = sorting?.descending ? IconArrowDown : IconArrowUp;
  return (
    <th
      className={figures ? classes.figures : classes.cell}
      aria-sort={isSorted ? (sorting.descending ? "descending" : "ascending") : "none"}
    >
      <UnstyledButton className={classes.heading} onClick={() => onSort(id)}>
        {title}
        {isSorted && <Arrow size={14} aria-hidden="true" />}
      </UnstyledButton>
    </th>
  );
}

function Cells<R>({ row, rowId, columns, selection, onOpen }: VirtualRowsProps<R> & { readonly row: R }) {
  const { t } = useLingui();
  const id = rowId(row);
  const name = columns[0]?.text(row) ?? id;
  const toggle = () => {
    const ids = new Set(selection?.ids);
    if (!ids.delete(id)) ids.add(id);
    selection?.onChange(ids);
  };
  return (
    <>
      {selection && (
        <td className={classes.cell}>
          <Checkbox size="xs" aria-label={t`Select ${name}`} checked={selection.ids.has(id)} onChange={toggle} />
        </td>
      )}
      {columns.map(({ id: column, show, text, figures }, index) => (
        <td key={column} className={figures ? classes.figures : classes.cell}>
          {index === 0 && onOpen ? (
            <UnstyledButton className={classes.open} onClick={() => onOpen(row)}>
              {show ? show(row) : text(row)}
            </UnstyledButton>
          ) : show ? (
            show(row)
          ) : (
            text(row)
          )}
        </td>
      ))}
    </>
  );
}
