/** Sets of holidays that rules name as one: written here, or taken from a calendar file. */
import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, FileButton, Group, TextInput } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { IconPlus, IconTrash, IconUpload } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import type { z } from "zod";
import type { HolidaysRead } from "../../../api/routes/day-files.ts";
import { api } from "../../api-client/api-client.ts";
import { problemText } from "../../text/problem-text.ts";
import { Editable } from "../draft/editable.tsx";
import { useEditing, useParts } from "../draft/editing.ts";
import { problemsAt } from "../draft/problems.ts";
import { partId } from "../part-id.ts";
import type { HolidaySet } from "../plan.ts";
import { ProblemLines } from "../problem-lines.tsx";
import classes from "./calendars.module.css";
import { SelectorForm } from "./selector-form.tsx";
import { holidayKinds } from "./selectors.ts";
import { vietnameseHolidays } from "./vietnam.ts";

export function HolidaySets() {
  const { t } = useLingui();
  const { isReadOnly } = useEditing();
  const { parts, add } = useParts("holidaySets");
  const create = (name: string, holidays: HolidaySet["holidays"]) =>
    add({
      id: partId(
        name,
        parts.map(({ id }) => id),
      ),
      name,
      holidays,
    });
  return (
    <>
      {parts.length === 0 && (
        <p className={classes.quiet}>
          <Trans>No sets yet. A rule can name a whole set: “on all public holidays”.</Trans>
        </p>
      )}
      {parts.map((set) => (
        <SetEditor key={set.id} set={set} />
      ))}
      {!isReadOnly && (
        <Group gap="xs" mt="sm">
          <Button
            variant="default"
            leftSection={<IconPlus size={16} />}
            onClick={() => create(t`Public holidays`, vietnameseHolidays)}
          >
            <Trans>Public holidays of Việt Nam</Trans>
          </Button>
          <Button variant="default" leftSection={<IconPlus size={16} />} onClick={() => create(t`Our own days`, [])}>
            <Trans>An empty set</Trans>
          </Button>
        </Group>
      )}
    </>
  );
}

function SetEditor({ set }: { readonly set: HolidaySet }) {
  const { t } = useLingui();
  const { plan, isReadOnly, problems } = useEditing();
  const { replace, remove } = useParts("holidaySets");
  const { id, name, holidays } = set;
  const setHolidays = (next: HolidaySet["holidays"]) => replace({ ...set, holidays: next });
  const isUsed = plan.calendars.some(({ rules }) =>
    rules.some(({ nights }) => nights.some((one) => one.by === "holidays" && one.holidaySetId === id)),
  );
  return (
    <Editable label={name}>
      <Group align="end" gap="xs" mb={6}>
        <TextInput
          label={t`Name of the set`}
          required
          value={name}
          maxLength={200}
          onChange={({ currentTarget }) => replace({ ...set, name: currentTarget.value })}
        />
        {!isReadOnly && (
          <>
            <ReadFile onRead={(more) => setHolidays([...holidays, ...more])} />
            <Button variant="subtle" disabled={isUsed} onClick={() => remove(id)}>
              <Trans>Remove the set</Trans>
            </Button>
          </>
        )}
      </Group>
      <ProblemLines problems={problemsAt(problems, "holidaySets", id)} />
      <ul className={classes.holidays}>
        {holidays.map((holiday, n) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a holiday has no name that stays
          <li key={n}>
            <TextInput
              label={t`Holiday`}
              required
              value={holiday.name}
              maxLength={200}
              onChange={({ currentTarget }) => setHolidays(holidays.with(n, { ...holiday, name: currentTarget.value }))}
            />
            <SelectorForm
              selector={holiday.on}
              kinds={holidayKinds}
              sets={[]}
              onChange={(on) => setHolidays(holidays.with(n, { ...holiday, on: on as typeof holiday.on }))}
            />
            <ActionIcon
              variant="subtle"
              size={34}
              mt={20}
              aria-label={t`Remove ${holiday.name}`}
              onClick={() => setHolidays(holidays.toSpliced(n, 1))}
            >
              <IconTrash size={18} />
            </ActionIcon>
          </li>
        ))}
      </ul>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={14} />}
        onClick={() => setHolidays([...holidays, { name: t`Holiday`, on: { by: "date", date: { month: 1, day: 1 } } }])}
      >
        <Trans>Add a holiday</Trans>
      </Button>
    </Editable>
  );
}

/** Holidays of a calendar file; what could not be used is told line by line. */
function ReadFile({ onRead }: { readonly onRead: (holidays: HolidaySet["holidays"]) => void }) {
  const { t, i18n } = useLingui();
  const read = useMutation({
    mutationFn: (file: File) =>
      api.post<z.infer<typeof HolidaysRead>>("/holidays/ical", file.slice(0, file.size, "text/calendar")),
    onSuccess: ({ holidays, problems }) => {
      onRead(holidays);
      const count = holidays.length;
      const said = problems
        .slice(0, 5)
        .map(({ line, message, messageVi }) => `${line}: ${i18n.locale === "vi" ? messageVi : message}`);
      notifications.show({
        message: [t`${count} holidays taken over.`, ...said].join("\n"),
        autoClose: said.length === 0 && 5000,
      });
    },
    onError: (error) => notifications.show({ color: "red", message: problemText(error) }),
  });
  return (
    <FileButton accept=".ics,text/calendar" onChange={(file) => file && read.mutate(file)}>
      {(props) => (
        <Button {...props} variant="default" leftSection={<IconUpload size={16} />} loading={read.isPending}>
          <Trans>Take over from a calendar file</Trans>
        </Button>
      )}
    </FileButton>
  );
}
