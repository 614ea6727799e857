/** The lamps of a group; of a listed one, some can be taken out. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useMutation, useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo } from "react";
import { api } from "../../api-client/api-client.ts";
import { Answer } from "../../parts/answer.tsx";
import { EmptyState } from "../../parts/state-note.tsx";
import { DataTable } from "../../table/data-table.tsx";
import { useColumns } from "../list/use-columns.tsx";
import { thingsQuery, useForgetInventory } from "../queries.ts";
import { addressOf } from "../sorts.ts";
import type { Group, Thing } from "../thing.ts";

interface GroupMembersProps {
  readonly group: Group & Thing;
  readonly mayChange: boolean;
}

const idOf = ({ id }: Thing) => id;

export function GroupMembers({ group, mayChange }: GroupMembersProps) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const forget = useForgetInventory();
  const columns = useColumns("lamp");
  const lamps = useQuery(thingsQuery("lamp", { areaId: group.areaId }));
  const ids = group.lampIds;
  const members = useMemo(() => new Set(ids), [ids]);
  const remove = useMutation({
    mutationFn: (gone: readonly Thing[]) => {
      const out = new Set(gone.map(idOf));
      const lampIds = (ids ?? []).filter((id) => !out.has(id));
      return api.patch(`/groups/${encodeURIComponent(group.id)}`, { version: group.version, lampIds });
    },
    onSuccess: () => forget(),
  });
  const mayRemove = mayChange && group.pattern === undefined && group.retiredAt === undefined;
  return (
    <Answer of={lamps}>
      {(all) => (
        <DataTable
          id={`group-${group.id}`}
          label={t`Members`}
          rows={all.filter(({ id }) => members.has(id))}
          rowId={idOf}
          columns={columns}
          onOpen={({ id }) => void navigate({ to: addressOf("lamp", id) as never })}
          {...(mayRemove && {
            actions: (selected: readonly Thing[], clear: () => void) => (
              <Button
                variant="default"
                loading={remove.isPending}
                onClick={() => remove.mutate(selected, { onSuccess: clear })}
              >
                <Trans>Take out of the group</Trans>
              </Button>
            ),
          })}
          empty={
            <EmptyState title={<Trans>No members yet</Trans>}>
              <Trans>Select lamps in the list of lamps, press “Change…” and choose this group.</Trans>
            </EmptyState>
          }
        />
      )}
    </Answer>
  );
}
