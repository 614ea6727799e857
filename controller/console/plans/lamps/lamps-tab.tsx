/** Which lamps follow which calendar, what stands in conflict, and which lamps no calendar covers. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Answer } from "../../parts/answer.tsx";
import { Section } from "../../parts/page.tsx";
import { Editable } from "../draft/editable.tsx";
import { useEditing, useParts } from "../draft/editing.ts";
import { problemsAt } from "../draft/problems.ts";
import { ProblemLines } from "../problem-lines.tsx";
import { AssignmentRow } from "./assignment-row.tsx";
import { CoverageNote } from "./coverage-note.tsx";
import classes from "./lamps.module.css";
import { useCoverage } from "./use-coverage.ts";

export function LampsTab() {
  const { t } = useLingui();
  const { plan, isReadOnly, problems } = useEditing();
  const { parts, add, replace, remove } = useParts("assignments");
  const coverage = useCoverage();
  const lampsOf = new Map(coverage.data?.assignments.map(({ id, lamps }) => [id, lamps]));
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
                <Reach lamps={lampsOf.get(assignment.id)} />
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
      <Section title={<Trans>Who follows what, with this plan in force</Trans>}>
        <Answer of={coverage}>{(data) => <CoverageNote coverage={data} />}</Answer>
      </Section>
    </div>
  );
}

/** How many lamps follow one assignment. */
function Reach({ lamps }: { readonly lamps: number | undefined }) {
  if (lamps === undefined) return null;
  return (
    <p className={lamps === 0 ? classes.bad : classes.reach}>
      {lamps === 0 ? (
        <Trans>No lamp follows it: there is none there, or a nearer assignment takes it.</Trans>
      ) : (
        <Plural value={lamps} one="# lamp" other="# lamps" />
      )}
    </p>
  );
}
