/** Filters and sorting of a list under a name of one's own. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Group, Popover, Text, TextInput, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBookmark, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useUrlValues } from "../app/url-values.ts";
import { problemText } from "../text/problem-text.ts";
import { useFormat } from "../text/use-format.ts";
import classes from "./saved-views.module.css";
import { useViews, type View } from "./use-views.ts";

interface SavedViewsProps {
  /** Name of the list. */
  readonly table: string;
  /** Values of the address that make a view. */
  readonly names: readonly string[];
}

export function SavedViews({ table, names }: SavedViewsProps) {
  const { t } = useLingui();
  const format = useFormat();
  const [isOpen, { close, toggle }] = useDisclosure(false);
  const [values, setValues] = useUrlValues<string>();
  const { views, isLoading, isSaving, error, save, forget } = useViews(table, isOpen);
  const [name, setName] = useState("");
  const present = Object.fromEntries(
    names.flatMap((key): [string, string][] => (values[key] === undefined ? [] : [[key, values[key]]])),
  );
  const show = (view: View) => {
    setValues(Object.fromEntries(names.map((key) => [key, view.values[key]])));
    close();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === "") return;
    void save({ name: name.trim(), values: present }).then(
      () => setName(""),
      // said below
      () => {},
    );
  };
  const isShown = (view: View) => names.every((key) => view.values[key] === present[key]);
  return (
    <Popover opened={isOpen} onChange={toggle} position="bottom-end" width={300} trapFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconBookmark size={16} />} onClick={toggle}>
          <Trans>Saved views</Trans>
        </Button>
      </Popover.Target>
      <Popover.Dropdown p={4}>
        {[...views]
          .sort((a, b) => format.compare(a.name, b.name))
          .map((view) => (
            <Group key={view.name} gap={0} wrap="nowrap">
              <UnstyledButton onClick={() => show(view)} className={classes.view} aria-pressed={isShown(view)}>
                {view.name}
              </UnstyledButton>
              <ActionIcon
                variant="subtle"
                aria-label={t`Forget the view ${view.name}`}
                loading={isSaving}
                onClick={() => forget(view.name)}
              >
                <IconTrash size={16} />
              </ActionIcon>
            </Group>
          ))}
        {views.length === 0 && !isLoading && !error && (
          <Text size="sm" c="dimmed" p={8}>
            <Trans>What is searched, filtered and sorted now can be kept under a name, for yourself.</Trans>
          </Text>
        )}
        {error && (
          <Text role="alert" size="sm" c="error" p={8}>
            {problemText(error)}
          </Text>
        )}
        <form onSubmit={submit}>
          <Group gap={4} wrap="nowrap" p={4}>
            <TextInput
              aria-label={t`Name of the view`}
              placeholder={t`Name of the view`}
              maxLength={60}
              value={name}
              onChange={({ currentTarget }) => setName(currentTarget.value)}
              className={classes.name}
            />
            <Button type="submit" variant="default" loading={isSaving} disabled={name.trim() === ""}>
              <Trans>Save</Trans>
            </Button>
          </Group>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
