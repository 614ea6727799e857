/** The entries of one kind of bound, each folded until somebody works at it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, TextInput } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { Editable } from "../draft/editable.tsx";
import { useEditing, useParts } from "../draft/editing.ts";
import { problemsAt } from "../draft/problems.ts";
import { partId } from "../part-id.ts";
import type { Plan } from "../plan.ts";
import { ProblemLines } from "../problem-lines.tsx";
import classes from "./bounds.module.css";

type BoundKind = "roadFloors" | "curfews" | "campaigns" | "limits";
type Bound<L extends BoundKind> = Plan[L][number];

interface BoundListProps<L extends BoundKind> {
  readonly list: L;
  readonly lead: ReactNode;
  readonly create: (id: string) => Bound<L>;
  readonly form: (bound: Bound<L>, onChange: (bound: Bound<L>) => void) => ReactNode;
}

export function BoundList<L extends BoundKind>({ list, lead, create, form }: BoundListProps<L>) {
  const { t } = useLingui();
  const { isReadOnly, problems } = useEditing();
  const { parts, add, replace, remove } = useParts(list);
  const [openId, setOpenId] = useState<string>();
  const ids = parts.map(({ id }) => id);
  const begin = () => {
    const named = create("");
    const bound = create(partId(named.name, ids));
    add(bound);
    setOpenId(bound.id);
  };
  return (
    <>
      <p className={classes.quiet}>{lead}</p>
      {parts.map((bound) => {
        const own = problemsAt(problems, list, bound.id);
        return (
          <details key={bound.id} className={classes.bound} open={bound.id === openId || own.length > 0}>
            <summary>{bound.name || "–"}</summary>
            <Editable label={bound.name}>
              <ProblemLines problems={own} />
              <div className={classes.form}>
                <TextInput
                  label={t`Title`}
                  required
                  maxLength={200}
                  value={bound.name}
                  onChange={({ currentTarget }) => replace({ ...bound, name: currentTarget.value })}
                />
                {form(bound, replace)}
              </div>
              <Group mt="xs">
                <Button variant="subtle" size="compact-sm" onClick={() => remove(bound.id)}>
                  <Trans>Remove: {bound.name}</Trans>
                </Button>
              </Group>
            </Editable>
          </details>
        );
      })}
      {!isReadOnly && (
        <Button variant="default" mt="xs" leftSection={<IconPlus size={16} />} onClick={begin}>
          <Trans>Add</Trans>
        </Button>
      )}
    </>
  );
}
