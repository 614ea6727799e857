/** Filters and sorting of a list under a name of one's own, kept in this browser for this person. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Group, Menu, TextInput } from "@mantine/core";
import { useDisclosure, useLocalStorage } from "@mantine/hooks";
import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useMe } from "../api-client/me.ts";
import { useUrlValues } from "../app/url-values.ts";
import { useFormat } from "../text/use-format.ts";

type View = Readonly<Partial<Record<string, string>>>;

interface SavedViewsProps {
  readonly table: string;
  /** Values of the address that make a view. */
  readonly names: readonly string[];
}

export function SavedViews({ table, names }: SavedViewsProps) {
  const { t } = useLingui();
  const me = useMe();
  const format = useFormat();
  const [isOpen, { close, toggle }] = useDisclosure(false);
  const [values, setValues] = useUrlValues<string>();
  const [views, setViews] = useLocalStorage<Readonly<Record<string, View>>>({
    key: `den.views.${me.id}.${table}`,
    defaultValue: {},
    getInitialValueInEffect: false,
  });
  const [name, setName] = useState("");
  const present = Object.fromEntries(names.flatMap((key) => (values[key] === undefined ? [] : [[key, values[key]]])));
  const show = (view: View) => {
    setValues(Object.fromEntries(names.map((key) => [key, view[key]])));
    close();
  };
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    setViews({ ...views, [name.trim()]: present });
    setName("");
  };
  const forget = (gone: string) => setViews(Object.fromEntries(Object.entries(views).filter(([key]) => key !== gone)));
  return (
    <Menu opened={isOpen} onChange={toggle} position="bottom-end" width={280} closeOnItemClick={false}>
      <Menu.Target>
        <Button variant="default" leftSection={<IconBookmark size={16} />}>
          <Trans>Views</Trans>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {Object.entries(views)
          .sort(([a], [b]) => format.compare(a, b))
          .map(([saved, view]) => (
            <Group key={saved} gap={0} wrap="nowrap">
              <Menu.Item onClick={() => show(view)}>{saved}</Menu.Item>
              <ActionIcon variant="subtle" aria-label={t`Forget the view ${saved}`} onClick={() => forget(saved)}>
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
          ))}
        <form onSubmit={save}>
          <Group gap={4} wrap="nowrap" p={4}>
            <TextInput
              aria-label={t`Name of the view`}
              placeholder={t`Name of the view`}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
            />
            <Button type="submit" variant="default">
              <Trans>Save</Trans>
            </Button>
          </Group>
        </form>
      </Menu.Dropdown>
    </Menu>
  );
}
