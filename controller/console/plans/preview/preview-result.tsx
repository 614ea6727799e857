/** A finished preview: savings, the year as a picture, one night of it, and the findings, which lead to their nights. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useSite } from "../../api-client/site.ts";
import { useUrlValues } from "../../app/url-values.ts";
import { Answer } from "../../parts/answer.tsx";
import { Section } from "../../parts/page.tsx";
import { dayOf, isoOf } from "../../text/civil-day.ts";
import { noonBefore } from "../../text/night.ts";
import { useFormat } from "../../text/use-format.ts";
import type { FullDate } from "../plan.ts";
import { useNightLine } from "../use-night-line.ts";
import { ChangeLine } from "./change-line.tsx";
import { DarkRuns } from "./dark-runs.tsx";
import { darkRowsId, Findings } from "./findings.tsx";
import { NightDetail } from "./night-detail.tsx";
import classes from "./preview.module.css";
import {
  calendarKey,
  type Finding,
  monthTableAddress,
  type Preview,
  type PreviewNight,
  type PreviewSummary,
  previewDarkRunsQuery,
  previewFindingsQuery,
  previewNightsQuery,
  previewSummaryQuery,
} from "./previews.ts";
import { Savings } from "./savings.tsx";
import { YearCanvas, type YearNight } from "./year-canvas.tsx";

export function PreviewResult({ preview }: { readonly preview: Preview }) {
  const summary = useQuery(previewSummaryQuery(preview.id));
  return <Answer of={summary}>{(data) => <Result summary={data} />}</Answer>;
}

function Result({ summary }: { readonly summary: PreviewSummary }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const { preview, calendars, total } = summary;
  const [{ course }, set] = useUrlValues<"course" | "night">();
  const findings = useQuery(previewFindingsQuery(preview.id));
  const darkRuns = useQuery(previewDarkRunsQuery(preview.id));
  const chosen = calendars.find((one) => calendarKey(one) === course) ?? calendars[0];
  const lamps = format.number(preview.lamps);
  const look = (night: FullDate | undefined, key?: string) => {
    set({ ...(night && { night: isoOf(dayOf(night)) }), ...(key !== undefined && { course: key }) });
    document.getElementById("year-of-nights")?.scrollIntoView({ block: "nearest" });
  };
  const jump = ({ nights, planId, calendarId }: Finding) => {
    const found = calendars.find((one) => one.planId === planId && one.calendarId === calendarId);
    look(nights?.worst, found && calendarKey(found));
  };
  return (
    <>
      <Section
        title={<Trans>What it saves</Trans>}
        actions={
          <Anchor href={monthTableAddress(preview.id, i18n.locale)} download>
            <Trans>Table of months (CSV)</Trans>
          </Anchor>
        }
      >
        <p className={classes.lead}>
          <ChangeLine figures={summary} />
        </p>
        <Savings total={total} rates={summary.rates} lamps={lamps} />
      </Section>
      <div id="year-of-nights">
        <Section
          title={<Trans>A year of nights</Trans>}
          actions={
            calendars.length > 1 &&
            chosen && (
              <Select
                aria-label={t`Calendar shown`}
                data={calendars.map((one) => ({
                  value: calendarKey(one),
                  label: `${one.calendarName ?? t`Lamps without a calendar`} (${format.number(one.total.lamps)})`,
                }))}
                value={calendarKey(chosen)}
                allowDeselect={false}
                onChange={(key) => set({ course: key ?? undefined })}
                w={260}
              />
            )
          }
        >
          {chosen && <Year preview={preview} calendar={chosen} />}
        </Section>
      </div>
      <Section title={<Trans>What somebody should look at</Trans>}>
        <Answer of={findings}>{(all) => <Findings findings={all} onJump={jump} />}</Answer>
      </Section>
      <div id={darkRowsId}>
        <Section title={<Trans>Dark rows of poles</Trans>}>
          <Answer of={darkRuns}>{(all) => <DarkRuns runs={all} onJump={look} />}</Answer>
        </Section>
      </div>
    </>
  );
}

interface YearProps {
  readonly preview: Preview;
  readonly calendar: PreviewSummary["calendars"][number];
}

function Year({ preview, calendar }: YearProps) {
  const nights = useQuery(previewNightsQuery(preview.id, calendar));
  return <Answer of={nights}>{(all) => <YearOfNights nights={all} />}</Answer>;
}

function YearOfNights({ nights }: { readonly nights: readonly PreviewNight[] }) {
  const { timeZone } = useSite();
  const { date } = useNightLine();
  const [, set] = useUrlValues<"night">();
  const shown = useMemo<YearNight[]>(
    () =>
      nights.map(({ night, sunset, sunrise, points }) => {
        const noon = noonBefore(sunset, timeZone);
        return {
          day: dayOf(night),
          noon,
          nextNoon: noonBefore(noon + 26 * 3_600_000, timeZone),
          sunset,
          sunrise,
          points,
        };
      }),
    [nights, timeZone],
  );
  const first = shown[0]?.day ?? 0;
  const day = Math.max(first, Math.min(first + shown.length - 1, date));
  const night = nights[day - first];
  return (
    <div className={classes.result}>
      <YearCanvas nights={shown} chosen={day} onChoose={(next) => set({ night: isoOf(next) })} />
      {night && <NightDetail day={day} night={night} />}
    </div>
  );
}
