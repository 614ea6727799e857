/** Two people saved into one draft: what both changed is chosen part by part, everything else is kept of both. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Modal, SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useFormat } from "../../text/use-format.ts";
import { listNames } from "../list-names.ts";
import type { Draft, Plan } from "../plan.ts";
import classes from "./draft.module.css";
import { type Conflict, conflictKey, mergePlans, type Side } from "./merge.ts";
import type { DraftWork } from "./use-work.ts";

interface MergeDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly work: DraftWork;
  readonly newer: Draft;
  readonly onMerged: (plan: Plan) => void;
}

export function MergeDialog({ opened, onClose, work, newer, onMerged }: MergeDialogProps) {
  const { t } = useLingui();
  const format = useFormat();
  const [choices, setChoices] = useState<Readonly<Record<string, Side>>>({});
  const { plan, conflicts } = mergePlans(work.base.plan, work.plan, newer.plan, choices);
  const { personName, at, why } = newer.saved;
  const when = format.dateTime(at);
  const nameOf = ({ mine, theirs, id }: Conflict) => mine?.name ?? theirs?.name ?? id;
  return (
    <Modal opened={opened} onClose={onClose} size="lg" title={t`Somebody else saved this draft`}>
      <p>
        <Trans>
          {personName} saved at {when}: “{why}”. What only one of you changed is kept from both.
        </Trans>
      </p>
      {conflicts.length === 0 ? (
        <p>
          <Trans>You changed different parts; nothing has to be chosen.</Trans>
        </p>
      ) : (
        <>
          <p>
            <Trans>You both changed these. Choose whose stands:</Trans>
          </p>
          <ul className={classes.conflicts}>
            {conflicts.map((conflict) => {
              const key = conflictKey(conflict);
              return (
                <li key={key}>
                  <span>
                    {t(listNames[conflict.list])}: <b>{nameOf(conflict)}</b>
                  </span>
                  <SegmentedControl
                    aria-label={nameOf(conflict)}
                    value={choices[key] ?? "mine"}
                    onChange={(side) => setChoices({ ...choices, [key]: side as Side })}
                    data={[
                      { value: "mine", label: conflict.mine === undefined ? t`Mine (removed)` : t`Mine` },
                      {
                        value: "theirs",
                        label: conflict.theirs === undefined ? t`${personName} (removed)` : personName,
                      },
                    ]}
                  />
                </li>
              );
            })}
          </ul>
        </>
      )}
      <Group justify="flex-end" mt="md">
        <Button variant="default" onClick={onClose}>
          <Trans>Cancel</Trans>
        </Button>
        <Button onClick={() => onMerged(plan)}>
          <Trans>Go on with this</Trans>
        </Button>
      </Group>
    </Modal>
  );
}
