/** A year of nights, coloured by their programs, with lunar dates beside the solar ones; one night is told in words. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Group } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { useUrlValues } from "../../app/url-values.ts";
import { problemText } from "../../text/problem-text.ts";
import { dayOf, isoOf } from "../../text/civil-day.ts";
import { useEditing } from "../draft/editing.ts";
import type { Calendar } from "../plan.ts";
import { useNightLine } from "../use-night-line.ts";
import classes from "./calendars.module.css";
import { monthAfter, monthOf } from "../../text/months.ts";
import { letterOf, programColours } from "./month-grid.ts";
import { MonthTable } from "./month-table.tsx";
import { NightNote } from "./night-note.tsx";
import { programIdsOf } from "./programs-of.ts";
import { useCalendarNights } from "./use-calendar-nights.ts";

const monthsShown = 12;

/** Days a key moves by. */
const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

export function MonthsView({ calendar }: { readonly calendar: Calendar }) {
  const { t } = useLingui();
  const { plan } = useEditing();
  const [, set] = useUrlValues<"night">();
  const { date: chosen } = useNightLine();
  const [first, setFirst] = useState(() => monthOf(chosen));
  /** Under the pointer; the chosen one is told otherwise. */
  const [pointed, setPointed] = useState<number>();
  const frame = useRef<HTMLDivElement>(null);
  const begin = dayOf({ ...first, day: 1 });
  const end = dayOf({ ...monthAfter(first, monthsShown), day: 1 });
  const { nights, error } = useCalendarNights(calendar, plan.holidaySets, begin, end - begin);
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
          <ActionIcon
            variant="default"
            size={30}
            aria-label={t`Three months earlier`}
            onClick={() => setFirst(monthAfter(first, -3))}
          >
            <IconChevronLeft size={18} />
          </ActionIcon>
          <ActionIcon
            variant="default"
            size={30}
            aria-label={t`Three months later`}
            onClick={() => setFirst(monthAfter(first, 3))}
          >
            <IconChevronRight size={18} />
          </ActionIcon>
        </Group>
      </Group>
      <NightNote calendar={calendar} night={nights.get(pointed ?? focused)} day={pointed ?? focused} />
      {error && (
        <p className={classes.bad} role="alert">
          {problemText(error)}
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the days within */}
      <div className={classes.months} ref={frame} onKeyDown={onKey} onPointerLeave={() => setPointed(undefined)}>
        {Array.from({ length: monthsShown }, (_, n) => monthAfter(first, n)).map((month) => (
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
          <span className={classes.swatch} data-colour={n % programColours} aria-hidden="true">
            {n === 0 && calendar.defaultProgramId === id ? "" : letterOf(n)}
          </span>
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
