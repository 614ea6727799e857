/** The longest row of dark poles on every road between dusk and dawn, longest first; a row leads to its night. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import { useMemo } from "react";
import type { Column } from "../../table/columns.ts";
import { DataTable } from "../../table/data-table.tsx";
import { dayOf, nightText } from "../../text/civil-day.ts";
import { useFormat } from "../../text/use-format.ts";
import classes from "./preview.module.css";
import type { DarkRun } from "./previews.ts";

interface DarkRunsProps {
  readonly runs: readonly DarkRun[];
  /** Told the first night on which it happens. */
  readonly onJump: (night: NonNullable<DarkRun["night"]>) => void;
}

export function DarkRuns({ runs, onJump }: DarkRunsProps) {
  const { t } = useLingui();
  const columns = useColumns();
  const dark = runs.filter(({ poles }) => poles > 0);
  const never = runs.length - dark.length;
  if (runs.length === 0) {
    return (
      <p className={classes.quiet}>
        <Trans>None of these lamps stands along a road.</Trans>
      </p>
    );
  }
  return (
    <>
      <p className={never > 0 && dark.length === 0 ? classes.good : classes.quiet}>
        <Plural
          value={never}
          one="On # road no pole is ever dark between dusk and dawn."
          other="On # roads no pole is ever dark between dusk and dawn."
        />
      </p>
      {dark.length > 0 && (
        <DataTable
          id="dark-runs"
          label={t`Rows of dark poles`}
          rows={dark}
          rowId={({ roadId }) => roadId}
          columns={columns}
          onOpen={({ night }) => night && onJump(night)}
        />
      )}
    </>
  );
}

function useColumns(): Column<DarkRun>[] {
  const { t } = useLingui();
  const format = useFormat();
  return useMemo(
    () => [
      { id: "road", title: t`Road`, text: ({ roadName }) => roadName, grow: 2, plain: true },
      {
        id: "poles",
        title: t`Dark poles in a row`,
        text: ({ poles }) => format.number(poles),
        sortBy: ({ poles }) => poles,
        figures: true,
      },
      {
        id: "metres",
        title: t`Length`,
        text: ({ metres }) => `${format.number(metres)} m`,
        sortBy: ({ metres }) => metres,
        figures: true,
      },
      {
        id: "nights",
        title: t`Nights`,
        text: ({ nights }) => format.number(nights),
        sortBy: ({ nights }) => nights,
        figures: true,
      },
      {
        id: "first",
        title: t`First night`,
        text: ({ night, at }) =>
          night === undefined || at === undefined ? "" : `${nightText(dayOf(night))}, ${format.time(at)}`,
        sortBy: ({ at }) => at,
        grow: 1.5,
      },
      {
        id: "map",
        title: t`Place`,
        text: ({ firstLampId, lastLampId }) => [firstLampId, lastLampId].filter(Boolean).join(" – "),
        show: ({ roadId, firstLampId }) => (
          <Link
            to="/map"
            search={{ road: roadId, ...(firstLampId && { lamp: firstLampId }) } as never}
            className={classes.jump}
          >
            <Trans>Map</Trans>
          </Link>
        ),
      },
    ],
    [t, format],
  );
}
