/** Bringing a draft to the lamps: what it changes, how far it is, and the way back. */
import { Trans } from "@lingui/react/macro";
import { useQuery } from "@tanstack/react-query";
import { useMayIn } from "../../api-client/use-may-in.ts";
import { Answer } from "../../parts/answer.tsx";
import { Section } from "../../parts/page.tsx";
import type { DraftWork } from "../draft/use-work.ts";
import type { PlanSummary } from "../plan.ts";
import classes from "./deploy.module.css";
import { DeployForm } from "./deploy-form.tsx";
import { DeploymentProgress } from "./deployment-progress.tsx";
import { deploymentsQuery } from "./deployments.ts";
import { Differences } from "./differences.tsx";
import { Revisions } from "./revisions.tsx";

interface DeployTabProps {
  readonly summary: PlanSummary;
  readonly work: DraftWork | undefined;
}

/** Older ones are told by their revisions. */
const shownAtMost = 5;

export function DeployTab({ summary, work }: DeployTabProps) {
  const mayPlan = useMayIn("plan", summary.areaId);
  const deployments = useQuery(deploymentsQuery);
  return (
    <div className={classes.columns}>
      <div>
        {work !== undefined && (
          <Section title={<Trans>What the draft changes</Trans>}>
            <Differences summary={summary} draft={work.base} />
            {mayPlan && <DeployForm summary={summary} work={work} />}
          </Section>
        )}
        <Section title={<Trans>Revisions</Trans>}>
          <Revisions summary={summary} />
        </Section>
      </div>
      <Section title={<Trans>Deployments</Trans>}>
        <Answer of={deployments}>
          {({ items }) => {
            const own = items.filter(({ planId }) => planId === summary.id).slice(0, shownAtMost);
            if (own.length === 0)
              return (
                <p className={classes.quiet}>
                  <Trans>It was not brought to any lamp yet.</Trans>
                </p>
              );
            return (
              <ul className={classes.list}>
                {own.map((deployment) => (
                  <DeploymentProgress key={deployment.id} deployment={deployment} mayPlan={mayPlan} />
                ))}
              </ul>
            );
          }}
        </Answer>
      </Section>
    </div>
  );
}
