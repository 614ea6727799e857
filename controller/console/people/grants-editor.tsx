/** Rights as rows: a role, and the areas it holds in. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Select, Stack, Text } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useAreaOptions } from "../app/area-options.ts";
import { FoldedMultiSelect } from "../parts/folded-select.tsx";
import type { Grant, Role } from "./account.ts";
import classes from "./grants-editor.module.css";
import { allRoles, roleNames } from "./role-names.ts";

interface GrantsEditorProps {
  readonly value: readonly Grant[];
  readonly onChange: (grants: Grant[]) => void;
}

export function GrantsEditor({ value, onChange }: GrantsEditorProps) {
  const { t, i18n } = useLingui();
  const areas = useAreaOptions();
  const put = (n: number, grant: Grant) => onChange(value.map((one, m) => (m === n ? grant : one)));
  return (
    <Stack gap="xs">
      {value.length === 0 && (
        <Text size="sm" c="dimmed">
          <Trans>No rights yet: this person can sign in and see nothing.</Trans>
        </Text>
      )}
      {value.map(({ role, areaIds }, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own and keep their place
        <div key={n} className={classes.row}>
          <Select
            label={t`Role`}
            description={i18n._(roleNames[role].use)}
            data={allRoles.map((one) => ({ value: one, label: i18n._(roleNames[one].name) }))}
            value={role}
            allowDeselect={false}
            onChange={(next) => next !== null && put(n, { role: next as Role, ...(areaIds && { areaIds }) })}
          />
          <FoldedMultiSelect
            label={t`Areas`}
            description={t`Each with everything below it; none chosen means everywhere.`}
            placeholder={areaIds === undefined ? t`Everywhere` : ""}
            data={areas}
            inOrder
            value={areaIds ?? []}
            clearable
            clearButtonProps={{ "aria-label": t`Everywhere` }}
            onChange={(ids) => put(n, { role, ...(ids.length > 0 && { areaIds: ids }) })}
          />
          <ActionIcon
            variant="subtle"
            size={34}
            className={classes.remove}
            aria-label={t`Take this right away`}
            onClick={() => onChange(value.filter((_, m) => m !== n))}
          >
            <IconTrash size={18} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        className={classes.add}
        leftSection={<IconPlus size={16} />}
        onClick={() => onChange([...value, { role: "viewer" }])}
      >
        <Trans>Add a right</Trans>
      </Button>
    </Stack>
  );
}
