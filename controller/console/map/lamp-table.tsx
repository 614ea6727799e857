/** The map's twin: the same lamps under the same filter as a table, for reading, sorting and selecting without a mouse. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, Checkbox, UnstyledButton } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type ReactNode, useMemo, useRef } from "react";
import { useUrlValues } from "../app/url-values.ts";
import { type Column, readSorting, writeSorting } from "../table/columns.ts";
import { ExportButton } from "../table/export-button.tsx";
import { SavedViews } from "../table/saved-views.tsx";
import { useFormat } from "../text/use-format.ts";
import { type LampRow, lampRow } from "./fleet/fleet-table.ts";
import type { FleetView } from "./fleet/fleet-view.ts";
import { type LampColumn, lampColumns, sortLamps } from "./lamp-order.ts";
import classes from "./lamp-table.module.css";
import { narrowing } from "./use-map-address.ts";
import { StateMark } from "./words/state-mark.tsx";
import { useStateWords } from "./words/use-state-words.ts";

interface LampTableProps {
  readonly view: FleetView;
  readonly version: number;
  readonly focus: number | undefined;
  readonly onLamp: (row: number) => void;
  readonly onToggle: (row: number) => void;
  readonly onSelect: (rows: readonly number[]) => void;
}

/** What a phone has room for; the panel says the rest of the lamp one taps. */
const onPhone: readonly LampColumn[] = ["name", "state", "level"];
/** CSS pixels. */
const rowHeight = 34;

export function LampTable({ view, version, focus, onLamp, onToggle, onSelect }: LampTableProps) {
  const { t } = useLingui();
  const format = useFormat();
  const [values, set] = useUrlValues<"sort">();
  const sorting = readSorting(values.sort);
  const by = lampColumns.find((column) => column === sorting?.column) ?? "name";
  const isDown = sorting?.descending ?? false;
  const scroller = useRef<HTMLElement>(null);
  const shownTotal = view.shownTotal();
  // sorted anew when other lamps are shown, not at every word of theirs: rows would jump away under the pointer
  const shownVersion = view.shownVersion();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for the lamps shown
  const rows = useMemo(() => sortLamps(view, by, isDown, format.compare), [view, by, isDown, shownVersion, format]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  const columns = useLampColumns();
  const code: Column<LampRow> = { id: "code", title: t`Code`, text: ({ id }) => id };
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
        <span className={classes.gap} />
        <SavedViews table="map" names={[...narrowing, "show", "sort"]} />
        <ExportButton
          name="lamps"
          columns={[code, ...columns]}
          rows={() => rows.map((row) => lampRow(view.table, row))}
          disabled={shownTotal === 0}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it is scrolled by keyboard */}
      <section ref={scroller} className={classes.scroller} tabIndex={0} aria-label={t`Lamps`}>
        <table className={classes.table} aria-rowcount={rows.length + 1}>
          <thead>
            <tr>
              <th scope="col" className={classes.tick}>
                <span className="seen-by-readers-only">{t`Selected`}</span>
              </th>
              {columns.map(({ id, title }) => (
                <th
                  key={id}
                  scope="col"
                  className={onPhone.includes(id) ? undefined : classes.desk}
                  aria-sort={by !== id ? "none" : isDown ? "descending" : "ascending"}
                >
                  <UnstyledButton
                    className={classes.sort}
                    onClick={() => set({ sort: writeSorting({ column: id, descending: by === id && !isDown }) })}
                  >
                    {title}
                    {by === id && (isDown ? <IconArrowDown size={13} /> : <IconArrowUp size={13} />)}
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
                  columns={columns}
                  position={index + 2}
                  isSelected={view.selected[row] === 1}
                  isFocus={focus === row}
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
  readonly columns: readonly LampColumnShown[];
  readonly position: number;
  readonly isSelected: boolean;
  readonly isFocus: boolean;
}

function LampLine({ lamp, columns, position, isSelected, isFocus, onLamp, onToggle }: LampLineProps) {
  const { t } = useLingui();
  const { name } = lamp;
  return (
    <tr aria-rowindex={position} aria-selected={isSelected} data-focus={isFocus} data-lamp={lamp.id}>
      <td className={classes.tick}>
        <Checkbox size="xs" checked={isSelected} onChange={() => onToggle(lamp.row)} aria-label={t`Select ${name}`} />
      </td>
      {columns.map(({ id, text, show, figures }) =>
        id === "name" ? (
          <th key={id} scope="row">
            <UnstyledButton className={classes.name} onClick={() => onLamp(lamp.row)}>
              {name}
            </UnstyledButton>
          </th>
        ) : (
          <td key={id} className={onPhone.includes(id) ? (figures ? classes.number : undefined) : classes.desk}>
            {show ? show(lamp) : text(lamp) || "–"}
          </td>
        ),
      )}
    </tr>
  );
}

interface LampColumnShown extends Column<LampRow> {
  readonly id: LampColumn;
}

/** As they are read in the table and written to a file. */
function useLampColumns(): readonly LampColumnShown[] {
  const { t } = useLingui();
  const format = useFormat();
  const words = useStateWords();
  return [
    { id: "name", title: t`Lamp`, text: ({ name }) => name },
    {
      id: "state",
      title: t`State`,
      text: ({ state }) => words.name(state),
      show: ({ state, level }) => (
        <span className={classes.state}>
          <StateMark state={state} level={level} />
          {words.name(state)}
        </span>
      ),
    },
    {
      id: "level",
      title: t`Level`,
      text: ({ level }) => (level === undefined ? "" : format.percent(level / 100, 1)),
      figures: true,
    },
    { id: "source", title: t`Decided by`, text: ({ source }) => (source === undefined ? "" : words.decider(source)) },
    { id: "road", title: t`Road`, text: ({ roadName }) => roadName ?? "" },
    { id: "circuit", title: t`Cabinet and circuit`, text: ({ feedName }) => feedName ?? "" },
    { id: "area", title: t`Area`, text: ({ areaName }) => areaName },
  ];
}
