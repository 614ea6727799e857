/** The map's twin: the same lamps under the same filter as a table, for reading, sorting and selecting without a mouse. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, Checkbox, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { useFormat } from "../text/use-format.ts";
import { type FleetTable, type LampRow, lampRow } from "./fleet/fleet-table.ts";
import type { FleetView } from "./fleet/fleet-view.ts";
import classes from "./lamp-table.module.css";
import { StateMark } from "./words/state-mark.tsx";
import { type StateWords, useStateWords } from "./words/use-state-words.ts";

interface LampTableProps {
  readonly view: FleetView;
  readonly version: number;
  readonly focus: number | undefined;
  readonly onLamp: (row: number) => void;
  readonly onToggle: (row: number) => void;
  readonly onSelect: (rows: readonly number[]) => void;
}

type Column = "name" | "state" | "level" | "source" | "road" | "area" | "circuit";
type Compare = (a: string, b: string) => number;
/** What a phone has room for; the panel says the rest of the lamp one taps. */
const onPhone: readonly Column[] = ["name", "state", "level"];
/** CSS pixels. */
const rowHeight = 34;

export function LampTable({ view, version, focus, onLamp, onToggle, onSelect }: LampTableProps) {
  const { t } = useLingui();
  const format = useFormat();
  const words = useStateWords();
  const [sort, setSort] = useState<{ by: Column; isDown: boolean }>({ by: "name", isDown: false });
  const scroller = useRef<HTMLElement>(null);
  const shownTotal = view.shownTotal();
  // sorted anew when other lamps are shown, not at every word of theirs: rows would jump away under the pointer
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number shown stands for the filter
  const rows = useMemo(() => sortRows(view, sort.by, sort.isDown, format.compare), [view, sort, shownTotal, format]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const columns: readonly { by: Column; title: string }[] = [
    { by: "name", title: t`Lamp` },
    { by: "state", title: t`State` },
    { by: "level", title: t`Level` },
    { by: "source", title: t`Decided by` },
    { by: "road", title: t`Road` },
    { by: "circuit", title: t`Cabinet and circuit` },
    { by: "area", title: t`Area` },
  ];
  const selected = view.selectedTotal();
  return (
    <div className={classes.frame} data-version={version}>
      <div className={classes.bar}>
        <span>
          <Plural value={shownTotal} one="# lamp" other="# lamps" />
        </span>
        <Button variant="subtle" size="compact-sm" onClick={() => onSelect(rows)} disabled={shownTotal === 0}>
          <Trans>Select all matching</Trans>
        </Button>
        {selected > 0 && (
          <Button variant="subtle" size="compact-sm" onClick={() => onSelect([])}>
            <Trans>Select none</Trans>
          </Button>
        )}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keyboard */}
      <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={t`Lamps`}>
        <table className={classes.table} aria-rowcount={rows.length + 1}>
          <thead>
            <tr>
              <th scope="col" className={classes.tick}>
                <span className="seen-by-readers-only">{t`Selected`}</span>
              </th>
              {columns.map(({ by, title }) => (
                <th
                  key={by}
                  scope="col"
                  className={onPhone.includes(by) ? undefined : classes.desk}
                  aria-sort={sort.by !== by ? "none" : sort.isDown ? "descending" : "ascending"}
                >
                  <UnstyledButton
                    className={classes.sort}
                    onClick={() => setSort({ by, isDown: sort.by === by && !sort.isDown })}
                  >
                    {title}
                    {sort.by === by && (sort.isDown ? <IconArrowDown size={13} /> : <IconArrowUp size={13} />)}
                  </UnstyledButton>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Spacer height={before} />
            {items.map(({ index }) => {
              const row = rows[index]!;
              return (
                <LampLine
                  key={row}
                  lamp={lampRow(view.table, row)}
                  position={index + 2}
                  words={words}
                  isSelected={view.selected[row] === 1}
                  isFocus={focus === row}
                  level={view.table.level[row]! < 0 ? "–" : format.percent(view.table.level[row]! / 100, 1)}
                  onLamp={onLamp}
                  onToggle={onToggle}
                />
              );
            })}
            <Spacer height={after} />
          </tbody>
        </table>
      </section>
    </div>
  );
}

function Spacer({ height }: { readonly height: number }): ReactNode {
  if (height <= 0) return null;
  return (
    <tr>
      <td colSpan={8} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

interface LampLineProps extends Pick<LampTableProps, "onLamp" | "onToggle"> {
  readonly lamp: LampRow;
  readonly position: number;
  readonly words: StateWords;
  readonly level: string;
  readonly isSelected: boolean;
  readonly isFocus: boolean;
}

function LampLine({ lamp, position, words, level, isSelected, isFocus, onLamp, onToggle }: LampLineProps) {
  const { t } = useLingui();
  const { name } = lamp;
  return (
    <tr aria-rowindex={position} aria-selected={isSelected} data-focus={isFocus} data-lamp={lamp.id}>
      <td className={classes.tick}>
        <Checkbox size="xs" checked={isSelected} onChange={() => onToggle(lamp.row)} aria-label={t`Select ${name}`} />
      </td>
      <th scope="row">
        <UnstyledButton className={classes.name} onClick={() => onLamp(lamp.row)}>
          {name}
        </UnstyledButton>
      </th>
      <td>
        <span className={classes.state}>
          <StateMark state={lamp.state} level={lamp.level} />
          {words.name(lamp.state)}
        </span>
      </td>
      <td className={classes.number}>{level}</td>
      <td className={classes.desk}>{lamp.source === undefined ? "–" : words.decider(lamp.source)}</td>
      <td className={classes.desk}>{lamp.roadName ?? "–"}</td>
      <td className={classes.desk}>{lamp.feedName ?? "–"}</td>
      <td className={classes.desk}>{lamp.areaName}</td>
    </tr>
  );
}

function sortRows(view: FleetView, by: Column, isDown: boolean, compare: Compare): number[] {
  const { table } = view;
  const rows = view.shownRows();
  const key = keyOf(table, by, compare);
  rows.sort((a, b) => key[a]! - key[b]!);
  return isDown ? rows.reverse() : rows;
}

/** 100,000 names are put in order once per fleet and language, not whenever a lamp enters the filter. */
const nameRanks = new WeakMap<FleetTable, { compare: Compare; ranks: ArrayLike<number> }>();

function ranksOfNames(table: FleetTable, compare: Compare): ArrayLike<number> {
  const known = nameRanks.get(table);
  if (known?.compare === compare) return known.ranks;
  const ranks = ranksOf(table.names, compare);
  nameRanks.set(table, { compare, ranks });
  return ranks;
}

function ranksOf(names: readonly string[], compare: Compare): Float64Array {
  const ranked = names.map((_, place) => place).sort((a, b) => compare(names[a]!, names[b]!));
  const ranks = new Float64Array(names.length);
  for (let place = 0; place < ranked.length; place++) ranks[ranked[place]!] = place;
  return ranks;
}

/** A number per row, so that 100,000 names are compared once and not at every step of a sort. */
function keyOf(table: FleetTable, by: Column, compare: Compare): ArrayLike<number> {
  const { around } = table;
  const byList = (column: ArrayLike<number>, list: readonly { name: string }[]) => {
    const rank = ranksOf(
      list.map(({ name }) => name),
      compare,
    );
    return Float64Array.from(column, (place) => rank[place] ?? -1);
  };
  switch (by) {
    case "name":
      return ranksOfNames(table, compare);
    case "state":
      return table.state;
    case "level":
      return table.level;
    case "source":
      return table.source;
    case "road":
      return byList(table.road, around.roads);
    case "area":
      return byList(table.area, around.areas);
    case "circuit":
      return byList(table.circuit, around.circuits);
    default:
      return by satisfies never;
  }
}
