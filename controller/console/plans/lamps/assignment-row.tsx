/** One assignment: these lamps follow this calendar. */
import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Select } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { PlaceField } from "../../order/place-field.tsx";
import { useEditing } from "../draft/editing.ts";
import type { Assignment } from "../plan.ts";
import { movedTo, placeOf, targetSorts } from "./assignment-target.ts";
import classes from "./lamps.module.css";
import { useWhichNames } from "./use-which-names.ts";
import { whichOf, withWhich } from "./which-lamps.ts";

interface AssignmentRowProps {
  readonly assignment: Assignment;
  readonly onChange: (assignment: Assignment) => void;
  readonly onRemove: () => void;
}

export function AssignmentRow({ assignment, onChange, onRemove }: AssignmentRowProps) {
  const { t } = useLingui();
  const { plan, isReadOnly } = useEditing();
  const { to, calendarId } = assignment;
  const choices = useWhichNames(to);
  const which = whichOf(to);
  return (
    <div className={classes.assignment}>
      <PlaceField
        label={t`Lamps of`}
        sorts={targetSorts}
        value={placeOf(to)}
        // one place follows another: none at all is said by removing the assignment
        onChange={(place) => place && onChange({ ...assignment, to: movedTo(to, place) })}
      />
      {which === undefined ? (
        <span />
      ) : (
        <Select
          label={t`Which`}
          data={choices}
          value={which}
          allowDeselect={false}
          onChange={(next) => next !== null && onChange({ ...assignment, to: withWhich(to, next) })}
        />
      )}
      <Select
        label={t`follow the calendar`}
        data={plan.calendars.map(({ id, name }) => ({ value: id, label: name }))}
        value={calendarId}
        allowDeselect={false}
        onChange={(id) => onChange({ ...assignment, calendarId: id ?? calendarId })}
      />
      {!isReadOnly && (
        <ActionIcon variant="subtle" size={34} mt={20} aria-label={t`Remove the assignment`} onClick={onRemove}>
          <IconTrash size={18} />
        </ActionIcon>
      )}
    </div>
  );
}
