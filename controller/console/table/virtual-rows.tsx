/** The rows of a table, of which only those in sight exist. */
import { useLingui } from "@lingui/react/macro";
import { Checkbox, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import type { Column, Sorting } from "./columns.ts";
import type { RowsProps } from "./rows-props.ts";
import classes from "./virtual-rows.module.css";

/** px */
const rowHeight = 36;
/** px, of the column with the ticks. */
const tickWidth = 36;

interface VirtualRowsProps<R> extends RowsProps<R> {
  /** px for each column, the least it needs. */
  readonly widths: readonly number[];
  readonly sorting: Sorting | undefined;
  readonly onSort: (column: string) => void;
}

/** What a table is to screen readers; browsers forget it where a table is laid out as a grid. */
const roles = {
  table: { role: "table" },
  group: { role: "rowgroup" },
  row: { role: "row" },
  heading: { role: "columnheader" },
  cell: { role: "cell" },
} as const;

export function VirtualRows<R>(props: VirtualRowsProps<R>) {
  const { label, rows, rowId, columns, widths, sorting, onSort, selection } = props;
  const { t } = useLingui();
  const box = useRef<HTMLElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const tracks = [
    ...(selection ? [`${tickWidth}px`] : []),
    ...columns.map(({ grow = 1 }, n) => `minmax(${widths[n]}px, ${grow}fr)`),
  ].join(" ");
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.box} ref={box} tabIndex={0} aria-label={label}>
      <table {...roles.table} aria-label={label} aria-rowcount={rows.length + 1} className={classes.table}>
        <thead {...roles.group} className={classes.headGroup}>
          <tr {...roles.row} aria-rowindex={1} className={classes.head} style={{ gridTemplateColumns: tracks }}>
            {selection && (
              <th {...roles.heading} className={classes.tick}>
                <Checkbox
                  size="xs"
                  aria-label={t`Select all that match`}
                  checked={selection.state === "all"}
                  indeterminate={selection.state === "some"}
                  onChange={selection.toggleAll}
                />
              </th>
            )}
            {columns.map((column) => (
              <Heading key={column.id} column={column} sorting={sorting} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody {...roles.group} className={classes.body} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <tr
                {...roles.row}
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
      {...roles.heading}
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
  return (
    <>
      {selection && (
        <td {...roles.cell} className={classes.tick}>
          <Checkbox
            size="xs"
            aria-label={t`Select ${name}`}
            checked={selection.ids.has(id)}
            onChange={() => selection.toggle(id)}
          />
        </td>
      )}
      {columns.map(({ id: column, show, text, figures }, index) => (
        <td
          {...roles.cell}
          key={column}
          className={figures ? classes.figures : classes.cell}
          title={show ? undefined : text(row)}
        >
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
