/** The calendars of a plan: which program which night has, a year of it at a glance, and the rules behind. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useUrlValues } from "../../app/url-values.ts";
import { Section } from "../../parts/page.tsx";
import { EmptyState } from "../../parts/state-note.tsx";
import { useEditing, useParts } from "../draft/editing.ts";
import { problemsAt } from "../draft/problems.ts";
import { PartChooser } from "../part-chooser.tsx";
import { partId } from "../part-id.ts";
import { CalendarEditor } from "./calendar-editor.tsx";
import classes from "./calendars.module.css";
import { HolidaySets } from "./holiday-sets.tsx";

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
