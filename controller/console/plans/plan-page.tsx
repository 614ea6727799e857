/** One plan: its draft where there is one, what is in force otherwise, in parts that people think in. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, SegmentedControl } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useMemo } from "react";
import { useAreas } from "../api-client/areas.ts";
import { useMayIn } from "../api-client/use-may-in.ts";
import { useUrlValues } from "../app/url-values.ts";
import { ConsentButton } from "../consent/consent-button.tsx";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame } from "../parts/page.tsx";
import { problemText } from "../text/problem-text.ts";
import { useFormat } from "../text/use-format.ts";
import { type Editing, EditingProvider } from "./draft/editing.ts";
import { placeProblems } from "./draft/problems.ts";
import { SaveBar } from "./draft/save-bar.tsx";
import { type DraftWork, useWork } from "./draft/use-work.ts";
import { type Draft, draftQuery, type PlanSummary, planApi, planQuery, type Revision, revisionQuery } from "./plan.ts";
import { PlanParts } from "./plan-parts.tsx";

export function Page() {
  const { planId } = useParams({ strict: false }) as { planId: string };
  const summary = useQuery(planQuery(planId));
  const [{ view }] = useUrlValues<"view">();
  return (
    <Answer of={summary}>
      {(plan) =>
        plan.draft !== undefined && (view !== "inForce" || plan.inForce === undefined) ? (
          <WithDraft key={planId} summary={plan} />
        ) : (
          <InForce key={planId} summary={plan} />
        )
      }
    </Answer>
  );
}

function WithDraft({ summary }: { readonly summary: PlanSummary }) {
  const draft = useQuery(draftQuery(summary.id));
  return <Answer of={draft}>{(saved) => <DraftView summary={summary} saved={saved} />}</Answer>;
}

function DraftView({ summary, saved }: { readonly summary: PlanSummary; readonly saved: Draft }) {
  const mayPlan = useMayIn("plan", summary.areaId);
  const work = useWork(saved);
  const problems = useMemo(() => placeProblems(work.base), [work.base]);
  const editing: Editing = { plan: work.plan, isReadOnly: !mayPlan, problems, change: work.change };
  return (
    <PlanFrame summary={summary} name={work.plan.name} actions={mayPlan && <Discard work={work} />}>
      <EditingProvider value={editing}>
        <PlanParts summary={summary} work={work} />
        {mayPlan && <SaveBar work={work} />}
      </EditingProvider>
    </PlanFrame>
  );
}

function InForce({ summary }: { readonly summary: PlanSummary }) {
  const revision = useQuery(revisionQuery(summary.id, summary.inForce?.revision ?? 1));
  return <Answer of={revision}>{(data) => <RevisionView summary={summary} revision={data} />}</Answer>;
}

function RevisionView({ summary, revision }: { readonly summary: PlanSummary; readonly revision: Revision }) {
  const mayPlan = useMayIn("plan", summary.areaId);
  const editing: Editing = { plan: revision.plan, isReadOnly: true, problems: new Map(), change: () => undefined };
  const mayBegin = mayPlan && summary.draft === undefined;
  return (
    <PlanFrame summary={summary} name={revision.plan.name} actions={mayBegin && <Begin planId={summary.id} />}>
      <EditingProvider value={editing}>
        <PlanParts summary={summary} work={undefined} />
      </EditingProvider>
    </PlanFrame>
  );
}

interface PlanFrameProps {
  readonly summary: PlanSummary;
  readonly name: string;
  readonly actions: React.ReactNode;
  readonly children: React.ReactNode;
}

function PlanFrame({ summary: { areaId, inForce, draft }, name, actions, children }: PlanFrameProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { data } = useAreas();
  const [{ view }, set] = useUrlValues<"view">();
  const area = data?.areas.find((one) => one.areaId === areaId)?.name ?? areaId;
  const since = inForce?.deployed === undefined ? "" : format.dateTime(inForce.deployed.at);
  return (
    <Frame
      title={name}
      lead={
        inForce === undefined ? (
          <Trans>{area} · not in force yet</Trans>
        ) : (
          <Trans>
            {area} · revision {inForce.revision} in force since {since}
          </Trans>
        )
      }
      actions={
        <>
          {inForce !== undefined && draft !== undefined && (
            <SegmentedControl
              aria-label={t`What is shown`}
              value={view === "inForce" ? "inForce" : "draft"}
              onChange={(value) => set({ view: value === "inForce" ? value : undefined })}
              data={[
                { value: "draft", label: t`Draft` },
                { value: "inForce", label: t`In force` },
              ]}
            />
          )}
          {actions}
        </>
      }
    >
      {children}
    </Frame>
  );
}

function Begin({ planId }: { readonly planId: string }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const begin = useMutation({
    mutationFn: () => planApi.begin(planId, t`A new draft`),
    onSuccess: async (draft) => {
      client.setQueryData(draftQuery(planId).queryKey, draft);
      await client.invalidateQueries({ queryKey: planQuery(planId).queryKey, exact: true });
    },
    onError: (error) => notifications.show({ color: "red", message: problemText(error) }),
  });
  return (
    <Button onClick={() => begin.mutate()} loading={begin.isPending}>
      <Trans>Begin a draft</Trans>
    </Button>
  );
}

function Discard({ work }: { readonly work: DraftWork }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const { plan, base } = work;
  return (
    <ConsentButton
      variant="default"
      consent="summary"
      label={t`Discard the draft`}
      summary={<Trans>What is in force stays. Everything in this draft is gone for everybody.</Trans>}
      onConsent={async () => {
        await planApi.discard(plan.id, base.version);
        work.undo();
        client.removeQueries({ queryKey: draftQuery(plan.id).queryKey });
        await client.invalidateQueries({ queryKey: ["plans"] });
      }}
    />
  );
}
