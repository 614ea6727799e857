/** One assignment: these lamps follow this calendar. */
import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Select } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useEditing } from "../draft/editing.ts";
import type { Assignment, AssignmentTarget } from "../plan.ts";
import { idOf, sortOf, type TargetSort, targetOf, targetSorts } from "./assignment-target.ts";
import classes from "./lamps.module.css";
import { ThingField } from "./thing-field.tsx";

interface AssignmentRowProps {
  readonly assignment: Assignment;
  readonly onChange: (assignment: Assignment) => void;
  readonly onRemove: () => void;
}

export function AssignmentRow({ assignment, onChange, onRemove }: AssignmentRowProps) {
  const { t } = useLingui();
  const { plan } = useEditing();
  const { to, calendarId } = assignment;
  const sort = sortOf(to);
  const names: Readonly<Record<TargetSort, string>> = {
    lamp: t`Lamp`,
    circuit: t`Circuit`,
    group: t`Group`,
    area: t`Area`,
  };
  const set = (next: AssignmentTarget) => onChange({ ...assignment, to: next });
  return (
    <div className={classes.assignment}>
      <Select
        label={t`Lamps of`}
        data={targetSorts.map((value) => ({ value, label: names[value] }))}
        value={sort}
        allowDeselect={false}
        onChange={(value) => set(targetOf((value ?? sort) as TargetSort, value === "area" ? plan.areaId : ""))}
      />
      <ThingField
        label={names[sort]}
        sort={sort}
        value={idOf(to)}
        onChange={(id) => set({ ...to, ...targetOf(sort, id) })}
      />
      {"areaId" in to || "circuitId" in to ? <UseField to={to} onChange={set} /> : <span />}
      <Select
        label={t`follow the calendar`}
        data={plan.calendars.map(({ id, name }) => ({ value: id, label: name }))}
        value={calendarId}
        allowDeselect={false}
        onChange={(id) => onChange({ ...assignment, calendarId: id ?? calendarId })}
      />
      <ActionIcon variant="subtle" size={34} mt={20} aria-label={t`Remove the assignment`} onClick={onRemove}>
        <IconTrash size={18} />
      </ActionIcon>
    </div>
  );
}

type WideTarget = Extract<AssignmentTarget, { areaId: string } | { circuitId: string }>;

/** Which of the lamps there, and on an area only those of one kind of circuit. */
function UseField({ to, onChange }: { readonly to: WideTarget; readonly onChange: (to: AssignmentTarget) => void }) {
  const { t } = useLingui();
  const kind = "circuitKind" in to ? to.circuitKind : undefined;
  const value = kind === undefined ? (to.use ?? "road") : `kind:${kind}`;
  const choose = (next: string) => {
    const { use: _, ...rest } = to;
    const bare = "circuitKind" in rest ? (({ circuitKind: __, ...others }) => others)(rest) : rest;
    if (next.startsWith("kind:")) onChange({ ...bare, circuitKind: next.slice(5) } as AssignmentTarget);
    else onChange((next === "road" ? bare : { ...bare, use: next }) as AssignmentTarget);
  };
  return (
    <Select
      label={t`Which`}
      data={[
        { value: "road", label: t`Road lamps` },
        { value: "decorative", label: t`Decorative lamps` },
        { value: "all", label: t`Road and decorative lamps` },
        ...("areaId" in to
          ? [
              { value: "kind:wholeNight", label: t`On whole-night circuits` },
              { value: "kind:halfNight", label: t`On half-night circuits` },
              { value: "kind:alwaysLive", label: t`On always-live circuits` },
              { value: "kind:decorative", label: t`On decorative circuits` },
            ]
          : []),
      ]}
      value={value}
      allowDeselect={false}
      onChange={(next) => choose(next ?? "road")}
    />
  );
}
