/** Changes one thing: sends only what differs, under the version that is shown, and says what somebody else did meanwhile. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import type { FormEvent } from "react";
import { ApiError, api } from "../../api-client/api-client.ts";
import { fieldsOf } from "../fields/fields.ts";
import { useForgetInventory } from "../queries.ts";
import { pathOf } from "../sorts.ts";
import type { Thing, ThingSort } from "../thing.ts";
import { FieldsGrid } from "./fields-grid.tsx";
import classes from "./form.module.css";
import { ProblemNote, problemsOf } from "./problem-note.tsx";
import { useDraft } from "./use-draft.ts";

interface EditFormProps {
  readonly sort: ThingSort;
  readonly thing: Thing;
  readonly readOnly: boolean;
}

const wasOvertaken = (error: unknown) =>
  error instanceof ApiError && error.problem.code === "inventory/changed-meanwhile";

export function EditForm({ sort, thing, readOnly }: EditFormProps) {
  const { t } = useLingui();
  const draft = useDraft(thing);
  const forget = useForgetInventory();
  const save = useMutation({
    mutationFn: () =>
      api.patch(`/${pathOf[sort]}/${encodeURIComponent(thing.id)}`, { version: thing.version, ...draft.changed }),
    onSuccess: async () => {
      await forget();
      draft.drop();
      notifications.show({ message: t`Saved.` });
    },
    // the newest is fetched, and the form shows what was overtaken
    onError: (error) => wasOvertaken(error) && void forget(),
  });
  const fields = fieldsOf[sort].map(({ id }) => id);
  const problems = problemsOf(wasOvertaken(save.error) ? undefined : save.error, fields);
  const isChanged = Object.keys(draft.changed).length > 0;
  const isContested = draft.contested.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isChanged && !isContested) save.mutate();
  };
  const titles = fieldsOf[sort].filter(({ id }) => draft.contested.includes(id)).map(({ title }) => t(title));
  return (
    <form onSubmit={submit} aria-label={t`What is known of it`}>
      <FieldsGrid
        key={draft.round}
        sort={sort}
        values={draft.values}
        problems={problems}
        readOnly={readOnly}
        onChange={(field, value) => {
          save.reset();
          draft.set(field, value);
        }}
      />
      {isContested && (
        <div className={classes.note} role="alert">
          <p>
            <Trans>Somebody else changed this meanwhile: {titles.join(", ")}. Your entries are still here.</Trans>
          </p>
          <Button variant="default" onClick={draft.keep} mr="xs">
            <Trans>Keep my entries</Trans>
          </Button>
          <Button variant="default" onClick={draft.drop}>
            <Trans>Take theirs</Trans>
          </Button>
        </div>
      )}
      {!readOnly && (
        <div className={classes.foot}>
          <Button type="submit" disabled={!isChanged || isContested} loading={save.isPending}>
            <Trans>Save</Trans>
          </Button>
          {isChanged && !isContested && (
            <Button variant="subtle" onClick={draft.drop}>
              <Trans>Undo my entries</Trans>
            </Button>
          )}
          {wasOvertaken(save.error) && !isContested ? (
            <span role="status">
              <Trans>It was changed meanwhile; what you see is newest. Save again.</Trans>
            </span>
          ) : (
            <ProblemNote error={save.error} problems={problems} />
          )}
        </div>
      )}
    </form>
  );
}
