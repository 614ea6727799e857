/** One calendar: its name, its rules in their order, and the year of nights that comes of them. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, TextInput } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { problemText } from "../../text/problem-text.ts";
import { Editable } from "../draft/editable.tsx";
import { useEditing, useParts } from "../draft/editing.ts";
import { problemsAt } from "../draft/problems.ts";
import type { Calendar } from "../plan.ts";
import { ProblemLines } from "../problem-lines.tsx";
import classes from "./calendars.module.css";
import { MonthsView } from "./months-view.tsx";
import { useAddRule } from "./rule-wishes.ts";
import { RulesEditor } from "./rules-editor.tsx";
import { useShownMonths } from "./shown-months.ts";
import { useCalendarNights } from "./use-calendar-nights.ts";

export function CalendarEditor({ calendar }: { readonly calendar: Calendar }) {
  const { t } = useLingui();
  const { plan, isReadOnly, problems } = useEditing();
  const { replace, remove } = useParts("calendars");
  const [openRule, setOpenRule] = useState<string>();
  const addRule = useAddRule(calendar, setOpenRule);
  const shown = useShownMonths();
  const { nights, error } = useCalendarNights(calendar, plan.holidaySets, shown.begin, shown.end - shown.begin);
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
          onChange={({ currentTarget }) => replace({ ...calendar, name: currentTarget.value })}
        />
      </Editable>
      <ProblemLines problems={own} />
      <RulesEditor
        calendar={calendar}
        nights={nights}
        openId={openRule}
        onOpen={setOpenRule}
        onAdd={addRule}
        onChange={replace}
      />
      {error && (
        <p className={classes.bad} role="alert">
          {problemText(error)}
        </p>
      )}
      <MonthsView calendar={calendar} shown={shown} nights={nights} onAdd={addRule} />
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
