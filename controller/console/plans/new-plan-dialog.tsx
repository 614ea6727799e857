/** A new plan: its name and the area it may reach. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useState } from "react";
import { useAreaOptions } from "../app/area-options.ts";
import { useAreaScope } from "../app/area-scope.tsx";
import { FoldedSelect } from "../parts/folded-select.tsx";
import { problemText } from "../text/problem-text.ts";
import { partId } from "./part-id.ts";
import { planApi, plansQuery } from "./plan.ts";

interface NewPlanDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function NewPlanDialog({ opened, onClose }: NewPlanDialogProps) {
  const { t } = useLingui();
  return (
    <Modal opened={opened} onClose={onClose} title={t`New plan`}>
      <NewPlanForm onDone={onClose} />
    </Modal>
  );
}

function NewPlanForm({ onDone }: { readonly onDone: () => void }) {
  const { t } = useLingui();
  const client = useQueryClient();
  const navigate = useNavigate();
  const { areaId: scope } = useAreaScope();
  const { data: plans = [] } = useQuery(plansQuery);
  const [name, setName] = useState("");
  const [chosenArea, setArea] = useState(scope);
  const areas = useAreaOptions();
  const areaId = chosenArea ?? areas[0]?.value;
  const create = useMutation({
    mutationFn: () =>
      planApi.create({
        id: partId(
          name,
          plans.map(({ id }) => id),
        ),
        name: name.trim(),
        areaId: areaId ?? "",
        why: t`A new plan`,
      }),
    onSuccess: async ({ plan: { id } }) => {
      await client.invalidateQueries({ queryKey: plansQuery.queryKey, exact: true });
      onDone();
      void navigate({ to: `/plans/${id}` } as never);
    },
  });
  const isComplete = name.trim() !== "" && areaId !== undefined;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (isComplete) create.mutate();
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="sm">
        <TextInput
          label={t`Name of the plan`}
          required
          data-autofocus
          maxLength={200}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <FoldedSelect
          label={t`Area`}
          description={t`It reaches the lamps here and below. Several plans stand side by side; the nearest assignment wins.`}
          data={areas}
          inOrder
          value={areaId ?? null}
          allowDeselect={false}
          onChange={(value) => setArea(value ?? undefined)}
        />
        {create.error && (
          <Text role="alert" c="error">
            {problemText(create.error)}
          </Text>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            <Trans>Cancel</Trans>
          </Button>
          <Button type="submit" disabled={!isComplete} loading={create.isPending}>
            <Trans>Begin it</Trans>
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
