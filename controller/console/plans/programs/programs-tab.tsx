/** The programs of a plan: which there are, and the one that is open. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group } from "@mantine/core";
import { IconCopy, IconPlus, IconTrash } from "@tabler/icons-react";
import { useUrlValues } from "../../app/url-values.ts";
import { EmptyState } from "../../parts/state-note.tsx";
import { useEditing, useParts } from "../draft/editing.ts";
import { problemsAt } from "../draft/problems.ts";
import { NightChooser } from "../night-chooser.tsx";
import { PartChooser } from "../part-chooser.tsx";
import { partId } from "../part-id.ts";
import type { Program } from "../plan.ts";
import { useNightLine } from "../use-night-line.ts";
import { WishMenu } from "../wish-menu.tsx";
import { ProgramEditor } from "./program-editor.tsx";
import { ProgramThumb } from "./program-thumb.tsx";
import { useProgramWishes } from "./program-wishes.ts";
import classes from "./programs.module.css";

export function ProgramsTab() {
  const { t } = useLingui();
  const { plan, isReadOnly, problems } = useEditing();
  const { parts, add, remove } = useParts("programs");
  const [{ program: chosenId }, set] = useUrlValues<"program">();
  const night = useNightLine();
  const chosen = parts.find(({ id }) => id === chosenId) ?? parts[0];
  const wishes = useProgramWishes();
  const create = ({ name, points }: Pick<Program, "name" | "points">) => {
    const id = partId(
      name,
      parts.map((part) => part.id),
    );
    add({ id, name, points });
    set({ program: id });
  };
  const usedBy = plan.calendars.filter(
    ({ rules, defaultProgramId }) =>
      defaultProgramId === chosen?.id || rules.some(({ programId }) => programId === chosen?.id),
  );
  return (
    <div className={classes.tab}>
      <div>
        <PartChooser
          label={t`Programs`}
          chosen={chosen?.id}
          onChoose={(id) => set({ program: id })}
          parts={parts.map((program) => ({
            id: program.id,
            name: program.name,
            hasError: problemsAt(problems, "programs", program.id).some(({ severity }) => severity === "error"),
            picture: <ProgramThumb program={program} night={night} />,
          }))}
        />
        {!isReadOnly && (
          <WishMenu wishes={wishes} onChoose={create} fullWidth leftSection={<IconPlus size={16} />}>
            <Trans>New program</Trans>
          </WishMenu>
        )}
      </div>
      <div>
        {chosen === undefined ? (
          <EmptyState title={<Trans>No programs yet</Trans>}>
            <Trans>A program is the course of one night: on at sunset, less at 22:00, off at sunrise.</Trans>
          </EmptyState>
        ) : (
          <>
            <NightChooser />
            <ProgramEditor key={chosen.id} program={chosen} night={night} />
            {!isReadOnly && (
              <Group mt="lg" gap="xs">
                <Button
                  variant="default"
                  leftSection={<IconCopy size={16} />}
                  onClick={() => create({ name: t`${chosen.name} (copy)`, points: chosen.points })}
                >
                  <Trans>Copy</Trans>
                </Button>
                <Button
                  variant="default"
                  leftSection={<IconTrash size={16} />}
                  disabled={usedBy.length > 0}
                  onClick={() => remove(chosen.id)}
                >
                  <Trans>Remove</Trans>
                </Button>
                {usedBy.length > 0 && (
                  <span className={classes.quiet}>
                    <Trans>Used by {usedBy.map(({ name }) => name).join(", ")}</Trans>
                  </span>
                )}
              </Group>
            )}
          </>
        )}
      </div>
    </div>
  );
}
