/** Everybody with an account, and how a new one comes in. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconUserPlus } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Answer } from "../parts/answer.tsx";
import { Page as Frame } from "../parts/page.tsx";
import type { Column, Filter } from "../table/columns.ts";
import { DataTable } from "../table/data-table.tsx";
import { useFormat } from "../text/use-format.ts";
import { type Account, peopleQuery } from "./account.ts";
import { useGrantsText } from "./grants-text.ts";
import { NewPersonDialog } from "./new-person-dialog.tsx";
import { allRoles, roleNames } from "./role-names.ts";

export function Page() {
  const people = useQuery(peopleQuery);
  const [isAdding, { open, close }] = useDisclosure(false);
  return (
    <Frame
      wide
      title={<Trans>People</Trans>}
      lead={<Trans>Rights hold from the next request on; accounts are closed, never deleted.</Trans>}
      actions={
        <Button leftSection={<IconUserPlus size={16} />} onClick={open}>
          <Trans>Add a person</Trans>
        </Button>
      }
    >
      <Answer of={people}>{(accounts) => <PeopleTable accounts={accounts} />}</Answer>
      <NewPersonDialog opened={isAdding} onClose={close} />
    </Frame>
  );
}

function PeopleTable({ accounts }: { readonly accounts: readonly Account[] }) {
  const { t, i18n } = useLingui();
  const format = useFormat();
  const navigate = useNavigate();
  const grantsText = useGrantsText();
  const columns: Column<Account>[] = [
    { id: "name", title: t`Full name`, text: ({ name }) => name, grow: 2 },
    { id: "id", title: t`Signs in as`, text: ({ id }) => id, plain: true },
    { id: "rights", title: t`Rights`, text: ({ grants }) => grantsText(grants) || t`none`, grow: 4, plain: true },
    {
      id: "since",
      title: t`Since`,
      text: ({ createdAt }) => format.date(createdAt),
      sortBy: ({ createdAt }) => createdAt,
    },
    {
      id: "state",
      title: t`Account`,
      text: ({ disabledAt, passwordIsInitial }) => {
        if (disabledAt !== undefined) return t`closed ${format.date(disabledAt)}`;
        return passwordIsInitial ? t`first password` : t`open`;
      },
    },
  ];
  const filters: Filter<Account>[] = [
    {
      id: "role",
      title: t`Role`,
      options: allRoles.map((role) => ({ value: role, label: i18n._(roleNames[role].name) })),
      matches: ({ grants }, role) => grants.some((grant) => grant.role === role),
    },
    {
      id: "account",
      title: t`Account`,
      options: [
        { value: "open", label: t`open` },
        { value: "closed", label: t`closed` },
      ],
      matches: ({ disabledAt }, value) => (disabledAt === undefined) === (value === "open"),
    },
  ];
  return (
    <DataTable
      id="people"
      label={t`People`}
      rows={accounts}
      rowId={({ id }) => id}
      columns={columns}
      filters={filters}
      onOpen={({ id }) => void navigate({ to: `/people/${id}` })}
    />
  );
}
