/** A year of nights, coloured by their programs, with lunar dates beside the solar ones; one night is told in words. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Group } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useUrlValues } from "../../app/url-values.ts";
import { isoOf } from "../../text/civil-day.ts";
import { useEditing } from "../draft/editing.ts";
import type { Calendar } from "../plan.ts";
import { useNightLine } from "../use-night-line.ts";
import classes from "./calendars.module.css";
import { MonthTable } from "./month-table.tsx";
import { NightNote } from "./night-note.tsx";
import { programIdsOf } from "./programs-of.ts";
import type { RuleWish } from "./rule-wishes.ts";
import type { ShownMonths } from "./shown-months.ts";
import { Swatch } from "./swatch.tsx";
import type { CalendarNight } from "./use-calendar-nights.ts";

/** Days a key moves by. */
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

interface MonthsViewProps {
  readonly calendar: Calendar;
  readonly shown: ShownMonths;
  readonly nights: ReadonlyMap<number, CalendarNight>;
  readonly onAdd: (wish: RuleWish) => void;
}

export function MonthsView({ calendar, shown: { months, begin, end, moveBy }, nights, onAdd }: MonthsViewProps) {
  const { t } = useLingui();
  const [, set] = useUrlValues<"night">();
  const { date: chosen } = useNightLine();
  /** Under the pointer; the chosen one is told otherwise. */
  const [pointed, setPointed] = useState<number>();
  const frame = useRef<HTMLDivElement>(null);
  const programIds = programIdsOf(calendar);
  const focused = chosen >= begin && chosen < end ? chosen : begin;

  const choose = (day: number) => set({ night: isoOf(day) });
  const onKey = (event: KeyboardEvent) => {
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const next = Math.min(end - 1, Math.max(begin, focused + by));
    choose(next);
    frame.current?.querySelector<HTMLElement>(`[data-day="${next}"]`)?.focus();
  };
  return (
    <div>
      <Group justify="space-between" mb="xs">
        <Legend calendar={calendar} programIds={programIds} />
        <Group gap={4}>
          <ActionIcon variant="default" size={30} aria-label={t`Three months earlier`} onClick={() => moveBy(-3)}>
            <IconChevronLeft size={18} />
          </ActionIcon>
          <ActionIcon variant="default" size={30} aria-label={t`Three months later`} onClick={() => moveBy(3)}>
            <IconChevronRight size={18} />
          </ActionIcon>
        </Group>
      </Group>
      <NightNote calendar={calendar} night={nights.get(pointed ?? focused)} day={pointed ?? focused} onAdd={onAdd} />
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the days within */}
      <div className={classes.months} ref={frame} onKeyDown={onKey} onPointerLeave={() => setPointed(undefined)}>
        {months.map((month) => (
          <MonthTable
            key={`${month.year}-${month.month}`}
            month={month}
            nights={nights}
            calendar={calendar}
            programIds={programIds}
            focused={focused}
            onChoose={choose}
            onPoint={setPointed}
          />
        ))}
      </div>
    </div>
  );
}

interface LegendProps {
  readonly calendar: Calendar;
  readonly programIds: readonly string[];
}

function Legend({ calendar, programIds }: LegendProps) {
  const { plan } = useEditing();
  return (
    <ul className={classes.legend}>
      {programIds.map((id, n) => (
        <li key={id}>
          <Swatch place={n} />
          {plan.programs.find((program) => program.id === id)?.name ?? id}
          {calendar.defaultProgramId === id && (
            <span className={classes.quiet}>
              {" "}
              <Trans>(all other nights)</Trans>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
