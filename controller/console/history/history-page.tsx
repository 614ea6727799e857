/** What was measured: which place, which quantities, which time, as curves or as a table, and as a file. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Button, MultiSelect, SegmentedControl, Select } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useMemo, useState } from "react";
import { useSite } from "../api-client/site.ts";
import { useAreaScope } from "../app/area-scope.tsx";
import { useUrlValues } from "../app/url-values.ts";
import { readPlace, writePlace } from "../order/place.ts";
import { PlaceField } from "../order/place-field.tsx";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame } from "../parts/page.tsx";
import { EmptyState, LoadingState } from "../parts/state-note.tsx";
import { type Curve, curveQuery, fileAddress, noticedQuery, subjectOf } from "./curve.ts";
import classes from "./history-page.module.css";
import { HistoryTable } from "./history-table.tsx";
import { NoticedTable } from "./noticed-table.tsx";
import { fitsInto, keptSince, type Period, periodOf, stepOf, steps } from "./period.ts";
import { PeriodFields } from "./period-fields.tsx";
import { chosenQuantities, type QuantityName, quantitiesOf } from "./quantities.ts";
import { quantityNames } from "./quantity-names.ts";

const Curves = lazy(() => import("./curve-chart.tsx").then(({ CurveChart }) => ({ default: CurveChart })));

type HistoryKey = "of" | "quantities" | "span" | "from" | "to" | "step" | "show";

export function Page() {
  const { t, i18n } = useLingui();
  const [values, set] = useUrlValues<HistoryKey>();
  const { timeZone, ahead, kept } = useSite();
  // the newest minute stays the newest minute while one looks: a curve that slides away cannot be read
  const [now] = useState(() => Math.ceil((Date.now() + ahead) / 60_000) * 60_000);
  const { areaId } = useAreaScope();
  // whoever looks at one area and names nothing means all of it
  const place = readPlace(values.of) ?? (areaId === undefined ? undefined : { sort: "area" as const, id: areaId });
  const subject = place === undefined ? "lamp" : subjectOf(place);
  const names = chosenQuantities(values.quantities, subject);
  const period = periodOf(values, now, timeZone);
  const chosen = stepOf(values.step);
  const step = chosen && period && fitsInto(chosen, period) ? chosen : undefined;
  const asked = place && period && { place, ...period, quantities: names, step };
  const curve = useQuery(curveQuery(asked));
  const file = asked && fileAddress(asked, i18n.locale);
  const stepNames = {
    "300000": t`5 minutes`,
    "1800000": t`Half-hours`,
    "3600000": t`Hours`,
    day: t`Days`,
    month: t`Months`,
  };
  return (
    <Frame
      title={<Trans>History</Trans>}
      lead={<Trans>What lamps and cabinets measured, on the site's calendar.</Trans>}
      actions={
        file && (
          <Anchor href={file} download className={classes.file}>
            <IconDownload size={16} aria-hidden="true" /> <Trans>Rows as CSV</Trans>
          </Anchor>
        )
      }
    >
      <div className={classes.tools}>
        <PlaceField
          label={t`Of what`}
          value={place}
          onChange={(next) => set({ of: next && writePlace(next), quantities: undefined })}
          className={classes.place}
        />
        <MultiSelect
          label={t`Quantities`}
          data={quantitiesOf[subject].map((name) => ({ value: name, label: t(quantityNames[name]) }))}
          value={[...names]}
          maxValues={6}
          onChange={(next) => set({ quantities: next.join(",") || undefined })}
          className={classes.quantities}
          size="sm"
        />
        <PeriodFields values={values} onChange={set} />
        <Select
          label={t`Resolution`}
          placeholder={t`As fits`}
          data={steps.map((value) => ({
            value,
            label: stepNames[value],
            disabled: period !== undefined && !fitsInto(value, period),
          }))}
          value={step ?? null}
          clearable
          clearButtonProps={{ "aria-label": t`As fits` }}
          onChange={(next) => set({ step: next ?? undefined })}
          w={140}
        />
        <SegmentedControl
          aria-label={t`As what`}
          data={[
            { value: "curves", label: t`Curves` },
            { value: "table", label: t`Table` },
          ]}
          value={values.show === "table" ? "table" : "curves"}
          onChange={(show) => set({ show: show === "table" ? show : undefined, sort: undefined } as never)}
        />
      </div>
      {asked === undefined || place === undefined ? (
        <EmptyState title={place ? <Trans>Name a first and a last day</Trans> : <Trans>Whose history?</Trans>}>
          <Trans>A lamp, a cabinet with its meter, or all lamps of an area, road, circuit or group together.</Trans>
        </EmptyState>
      ) : (
        <Answer of={curve}>
          {(data) => (
            <>
              {step && data.source === "journal" && asked.from < keptSince(step, kept, now) && (
                <Forgotten kept={kept} onFits={() => set({ step: undefined })} />
              )}
              <Shown
                key={writePlace(place)}
                curve={data}
                names={names}
                period={asked}
                place={place}
                asTable={values.show === "table"}
              />
            </>
          )}
        </Answer>
      )}
    </Frame>
  );
}

interface ShownProps {
  readonly curve: Curve;
  readonly names: readonly QuantityName[];
  readonly period: Period;
  readonly place: NonNullable<ReturnType<typeof readPlace>>;
  readonly asTable: boolean;
}

function Shown({ curve, names, period: { from, to }, place, asTable }: ShownProps) {
  const { data: noticed = none } = useQuery(noticedQuery(place, { from, to }));
  const period = useMemo(() => ({ from, to }), [from, to]);
  const missing = missingShare(curve, period);
  return (
    <>
      {asTable ? (
        <HistoryTable curve={curve} names={names} />
      ) : (
        <Suspense fallback={<LoadingState />}>
          {names.map((name) => (
            <Curves key={name} name={name} curve={curve} period={period} noticed={noticed} />
          ))}
        </Suspense>
      )}
      {missing > 0.02 && <Missing share={missing} />}
      {noticed.length > 0 && <NoticedTable noticed={noticed} />}
    </>
  );
}

const none = [] as const;

/** @returns share of the period's steps in which nothing was measured. */
function missingShare({ rows, step }: Curve, { from, to }: Period): number {
  const expected = Math.max(1, Math.floor((to - from) / step));
  return rows.length === 0 ? 0 : Math.max(0, 1 - rows.length / expected);
}

interface ForgottenProps {
  /** Days. */
  readonly kept: { readonly samples: number; readonly halfHours: number };
  readonly onFits: () => void;
}

/** Short steps go after a while, longer ones stay. */
function Forgotten({ kept: { samples, halfHours }, onFits }: ForgottenProps) {
  return (
    <p className={classes.quiet}>
      <Trans>
        Samples are kept for {samples} days, half-hours for {halfHours}: what lies before is not drawn in steps this
        short.
      </Trans>{" "}
      <Button variant="subtle" size="compact-sm" onClick={onFits}>
        <Trans>Draw it as fits</Trans>
      </Button>
    </p>
  );
}

function Missing({ share }: { readonly share: number }) {
  const percent = Math.round(share * 100);
  return (
    <p className={classes.quiet}>
      <Trans>In {percent} % of this time nothing was measured; the line is left open there.</Trans>
    </p>
  );
}
