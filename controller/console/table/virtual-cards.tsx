/** The rows of a table on a phone: a card each, one below the other on the page, of which only those in sight exist. */
import { useLingui } from "@lingui/react/macro";
import { Checkbox, UnstyledButton } from "@mantine/core";
import { IconChevronRight } from "@tabler/icons-react";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { useLayoutEffect, useRef, useState } from "react";
import type { RowsProps } from "./rows-props.ts";
import classes from "./virtual-cards.module.css";

/** px, before a card is measured. */
const usualHeight = 96;

export function VirtualCards<R>(props: RowsProps<R>) {
  const { label, rows, rowId, selection } = props;
  const { t } = useLingui();
  const list = useRef<HTMLUListElement>(null);
  const top = useTopOf(list);
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => usualHeight,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowId(row);
    },
    overscan: 6,
    scrollMargin: top,
  });
  return (
    <>
      {selection && (
        <Checkbox
          className={classes.all}
          label={t`Select all that match`}
          checked={selection.state === "all"}
          indeterminate={selection.state === "some"}
          onChange={selection.toggleAll}
        />
      )}
      <ul ref={list} aria-label={label} className={classes.list} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, key, start }) => {
          const row = rows[index];
          if (row === undefined) return null;
          return (
            <li
              key={key}
              ref={virtual.measureElement}
              data-index={index}
              aria-setsize={rows.length}
              aria-posinset={index + 1}
              className={classes.card}
              style={{ transform: `translateY(${start - top}px)` }}
            >
              <Card {...props} row={row} />
            </li>
          );
        })}
      </ul>
    </>
  );
}

function Card<R>({ row, rowId, columns, selection, onOpen }: RowsProps<R> & { readonly row: R }) {
  const { t } = useLingui();
  const [first, ...others] = columns;
  if (first === undefined) return null;
  const id = rowId(row);
  const name = first.text(row);
  const title = first.show ? first.show(row) : name;
  // what is empty, or repeats the title, says nothing
  const said = others.filter((column) => !["", name.toLowerCase()].includes(column.text(row).toLowerCase()));
  return (
    <>
      {selection && (
        <Checkbox
          className={classes.tick}
          aria-label={t`Select ${name}`}
          checked={selection.ids.has(id)}
          onChange={() => selection.toggle(id)}
        />
      )}
      <div className={classes.said}>
        {onOpen ? (
          <UnstyledButton className={classes.open} onClick={() => onOpen(row)}>
            {title}
          </UnstyledButton>
        ) : (
          <div className={classes.title}>{title}</div>
        )}
        {said.length > 0 && (
          <dl className={classes.pairs}>
            {said.map((column) => (
              <div key={column.id}>
                <dt className={column.plain ? "seen-by-readers-only" : undefined}>{column.title}</dt>
                <dd>{column.show ? column.show(row) : column.text(row)}</dd>
              </div>
            ))}
          </dl>
        )}
      </div>
      {onOpen && <IconChevronRight size={18} aria-hidden="true" className={classes.way} />}
    </>
  );
}

/** px from the top of the page to an element; what stands above it may come and go. */
function useTopOf(element: { readonly current: HTMLElement | null }): number {
  const [top, setTop] = useState(0);
  useLayoutEffect(() => {
    const box = element.current?.getBoundingClientRect();
    if (box !== undefined) setTop(Math.round(box.top + window.scrollY));
  });
  return top;
}
