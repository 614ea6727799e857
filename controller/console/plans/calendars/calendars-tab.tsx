/** The calendars of a plan: which program which night has, a year of it at a glance, and the rules behind. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { useUrlValues } from "../../app/url-values.ts";
import { Section } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/state-note.tsx";
import { Editable } from "../draft/editable.tsx";
import { useEditing, useParts } from "../draft/editing.ts";
import { problemsAt } from "../draft/problems.ts";
import { PartChooser } from "../part-chooser.tsx";
import { partId } from "../part-id.ts";
import type { Calendar } from "../plan.ts";
import { ProblemLines } from "../problem-lines.tsx";
import classes from "./calendars.module.css";
import { HolidaySets } from "./holiday-sets.tsx";
import { MonthsView } from "./months-view.tsx";
import { RulesEditor } from "./rules-editor.tsx";

export function CalendarsTab() {
  const { t } = useLingui();
  const { plan, isReadOnly, problems } = useEditing();
  const { parts, add } = useParts("calendars");
  const [{ calendar: chosenId }, set] = useUrlValues<"calendar">();
  const chosen = parts.find(({ id }) => id === chosenId) ?? parts[0];
  const create = () => {
    const name = t`Streets`;
    const id = partId(
      name,
      parts.map((calendar) => calendar.id),
    );
    const first = plan.programs[0]?.id;
    add({ id, name, rules: [], ...(first === undefined ? {} : { defaultProgramId: first }) });
    set({ calendar: id });
  };
  return (
    <>
      <div className={classes.tab}>
        <div>
          <PartChooser
            label={t`Calendars`}
            chosen={chosen?.id}
            onChoose={(id) => set({ calendar: id })}
            parts={parts.map(({ id, name }) => ({
              id,
              name,
              hasError: problemsAt(problems, "calendars", id).some(({ severity }) => severity === "error"),
            }))}
          />
          {!isReadOnly && (
            <Button variant="default" fullWidth leftSection={<IconPlus size={16} />} onClick={create}>
              <Trans>New calendar</Trans>
            </Button>
          )}
        </div>
        <div>
          {chosen === undefined ? (
            <EmptyState title={<Trans>No calendars yet</Trans>}>
              <Trans>A calendar says which night has which program: holidays, weekends, rằm, and all the others.</Trans>
            </EmptyState>
          ) : (
            <CalendarEditor key={chosen.id} calendar={chosen} />
          )}
        </div>
      </div>
      <Section title={<Trans>Holidays</Trans>}>
        <HolidaySets />
      </Section>
    </>
  );
}

function CalendarEditor({ calendar }: { readonly calendar: Calendar }) {
  const { t } = useLingui();
  const { plan, isReadOnly, problems } = useEditing();
  const { replace, remove } = useParts("calendars");
  const own = problemsAt(problems, "calendars", calendar.id).filter(({ rest }) => !rest.startsWith("rules["));
  const isUsed = plan.assignments.some(({ calendarId }) => calendarId === calendar.id);
  return (
    <>
      <Editable label={calendar.name}>
        <TextInput
          label={t`Name of the calendar`}
          required
          value={calendar.name}
          maxLength={200}
          maw={420}
          mb="sm"
          onChange={({ currentTarget }) => replace({ ...calendar, name: currentTarget.value })}
        />
      </Editable>
      <ProblemLines problems={own} />
      <MonthsView calendar={calendar} />
      <Editable label={t`Rules`}>
        <RulesEditor calendar={calendar} onChange={replace} />
      </Editable>
      {!isReadOnly && (
        <Group mt="lg" gap="xs">
          <Button
            variant="default"
            leftSection={<IconTrash size={16} />}
            disabled={isUsed}
            onClick={() => remove(calendar.id)}
          >
            <Trans>Remove the calendar</Trans>
          </Button>
          {isUsed && (
            <span className={classes.quiet}>
              <Trans>Lamps follow it.</Trans>
            </span>
          )}
        </Group>
      )}
    </>
  );
}
