/** The step from draft to streets, asked about by what it does: darkness and exceptions from a floor are typed. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { TextInput } from "@mantine/core";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConsentButton } from "../../consent/consent-button.tsx";
import { useEditing } from "../draft/editing.ts";
import type { DraftWork } from "../draft/use-work.ts";
import { differencesQuery, type PlanSummary } from "../plan.ts";
import { ChangeLine } from "../preview/change-line.tsx";
import { useFreshSummary } from "../preview/use-preview.ts";
import { ProblemLines } from "../problem-lines.tsx";
import classes from "./deploy.module.css";
import { deployApi, deploymentsQuery } from "./deployments.ts";
import { deployRisk } from "./risk.ts";
import { WhatItDoes } from "./what-it-does.tsx";

interface DeployFormProps {
  readonly summary: PlanSummary;
  readonly work: DraftWork;
}

export function DeployForm({ summary, work }: DeployFormProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { problems } = useEditing();
  const { base, isChanged } = work;
  const [why, setWhy] = useState("");
  const { data: differences } = useQuery(differencesQuery(summary.id, base.version));
  const errors = [...problems.values()].flat().filter(({ severity }) => severity === "error");
  const own = problems.get("plan") ?? [];
  const places = errors.length - own.length;
  const deploy = async (documentNumber: string | undefined) => {
    await deployApi.deploy(summary.id, base.version, why.trim(), documentNumber);
    work.undo();
    await Promise.all([
      client.invalidateQueries({ queryKey: ["plans"] }),
      client.invalidateQueries({ queryKey: deploymentsQuery.queryKey }),
    ]);
  };
  const does = useFreshSummary(summary, work);
  const errorsFound = does.figures?.findings.error ?? 0;
  const risk = deployRisk(base.plan, differences ?? [], errorsFound);
  const count = differences?.length ?? 0;
  return (
    <div className={classes.form}>
      <ProblemLines problems={own} />
      {places > 0 && (
        <p className={classes.bad}>
          <Plural
            value={places}
            one="# error has to be mended first; it is shown at its place."
            other="# errors have to be mended first; they are shown at their places."
          />
        </p>
      )}
      {isChanged && (
        <p className={classes.quiet}>
          <Trans>Save your changes first: what is deployed is the draft as everybody sees it.</Trans>
        </p>
      )}
      {count > 0 && !isChanged && errors.length === 0 && <WhatItDoes {...does} />}
      <ConsentButton
        consent={risk}
        word={base.plan.name}
        label={t`Deploy`}
        disabled={isChanged || errors.length > 0 || count === 0}
        isReady={why.trim() !== ""}
        summary={
          <>
            <p className={classes.first}>
              {does.figures === undefined ? (
                <Trans>It was not previewed as it stands.</Trans>
              ) : (
                <ChangeLine figures={does.figures} />
              )}
            </p>
            <p>
              <Plural value={count} one="# part changes." other="# parts change." />{" "}
              <Trans>
                Lamps are told in three waves: 2 %, then 20 %, then all. If more than 5 % of those told cannot use it,
                it stops by itself.
              </Trans>
            </p>
            {errorsFound > 0 && (
              <p className={classes.bad}>
                <Plural
                  value={errorsFound}
                  one="The preview found # error: darkness, or light where none may be."
                  other="The preview found # errors: darkness, or light where none may be."
                />
              </p>
            )}
            {risk === "typed" && errorsFound === 0 && (
              <p>
                <Trans>
                  It changes road floors or makes exceptions from them or from a curfew: some streets may get darker
                  than before.
                </Trans>
              </p>
            )}
          </>
        }
        onConsent={({ documentNumber }) => deploy(documentNumber)}
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
    </div>
  );
}
