/** Describes a thing in full: a new one, or a retired one that comes back under its old id. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../../api-client/api-client.ts";
import { idFor } from "../../text/id-for.ts";
import { fieldsOf } from "../fields/fields.ts";
import { useForgetInventory } from "../queries.ts";
import { pathOf } from "../sorts.ts";
import type { Thing, ThingSort, Values } from "../thing.ts";
import { whole } from "./changes-of.ts";
import { FieldsGrid } from "./fields-grid.tsx";
import classes from "./form.module.css";
import { placeText } from "./place-text.ts";
import { ProblemNote, problemsOf } from "./problem-note.tsx";

interface DescribeFormProps {
  readonly sort: ThingSort;
  /** What the fields begin with. */
  readonly initial: Values;
  /** The retired thing that comes back; absent: a new one is made. */
  readonly retired?: Thing;
  /** @param secret of a device, which nobody can show again. */
  readonly onDone: (thing: Thing, secret: string | undefined) => void;
}

export function DescribeForm({ sort, initial, retired, onDone }: DescribeFormProps) {
  const { t } = useLingui();
  const forget = useForgetInventory();
  const [edits, setEdits] = useState<Values>({});
  const [typedId, setTypedId] = useState<string>();
  const values = { ...initial, ...edits };
  const id = retired?.id ?? typedId ?? idFor(String(values.name ?? ""));
  const fields = fieldsOf[sort].map((field) => field.id);
  const send = useMutation({
    mutationFn: () => {
      const said = whole(initial, edits, fields);
      return retired === undefined
        ? api.post<Thing & { secret?: string }>(`/${pathOf[sort]}`, { id, ...said })
        : api.post<Thing & { secret?: string }>(`/${pathOf[sort]}/${retired.id}/restore`, {
            version: retired.version,
            ...said,
          });
    },
    onSuccess: async ({ secret, ...thing }) => {
      await forget();
      onDone(thing as Thing, secret);
    },
  });
  const problems = problemsOf(send.error, ["id", ...fields]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send.mutate();
  };
  return (
    <form onSubmit={submit} aria-label={t`What is known of it`}>
      <FieldsGrid
        sort={sort}
        values={values}
        problems={problems}
        onChange={(field, value) => setEdits((before) => ({ ...before, [field]: value }))}
      />
      <div className={classes.foot}>
        {retired === undefined && (
          <TextInput
            label={t`Id`}
            description={t`Small letters, digits and hyphens; for life.`}
            required
            pattern="[a-z0-9][a-z0-9\-]{0,39}"
            autoComplete="off"
            value={id}
            error={problems.byField.get("id")?.map(placeText).join(" ")}
            onChange={({ currentTarget }) => setTypedId(currentTarget.value)}
          />
        )}
      </div>
      <div className={classes.foot}>
        <Button type="submit" loading={send.isPending}>
          {retired === undefined ? <Trans>Add</Trans> : <Trans>Bring back into use</Trans>}
        </Button>
        <ProblemNote error={send.error} problems={problems} />
      </div>
    </form>
  );
}
