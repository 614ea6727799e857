/** Areas and what they burned before: those that have a survey, and a way to record another. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { useSite } from "../api-client/site.ts";
import { ThingSelect } from "../inventory/fields/thing-select.tsx";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame } from "../parts/page.tsx";
import { EmptyState } from "../parts/state-note.tsx";
import type { Column } from "../table/columns.ts";
import { DataTable } from "../table/data-table.tsx";
import { dateBegin } from "../text/civil-date.ts";
import { useFormat } from "../text/use-format.ts";
import { dayText } from "./day.ts";
import { type Baseline, baselinesQuery } from "./queries.ts";
import { Tabs } from "./tabs.tsx";

const lampsOf = ({ groups }: Baseline) => groups.reduce((sum, { lamps }) => sum + lamps, 0);
/** W */
const powerOf = ({ groups }: Baseline) => groups.reduce((sum, { lamps, power }) => sum + lamps * power, 0);

export function Page() {
  const { t } = useLingui();
  const navigate = useNavigate();
  const baselines = useQuery(baselinesQuery);
  const open = (areaId: string) => void navigate({ to: `/energy-tables/baselines/${areaId}` as never });
  return (
    <Frame
      title={<Trans>Rates and baselines</Trans>}
      lead={<Trans>What lamps burned before, as a survey found it: savings are told against it.</Trans>}
    >
      <Tabs />
      <ThingSelect
        label={t`Record or correct for an area`}
        description={t`It speaks for everything below that has none of its own.`}
        sort="area"
        maw={420}
        mb="md"
        value={undefined}
        onChange={(areaId) => areaId !== undefined && open(areaId)}
      />
      <Answer of={baselines}>{(items) => <BaselineTable items={items} onOpen={open} />}</Answer>
    </Frame>
  );
}

interface BaselineTableProps {
  readonly items: readonly Baseline[];
  readonly onOpen: (areaId: string) => void;
}

function BaselineTable({ items, onOpen }: BaselineTableProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { timeZone } = useSite();
  const columns = useMemo((): Column<Baseline>[] => {
    const day = ({ recordedOn }: Baseline) => dateBegin(dayText(recordedOn), timeZone) ?? 0;
    return [
      { id: "area", title: t`Area`, text: ({ areaName }) => areaName, grow: 2 },
      { id: "on", title: t`Day of the survey`, text: (one) => format.date(day(one)), sortBy: day },
      { id: "lamps", title: t`Lamps`, text: (one) => format.number(lampsOf(one)), sortBy: lampsOf, figures: true },
      { id: "power", title: t`Power`, text: (one) => format.power(powerOf(one)), sortBy: powerOf, figures: true },
      { id: "source", title: t`Taken from`, text: ({ source }) => source, grow: 3 },
    ];
  }, [t, format, timeZone]);
  return (
    <DataTable
      id="baselines"
      label={t`Baselines`}
      rows={items}
      rowId={({ areaId }) => areaId}
      columns={columns}
      onOpen={({ areaId }) => onOpen(areaId)}
      empty={
        <EmptyState title={<Trans>No baseline yet</Trans>}>
          <Trans>Without one, savings are told against full light from sunset to sunrise alone.</Trans>
        </EmptyState>
      }
    />
  );
}
