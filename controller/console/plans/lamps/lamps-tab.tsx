/** Which lamps follow which calendar, what stands in conflict, and which lamps no calendar covers. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Section } from "../../parts/page.tsx";
import { Editable } from "../draft/editable.tsx";
import { useEditing, useParts } from "../draft/editing.ts";
import { problemsAt } from "../draft/problems.ts";
import { ProblemLines } from "../problem-lines.tsx";
import { AssignmentRow } from "./assignment-row.tsx";
import { Coverage } from "./coverage.tsx";
import classes from "./lamps.module.css";

export function LampsTab() {
  const { t } = useLingui();
  const { plan, isReadOnly, problems } = useEditing();
  const { parts, add, replace, remove } = useParts("assignments");
  const [calendar] = plan.calendars;
  const create = () => {
    if (calendar === undefined) return;
    const numbers = parts.map(({ id }) => Number(/^a-(\d+)$/.exec(id)?.[1] ?? 0));
    add({ id: `a-${Math.max(0, ...numbers) + 1}`, to: { areaId: plan.areaId }, calendarId: calendar.id });
  };
  return (
    <div className={classes.columns}>
      <div>
        <p className={classes.quiet}>
          <Trans>
            The nearest wins: a lamp before its circuit, that before a group, that before the innermost area.
          </Trans>
        </p>
        <Editable label={t`Assignments`}>
          <ul className={classes.list}>
            {parts.map((assignment) => (
              <li key={assignment.id}>
                <AssignmentRow assignment={assignment} onChange={replace} onRemove={() => remove(assignment.id)} />
                <ProblemLines problems={problemsAt(problems, "assignments", assignment.id)} />
              </li>
            ))}
          </ul>
        </Editable>
        {calendar === undefined ? (
          <p className={classes.quiet}>
            <Trans>Write a calendar first; lamps follow one.</Trans>
          </p>
        ) : (
          !isReadOnly && (
            <Button variant="default" leftSection={<IconPlus size={16} />} onClick={create}>
              <Trans>Assign a calendar</Trans>
            </Button>
          )
        )}
      </div>
      <Section title={<Trans>Lamps without a calendar</Trans>}>
        <Coverage />
      </Section>
    </div>
  );
}
