/** Everything that was done, newest first, narrowed by what, who and when. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, Select, TextInput } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useMemo } from "react";
import { addressOf } from "../api-client/api-client.ts";
import { useSite } from "../api-client/site.ts";
import { useAreaScope } from "../app/area-scope.tsx";
import { useUrlValues } from "../app/url-values.ts";
import { DayField } from "../parts/day-field.tsx";
import { Page as Frame } from "../parts/page.tsx";
import { useTypedWords } from "../parts/use-typed-words.ts";
import { SavedViews } from "../table/saved-views.tsx";
import { dateAfter, dateBegin } from "../text/civil-date.ts";
import { subjects } from "./action-names.ts";
import { AuditList } from "./audit-list.tsx";

export function Page() {
  const { t, i18n } = useLingui();
  const { timeZone } = useSite();
  const { query: scope } = useAreaScope();
  const [{ action, person, since, until }, set] = useUrlValues<"action" | "person" | "since" | "until">();
  const options = Object.entries(subjects).map(([value, name]) => ({ value, label: i18n._(name) }));
  const query = useMemo(
    () => ({
      ...scope,
      action,
      personId: person,
      from: since && dateBegin(since, timeZone),
      until: until && dateBegin(dateAfter(until, 1) ?? "", timeZone),
    }),
    [scope, action, person, since, until, timeZone],
  );
  return (
    <Frame
      title={<Trans>Audit</Trans>}
      lead={<Trans>Who did what, when and where; refused attempts too.</Trans>}
      actions={
        <>
          <SavedViews table="audit" names={["action", "person", "since", "until"]} />
          <Button
            component="a"
            href={addressOf("/audit.csv", { ...query, language: i18n.locale })}
            download
            variant="default"
            leftSection={<IconDownload size={16} />}
          >
            <Trans>Export CSV</Trans>
          </Button>
        </>
      }
    >
      <Group gap="xs" mb="md" align="end">
        <Select
          label={t`What`}
          placeholder={t`Everything`}
          data={options}
          value={action ?? null}
          onChange={(value) => set({ action: value ?? undefined })}
          clearable
          clearButtonProps={{ "aria-label": t`Everything` }}
        />
        <PersonFilter value={person ?? ""} onChange={(value) => set({ person: value })} />
        <DayField label={t`From day`} value={since} onChange={(day) => set({ since: day })} />
        <DayField label={t`To day`} value={until} onChange={(day) => set({ until: day })} />
      </Group>
      <AuditList query={query} />
    </Frame>
  );
}

interface PersonFilterProps {
  /** As it stands in the address. */
  readonly value: string;
  readonly onChange: (id: string | undefined) => void;
}

function PersonFilter({ value, onChange }: PersonFilterProps) {
  const { t } = useLingui();
  const [text, type] = useTypedWords(value, onChange, 300);
  return (
    <TextInput
      label={t`Who`}
      placeholder={t`sign-in name`}
      value={text}
      onChange={({ currentTarget }) => type(currentTarget.value)}
    />
  );
}
