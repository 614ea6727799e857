/** Whether everything behind the lamps does its work: controller, broker, stores, and this browser's own stream. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useMay } from "../api-client/me.ts";
import { useSite } from "../api-client/site.ts";
import { useStreamState } from "../live/use-live.ts";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame, Section } from "../parts/page.tsx";
import { useFormat } from "../text/use-format.ts";
import { partsOf } from "./figures.ts";
import classes from "./health.module.css";
import { Line } from "./line.tsx";
import { healthQuery } from "./queries.ts";
import { Refusals } from "./refusals.tsx";

export function Page() {
  const health = useQuery(healthQuery);
  const maySeeRefusals = useMay("audit");
  return (
    <Frame title={<Trans>Health</Trans>} lead={<Trans>The controller answers this itself, every five seconds.</Trans>}>
      <Answer of={health}>
        {(data) => {
          const { parts, others } = partsOf(data);
          return (
            <>
              <p className={classes.verdict} data-ok={data.status === "ok" || undefined} role="status">
                {data.status === "ok" ? (
                  <Trans>The controller does its work.</Trans>
                ) : (
                  <Trans>
                    The controller has no way to the lamps. They follow their plans by themselves until it is back.
                  </Trans>
                )}
              </p>
              <div className={classes.columns}>
                <StreamPart />
                {parts.map(({ title, rows }) => (
                  <Part key={title.id} title={title} rows={rows} />
                ))}
                {others.length > 0 && (
                  <Section title={<Trans>Other figures</Trans>}>
                    <dl className={classes.lines}>
                      {others.map(([name, value]) => (
                        <Line key={name} name={name} value={value} />
                      ))}
                    </dl>
                  </Section>
                )}
              </div>
            </>
          );
        }}
      </Answer>
      {maySeeRefusals && <Refusals />}
    </Frame>
  );
}

function Part({ title, rows }: ReturnType<typeof partsOf>["parts"][number]) {
  const { t } = useLingui();
  return (
    <Section title={t(title)}>
      <dl className={classes.lines}>
        {rows.map(({ name, value, isBad }) => (
          <Line key={name.id} name={t(name)} value={typeof value === "object" ? t(value) : value} isBad={isBad} />
        ))}
      </dl>
    </Section>
  );
}

/** What this browser hears, and how far its clock is off. */
function StreamPart() {
  const { t } = useLingui();
  const format = useFormat();
  const { ahead } = useSite();
  const { phase, heardAt } = useStreamState();
  const span = Math.abs(ahead);
  const off = span < 60_000 ? t`${format.number(span / 1000, 1)} s` : format.duration(span);
  return (
    <Section title={<Trans>Live stream to this browser</Trans>}>
      <dl className={classes.lines}>
        <Line name={t`Connected`} value={phase === "live"} isBad={phase !== "live"} />
        <Line name={t`Last heard`} value={heardAt === 0 ? "–" : format.seconds(heardAt + ahead)} />
        <Line
          name={t`Clock of this computer`}
          value={ahead < 0 ? t`${off} ahead` : t`${off} behind`}
          isBad={span > 60_000}
        />
      </dl>
    </Section>
  );
}
