/** Exceptions from a floor or a curfew on named nights: asked for here, given by whoever has the right, void once changed. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "../../api-client/api-client.ts";
import { useMayIn } from "../../api-client/use-may-in.ts";
import { NumberField } from "../../parts/number-field.tsx";
import { dateOf } from "../../text/civil-day.ts";
import { problemText } from "../../text/problem-text.ts";
import { useFormat } from "../../text/use-format.ts";
import { FullDateField } from "../date-fields.tsx";
import { useEditing } from "../draft/editing.ts";
import type { DraftWork } from "../draft/use-work.ts";
import { partId } from "../part-id.ts";
import { type Curfew, type Draft, draftQuery, type RoadFloor, type Scope } from "../plan.ts";
import { useTonight } from "../use-night-line.ts";
import classes from "./bounds.module.css";
import { ReasonFields } from "./fields.tsx";
import { PartScopeField } from "./scope-field.tsx";

type FloorApproval = NonNullable<RoadFloor["approvals"]>[number];
type CurfewApproval = NonNullable<Curfew["approvals"]>[number];
type Approval = CurfewApproval & Partial<Pick<FloorApproval, "level">>;

interface ApprovalsProps<A extends Approval> {
  readonly list: "roadFloors" | "curfews";
  readonly part: { readonly id: string; readonly approvals?: A[] };
  readonly onChange: (approvals: A[]) => void;
  readonly work: DraftWork | undefined;
}

export function Approvals<A extends Approval>({ list, part, onChange, work }: ApprovalsProps<A>) {
  const { t } = useLingui();
  const tonight = useTonight();
  const { approvals = [] } = part;
  const { isReadOnly } = useEditing();
  const add = () => {
    const name = t`Exception`;
    const approval = {
      id: partId(
        name,
        approvals.map(({ id }) => id),
      ),
      name,
      from: dateOf(tonight),
      to: dateOf(tonight + 1),
      why: name,
      ...(list === "roadFloors" && { level: 20 }),
    };
    onChange([...approvals, approval as A]);
  };
  const set = (n: number, approval: A) => onChange(approvals.with(n, approval));
  return (
    <div className={classes.lines}>
      {approvals.map((approval, n) => (
        <div key={approval.id} className={classes.approval}>
          <div className={classes.partHead}>
            <h3>
              <Trans>Exception</Trans>
            </h3>
            {!isReadOnly && (
              <ActionIcon
                variant="subtle"
                size={30}
                aria-label={t`Remove the exception`}
                onClick={() => onChange(approvals.toSpliced(n, 1))}
              >
                <IconTrash size={16} />
              </ActionIcon>
            )}
          </div>
          <div className={classes.line}>
            <TextInput
              label={t`Title`}
              required
              maxLength={200}
              value={approval.name}
              onChange={({ currentTarget }) => set(n, { ...approval, name: currentTarget.value })}
            />
            <FullDateField
              label={t`First night`}
              value={approval.from}
              onChange={(from) => set(n, { ...approval, from })}
            />
            <FullDateField label={t`Last night`} value={approval.to} onChange={(to) => set(n, { ...approval, to })} />
            {approval.level !== undefined && (
              <NumberField
                label={t`Enough`}
                value={approval.level}
                min={0}
                max={100}
                digits={1}
                unit="%"
                w={96}
                onChange={(level) => level !== undefined && set(n, { ...approval, level })}
              />
            )}
            <ReasonFields value={approval} onChange={(next) => set(n, next)} />
            <PartScopeField
              scope={approval.scope}
              all={list === "roadFloors" ? t`all lamps of the floor` : t`all lamps of the curfew`}
              first={{ use: "all" }}
              onChange={(scope) => set(n, inScope(approval, scope))}
            />
          </div>
          <Signatures approval={approval} list={list} partId={part.id} work={work} />
        </div>
      ))}
      {!isReadOnly && (
        <Button variant="subtle" size="compact-sm" leftSection={<IconPlus size={14} />} onClick={add}>
          <Trans>Ask for an exception</Trans>
        </Button>
      )}
    </div>
  );
}

function inScope<A extends Approval>({ scope: _, ...approval }: A, scope: Scope | undefined): A {
  return (scope === undefined ? approval : { ...approval, scope }) as A;
}

interface SignaturesProps {
  readonly approval: Approval;
  readonly list: "roadFloors" | "curfews";
  readonly partId: string;
  readonly work: DraftWork | undefined;
}

function Signatures({ approval: { id, requested, approved }, list, partId: of, work }: SignaturesProps) {
  const format = useFormat();
  const client = useQueryClient();
  const mayApprove = useMayIn("darken", work?.base.plan.areaId);
  const approve = useMutation({
    mutationFn: ({ base }: DraftWork) =>
      api.post<Draft>(`/plans/${encodeURIComponent(base.plan.id)}/draft/approvals`, {
        version: base.version,
        list,
        partId: of,
        approvalId: id,
      }),
    onSuccess: (draft) => client.setQueryData(draftQuery(draft.plan.id).queryKey, draft),
    onError: (error) => notifications.show({ color: "red", message: problemText(error) }),
  });
  if (approved !== undefined) {
    return (
      <p className={classes.good}>
        <Trans>
          Approved by {approved.personName}, {format.dateTime(approved.at)}
        </Trans>
      </p>
    );
  }
  return (
    <div className={classes.line}>
      <span className={classes.quiet}>
        {requested === undefined ? (
          <Trans>Asked for once it is saved</Trans>
        ) : (
          <Trans>Asked for by {requested.personName}; nobody has approved it</Trans>
        )}
      </span>
      {mayApprove && work !== undefined && requested !== undefined && (
        <Button
          size="compact-sm"
          variant="light"
          disabled={work.isChanged}
          loading={approve.isPending}
          onClick={() => approve.mutate(work)}
        >
          <Trans>Approve</Trans>
        </Button>
      )}
    </div>
  );
}
