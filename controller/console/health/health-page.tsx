/** Whether anything is wrong and what to do about it, first; then how each part stands, and every figure behind it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useMay } from "../api-client/me.ts";
import { useSite } from "../api-client/site.ts";
import { useStreamState } from "../live/use-live.ts";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame, Section } from "../parts/page.tsx";
import { useNow } from "../text/use-now.ts";
import { partsOf } from "./figures.ts";
import { FindingList, Verdict } from "./finding-list.tsx";
import { findingsOf } from "./findings.ts";
import classes from "./health.module.css";
import { Line } from "./line.tsx";
import { PartCards } from "./part-cards.tsx";
import { healthQuery, type Refused, refusedQuery, type ServiceHealth } from "./queries.ts";
import { Refusals } from "./refusals.tsx";

export function Page() {
  const health = useQuery(healthQuery);
  const maySeeRefusals = useMay("audit");
  return (
    <Frame title={<Trans>Health</Trans>} lead={<Trans>The controller answers this itself, every five seconds.</Trans>}>
      <Answer of={health}>{(data) => <Body health={data} maySeeRefusals={maySeeRefusals} />}</Answer>
      {maySeeRefusals && <Refusals />}
    </Frame>
  );
}

/** ms for which a refused sign-in is worth a look. */
const recently = 3_600_000;

function Body({ health, maySeeRefusals }: { readonly health: ServiceHealth; readonly maySeeRefusals: boolean }) {
  const { ahead } = useSite();
  const { phase, heardAt } = useStreamState();
  const now = useNow();
  const { data: refused } = useQuery({ ...refusedQuery, enabled: maySeeRefusals });
  const findings = findingsOf({
    figures: health.figures,
    refused: refused && {
      strangers: refused.strangers.length,
      signIns: signInsSince(refused, now - recently),
    },
    // the first seconds of a page are no trouble
    stream: { isLive: phase === "live" || heardAt === 0, clockOff: ahead },
  });
  return (
    <>
      <Verdict findings={findings} />
      <FindingList findings={findings} />
      <PartCards figures={health.figures} findings={findings} />
      <Figures health={health} />
    </>
  );
}

function signInsSince({ recent }: Refused, since: number): number {
  const refused = recent.filter(({ at, rule }) => at >= since && rule.startsWith("signIn."));
  return refused.reduce((sum, { count }) => sum + count, 0);
}

function Figures({ health }: { readonly health: ServiceHealth }) {
  const { t } = useLingui();
  const { parts, others } = partsOf(health);
  return (
    <div className={classes.columns}>
      {parts.map(({ title, rows }) => (
        <Section key={title.id} title={t(title)}>
          <dl className={classes.lines}>
            {rows.map(({ name, value, sort }) => (
              <Line key={name.id} name={t(name)} value={typeof value === "object" ? t(value) : value} sort={sort} />
            ))}
          </dl>
        </Section>
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
  );
}
