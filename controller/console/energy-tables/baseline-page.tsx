/** What one area burned before: lamps of one wattage on one switching each. A correction is a further recording. */
import { Trans, useLingui } from "@lingui/react/macro";
import { TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { api } from "../api-client/api-client.ts";
import { RowList } from "../inventory/fields/row-list.tsx";
import { useNames } from "../inventory/queries.ts";
import { Answer } from "../parts/answer.tsx";
import { DayField } from "../parts/day-field.tsx";
import { Page as Frame, Section } from "../parts/page.tsx";
import { useFormat } from "../text/use-format.ts";
import { useToday } from "../text/use-today.ts";
import { dayOfText, dayText } from "./day.ts";
import classes from "./energy-tables.module.css";
import { GroupFields } from "./group-fields.tsx";
import { type Baseline, type BaselineGroup, recordingsQuery } from "./queries.ts";
import { type Reason, SaveBar } from "./save-bar.tsx";
import { programOf } from "./switching.ts";
import { Tabs } from "./tabs.tsx";

export function Page() {
  const { areaId } = useParams({ strict: false }) as { areaId: string };
  const recordings = useQuery(recordingsQuery(areaId));
  const name = useNames("area");
  return (
    <Frame title={name(areaId)} lead={<Trans>What its lamps burned before.</Trans>}>
      <Tabs />
      <Answer of={recordings}>
        {(items) => (
          <>
            <BaselineForm key={items[0]?.revision ?? 0} areaId={areaId} present={items[0]} />
            {items.length > 0 && <Recordings items={items} />}
          </>
        )}
      </Answer>
    </Frame>
  );
}

interface BaselineFormProps {
  readonly areaId: string;
  readonly present: Baseline | undefined;
}

const begun: BaselineGroup = { name: "", lamps: 1, power: 250, program: programOf({}) };

function BaselineForm({ areaId, present }: BaselineFormProps) {
  const { t } = useLingui();
  const client = useQueryClient();
  const today = useToday();
  const [recordedOn, setRecordedOn] = useState(() => present?.recordedOn ?? dayOfText(today));
  const [source, setSource] = useState(present?.source ?? "");
  const [groups, setGroups] = useState<readonly BaselineGroup[]>(present?.groups ?? [begun]);
  const said = { recordedOn, source: source.trim(), groups };
  const record = useMutation({
    mutationFn: (reason: Reason) =>
      api.post(`/baselines/${encodeURIComponent(areaId)}`, { revision: present?.revision ?? 0, ...said, ...reason }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["baselines"] });
      notifications.show({ message: t`Recorded.` });
    },
  });
  const before = present && { recordedOn: present.recordedOn, source: present.source, groups: present.groups };
  return (
    <>
      <div className={classes.head}>
        <DayField
          label={t`Day of the survey`}
          value={dayText(recordedOn)}
          onChange={(day) => day !== undefined && setRecordedOn(dayOfText(day))}
        />
        <TextInput
          label={t`Taken from`}
          required
          maxLength={1000}
          value={source}
          onChange={({ currentTarget }) => setSource(currentTarget.value)}
        />
      </div>
      <Section title={<Trans>Lamps of the survey</Trans>}>
        <div className={classes.tables}>
          <RowList<BaselineGroup>
            label={t`One line for each wattage on one switching`}
            readOnly={false}
            rows={groups}
            onChange={(rows) => setGroups(rows ?? [])}
            added={begun}
            addLabel={t`Add lamps`}
            className={classes.groups}
          >
            {(group, change) => <GroupFields group={group} onChange={change} />}
          </RowList>
        </div>
      </Section>
      <SaveBar
        isChanged={groups.length > 0 && said.source !== "" && JSON.stringify(said) !== JSON.stringify(before)}
        isSaving={record.isPending}
        error={record.error}
        onSave={(reason) => record.mutate(reason)}
      />
    </>
  );
}

function Recordings({ items }: { readonly items: readonly Baseline[] }) {
  const format = useFormat();
  return (
    <Section title={<Trans>Recorded so far</Trans>}>
      <ol reversed>
        {items.map(({ revision, recorded: { at, personName, why } }) => (
          <li key={revision} value={revision}>
            {format.dateTime(at)} · {personName} · {why}
          </li>
        ))}
      </ol>
    </Section>
  );
}
