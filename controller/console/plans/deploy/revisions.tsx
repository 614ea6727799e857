/** Every state the plan was in, and the way back to one. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useMayIn } from "../../api-client/use-may-in.ts";
import { ConsentButton } from "../../consent/consent-button.tsx";
import { Answer } from "../../parts/answer.tsx";
import { useFormat } from "../../text/use-format.ts";
import { type PlanSummary, type RevisionSummary, revisionsQuery } from "../plan.ts";
import classes from "./deploy.module.css";
import { deployApi, deploymentsQuery } from "./deployments.ts";

/** Older ones are shown when somebody asks. */
const shownAtFirst = 6;

export function Revisions({ summary }: { readonly summary: PlanSummary }) {
  const revisions = useQuery(revisionsQuery(summary.id));
  const mayPlan = useMayIn("plan", summary.areaId);
  const [isAll, setAll] = useState(false);
  return (
    <Answer of={revisions}>
      {(all) => (
        <ul className={classes.list}>
          {all.slice(0, isAll ? all.length : shownAtFirst).map((revision) => (
            <RevisionLine
              key={revision.revision}
              revision={revision}
              isInForce={revision.revision === summary.inForce?.revision}
              mayReturn={mayPlan}
            />
          ))}
          {!isAll && all.length > shownAtFirst && (
            <li>
              <Button variant="subtle" size="compact-sm" onClick={() => setAll(true)}>
                <Trans>All {all.length} revisions</Trans>
              </Button>
            </li>
          )}
        </ul>
      )}
    </Answer>
  );
}

interface RevisionLineProps {
  readonly revision: RevisionSummary;
  readonly isInForce: boolean;
  readonly mayReturn: boolean;
}

function RevisionLine({ revision: { planId, revision, saved, deployed }, isInForce, mayReturn }: RevisionLineProps) {
  const format = useFormat();
  const { at, personName, why, documentNumber } = deployed ?? saved;
  const when = format.dateTime(at);
  return (
    <li>
      <b>
        {deployed === undefined ? (
          <Trans>Draft {revision}</Trans>
        ) : isInForce ? (
          <Trans>Revision {revision}, in force</Trans>
        ) : (
          <Trans>Revision {revision}</Trans>
        )}
      </b>
      <div className={classes.quiet}>
        {personName}, {when}: {why}
        {documentNumber && ` (${documentNumber})`}
      </div>
      {mayReturn && deployed !== undefined && !isInForce && <GoBack planId={planId} to={revision} />}
    </li>
  );
}

function GoBack({ planId, to }: { readonly planId: string; readonly to: number }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const [why, setWhy] = useState("");
  return (
    <ConsentButton
      mt={4}
      size="compact-sm"
      variant="default"
      consent="summary"
      label={t`Return to revision ${to}`}
      summary={<Trans>A copy of revision {to} is deployed, in waves like any other. A draft stays as it is.</Trans>}
      isReady={why.trim() !== ""}
      onConsent={async ({ documentNumber }) => {
        await deployApi.goBack(planId, to, why.trim(), documentNumber);
        await Promise.all([
          client.invalidateQueries({ queryKey: ["plans"] }),
          client.invalidateQueries({ queryKey: deploymentsQuery.queryKey }),
        ]);
      }}
    >
      <TextInput
        label={t`Why`}
        required
        data-autofocus
        value={why}
        maxLength={500}
        onChange={({ currentTarget }) => setWhy(currentTarget.value)}
      />
    </ConsentButton>
  );
}
