/** One program: its name, its night as a bar, and its points one by one. */

import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { levelOf } from "#protocol/behavior/light.ts";
import { useFormat } from "../../text/use-format.ts";
import { Editable } from "../draft/editable.tsx";
import { useEditing, useParts } from "../draft/editing.ts";
import { problemsAt } from "../draft/problems.ts";
import type { Program, SwitchPoint } from "../plan.ts";
import { ProblemLines } from "../problem-lines.tsx";
import { burning, clockOf, lightLine, minute, type NightLine, pointInstant, stepsOf } from "./night-line.ts";
import { PointRow } from "./point-row.tsx";
import { ProgramBar } from "./program-bar.tsx";
import classes from "./programs.module.css";

/** Points a device takes of one program. */
const pointsAtMost = 24;

interface ProgramEditorProps {
  readonly program: Program;
  readonly night: NightLine;
}

export function ProgramEditor({ program, night }: ProgramEditorProps) {
  const { t } = useLingui();
  const format = useFormat();
  const { isReadOnly, problems } = useEditing();
  const { replace } = useParts("programs");
  const [chosen, setChosen] = useState<number>();
  const { id, name, points } = program;
  const setPoints = (next: SwitchPoint[]) => replace({ ...program, points: next });
  const change = (index: number, point: SwitchPoint) => setPoints(points.with(index, point));
  const own = problemsAt(problems, "programs", id);
  const { lit, full } = burning(lightLine(stepsOf(points, night), night));
  const [hours, fullHours] = [format.number(lit, 1), format.number(full, 1)];
  return (
    <Editable label={name}>
      <TextInput
        label={t`Name of the program`}
        value={name}
        required
        maxLength={200}
        maw={420}
        mb="sm"
        onChange={({ currentTarget }) => replace({ ...program, name: currentTarget.value })}
      />
      <ProgramBar
        points={points}
        night={night}
        isReadOnly={isReadOnly}
        chosen={chosen}
        onChoose={setChosen}
        onChange={change}
      />
      <p className={classes.quiet}>
        <Trans>
          {hours} h of light, as much as {fullHours} h at full level. Before the first point the lamps are off; the last
          one holds until noon.
        </Trans>
      </p>
      <ProblemLines problems={own.filter(({ rest }) => !rest.startsWith("points["))} />
      <ol className={classes.points}>
        {points.map((point, index) => (
          <PointRow
            // a point has no name of its own: it is the third of its program
            // biome-ignore lint/suspicious/noArrayIndexKey: see above
            key={index}
            index={index}
            point={point}
            night={night}
            problems={problemsAt(problems, "programs", id, `points[${index}]`)}
            isChosen={index === chosen}
            onChoose={() => setChosen(index)}
            onChange={(next) => change(index, next)}
            onRemove={() => setPoints(points.toSpliced(index, 1))}
          />
        ))}
      </ol>
      <Group mt="sm">
        <Button
          variant="default"
          leftSection={<IconPlus size={16} />}
          disabled={isReadOnly || points.length >= pointsAtMost}
          onClick={() => {
            setPoints([...points, nextPoint(points, night)]);
            setChosen(points.length);
          }}
        >
          <Trans>Add a point</Trans>
        </Button>
      </Group>
    </Editable>
  );
}

/** A first point lights at sunset; each further one comes two hours after the last, at the level it has. */
function nextPoint(points: readonly SwitchPoint[], night: NightLine): SwitchPoint {
  const last = points.at(-1);
  if (last === undefined) return { at: { sun: "sunset" }, target: { level: 100 } };
  const at = Math.min(pointInstant(last, night) + 120 * minute, night.nextNoon - 10 * minute);
  return { at: { clock: clockOf(at, night) }, target: { level: Math.round(levelOf(last.target)) } };
}
