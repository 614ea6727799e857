/** What has not been saved yet, saved with a reason; what somebody else saved meanwhile is brought together with it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, TextInput } from "@mantine/core";
import { useDisclosure, useHotkeys } from "@mantine/hooks";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ApiError } from "../../api-client/api-client.ts";
import { problemText } from "../../text/problem-text.ts";
import { useFormat } from "../../text/use-format.ts";
import { draftQuery } from "../plan.ts";
import classes from "./draft.module.css";
import { MergeDialog } from "./merge-dialog.tsx";
import type { DraftWork } from "./use-work.ts";

export function SaveBar({ work }: { readonly work: DraftWork }) {
  const { t } = useLingui();
  const format = useFormat();
  const client = useQueryClient();
  const [why, setWhy] = useState("");
  const [isMerging, { open, close }] = useDisclosure(false);
  const { base, newer, isChanged, isRestored } = work;
  const save = useMutation({
    mutationFn: () => work.save(why.trim() || t`Worked on in the console`),
    onSuccess: () => setWhy(""),
    // whoever saved before is found out, and the two are brought together
    onError: async (error) => {
      if (!(error instanceof ApiError) || error.problem.code !== "plans/changed-meanwhile") return;
      await client.invalidateQueries({ queryKey: draftQuery(work.plan.id).queryKey });
      open();
    },
  });
  const go = () => (newer === undefined ? save.mutate() : open());
  useHotkeys([["mod+S", () => isChanged && go()]], []);
  if (!isChanged) {
    const { at, personName } = base.saved;
    const when = format.dateTime(at);
    return (
      <div className={classes.saving} data-saved="">
        <span className={classes.state} role="status">
          <Trans>
            Draft {base.revision}, saved {when} by {personName}
          </Trans>
        </span>
      </div>
    );
  }
  return (
    <div className={classes.saving} data-unsaved="">
      <span role="status">
        {newer === undefined ? (
          isRestored ? (
            <Trans>Your unsaved work of before is here again</Trans>
          ) : (
            <Trans>Not saved yet</Trans>
          )
        ) : (
          <Trans>
            {newer.saved.personName} saved this draft at {format.time(newer.saved.at)}; yours is kept
          </Trans>
        )}
      </span>
      <TextInput
        className={classes.why ?? ""}
        aria-label={t`What you changed, and why`}
        placeholder={t`What you changed, and why`}
        value={why}
        maxLength={500}
        onChange={({ currentTarget }) => setWhy(currentTarget.value)}
      />
      {newer === undefined ? (
        <Button onClick={go} loading={save.isPending}>
          <Trans>Save the draft</Trans>
        </Button>
      ) : (
        <Button onClick={open}>
          <Trans>Bring both together</Trans>
        </Button>
      )}
      <Button variant="subtle" onClick={work.undo}>
        <Trans>Drop my changes</Trans>
      </Button>
      {save.error && newer === undefined && (
        <span role="alert" style={{ color: "var(--den-bad)" }}>
          {problemText(save.error)}
        </span>
      )}
      {newer && (
        <MergeDialog
          opened={isMerging}
          onClose={close}
          work={work}
          newer={newer}
          onMerged={(plan) => {
            work.rebase(newer, plan);
            save.reset();
            close();
          }}
        />
      )}
    </div>
  );
}
