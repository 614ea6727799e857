/** What a place used: against its baseline, as a picture and as a table, with how much of it is known. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, SegmentedControl, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useAreas } from "../api-client/areas.ts";
import { useSite } from "../api-client/site.ts";
import { useAreaScope } from "../app/area-scope.tsx";
import { useUrlValues } from "../app/url-values.ts";
import { keptSince, periodOf } from "../history/period.ts";
import { PeriodFields } from "../history/period-fields.tsx";
import { readPlace, writePlace } from "../order/place.ts";
import { PlaceField } from "../order/place-field.tsx";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame, Section } from "../parts/page.tsx";
import { EmptyState, LoadingState } from "../parts/state-note.tsx";
import { CabinetBalance } from "./cabinet-balance.tsx";
import { type Energy, energyPlace, energyQuery, hasLamps, resolutionOf, resolutions, wholeFrom } from "./energy.ts";
import classes from "./energy-page.module.css";
import { EnergyTable } from "./energy-table.tsx";
import { Indicators, Sums } from "./sums.tsx";
import { useSupplyPointName } from "./supply-points.ts";

const EnergyChart = lazy(() => import("./energy-chart.tsx").then(({ EnergyChart }) => ({ default: EnergyChart })));

type EnergyKey = "of" | "span" | "from" | "to" | "by" | "show";

export function Page() {
  const { t } = useLingui();
  const [values, set] = useUrlValues<EnergyKey>();
  const { timeZone, ahead, kept } = useSite();
  const { areaId } = useAreaScope();
  const { data: areas } = useAreas();
  // the moment of the look: a figure that changes while one reads it cannot be quoted
  const [now] = useState(() => Math.ceil((Date.now() + ahead) / 60_000) * 60_000);
  const place = energyPlace(values.of, areaId, areas?.areas ?? []);
  const span = { span: "month", ...values };
  const period = periodOf(span, now, timeZone);
  const halfHoursSince = keptSince("1800000", kept, now);
  const by = resolutionOf(values.by, period ?? { from: 0, to: 0 }, halfHoursSince);
  const energy = useQuery({
    ...energyQuery(place, period, by),
    // nothing can be quoted yet, and first readings come any moment
    refetchInterval: ({ state: { data } }) => (data !== undefined && !isTold(data) ? askAgainAfter : false),
  });
  const supplyPoint = useSupplyPointName(place?.sort === "supplyPoint" ? place.id : undefined);
  const names = { halfHour: t`Half-hours`, day: t`Days`, month: t`Months` };
  return (
    <Frame
      title={supplyPoint === undefined ? <Trans>Energy</Trans> : <Trans>Energy of {supplyPoint}</Trans>}
      lead={<Trans>Differences of the lamps’ meters; what they do not tell is estimated, and said to be.</Trans>}
      actions={
        <Link to={"/energy/bills" as never} className={classes.link}>
          <Trans>Supply points and bills</Trans>
        </Link>
      }
    >
      <div className={classes.tools}>
        <PlaceField
          label={t`Of what`}
          value={place && readPlace(`${place.sort}:${place.id}`)}
          onChange={(next) => set({ of: next && writePlace(next) })}
          className={classes.place}
        />
        <PeriodFields values={span} onChange={set} />
        <Select
          label={t`Resolution`}
          data={resolutions.map((value) => ({ value, label: names[value] }))}
          value={by}
          allowDeselect={false}
          onChange={(next) => set({ by: next ?? undefined })}
          w={130}
        />
        <SegmentedControl
          aria-label={t`As what`}
          data={[
            { value: "chart", label: t`Chart` },
            { value: "table", label: t`Table` },
          ]}
          value={values.show === "table" ? "table" : "chart"}
          onChange={(show) => set({ show: show === "table" ? show : undefined })}
        />
      </div>
      {place === undefined || period === undefined ? (
        <EmptyState title={<Trans>Name a first and a last day</Trans>} />
      ) : (
        <Answer of={energy}>
          {(data) => (
            <>
              {isTold(data) ? <Sums energy={data} by={by} /> : <Unknown energy={data} />}
              {by === "halfHour" && period.from < halfHoursSince && (
                <OnlyByDay days={kept.halfHours} onDays={() => set({ by: "day" })} />
              )}
              {values.show === "table" ? (
                <EnergyTable energy={data} by={by} />
              ) : (
                isTold(data) && (
                  <Suspense fallback={<LoadingState />}>
                    <EnergyChart energy={data} by={by} />
                  </Suspense>
                )
              )}
              {data.indicators && <Indicators indicators={data.indicators} />}
              {place.sort === "cabinet" && <CabinetBalance cabinetId={place.id} period={period} />}
              {data.sources.length > 0 && (
                <Section title={<Trans>Prices and factors</Trans>}>
                  <ul className={classes.sources}>
                    {data.sources.map((source) => (
                      <li key={source}>{source}</li>
                    ))}
                  </ul>
                </Section>
              )}
            </>
          )}
        </Answer>
      )}
    </Frame>
  );
}

/** ms */
const askAgainAfter = 15_000;

/** "At least 0 kWh" says nothing. */
const isTold = ({ total: { completeness = 0, energy } }: Energy) => completeness >= wholeFrom || energy > 0;

function Unknown({ energy: { total } }: { readonly energy: Energy }) {
  if (!hasLamps(total)) return <EmptyState title={<Trans>No lamp hung here in this time.</Trans>} />;
  return (
    <EmptyState title={<Trans>Nothing is known of this time.</Trans>}>
      <Trans>Readings come every few minutes; choose another time or another place.</Trans>
    </EmptyState>
  );
}

/** Half-hours go after a while, days stay. */
function OnlyByDay({ days, onDays }: { readonly days: number; readonly onDays: () => void }) {
  return (
    <p className={classes.quiet}>
      <Plural
        value={days}
        one="Half-hours are kept for # day; what lies before is told by day."
        other="Half-hours are kept for # days; what lies before is told by day."
      />{" "}
      <Button variant="subtle" size="compact-sm" onClick={onDays}>
        <Trans>Show days</Trans>
      </Button>
    </p>
  );
}
