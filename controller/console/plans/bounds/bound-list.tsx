/** The entries of one kind of bound, each one line until somebody works at it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group, TextInput } from "@mantine/core";
import { IconPlus, IconTrash } from "@tabler/icons-react";
import { type ReactNode, useState } from "react";
import { Editable } from "../draft/editable.tsx";
import { useEditing, useParts } from "../draft/editing.ts";
import { problemsAt } from "../draft/problems.ts";
import { partId } from "../part-id.ts";
import type { Plan } from "../plan.ts";
import { ProblemLines } from "../problem-lines.tsx";
import { WishMenu } from "../wish-menu.tsx";
import { type BoundKind, useBoundText } from "./bound-text.ts";
import classes from "./bounds.module.css";

type Bound<L extends BoundKind> = Plan[L][number];

/** An entry to begin with. */
export interface BoundWish<L extends BoundKind> {
  readonly label: string;
  readonly create: (id: string) => Bound<L>;
}

interface BoundListProps<L extends BoundKind> {
  readonly list: L;
  readonly lead: ReactNode;
  /** Offered in a menu where there are several. */
  readonly wishes: readonly BoundWish<L>[];
  readonly form: (bound: Bound<L>, onChange: (bound: Bound<L>) => void) => ReactNode;
}

export function BoundList<L extends BoundKind>({ list, lead, wishes, form }: BoundListProps<L>) {
  const { t } = useLingui();
  const { isReadOnly, problems } = useEditing();
  const { parts, add, replace, remove } = useParts(list);
  const text = useBoundText()[list] as (bound: Bound<L>) => string;
  const [openId, setOpenId] = useState<string>();
  const ids = parts.map(({ id }) => id);
  const begin = ({ create }: BoundWish<L>) => {
    const bound = create(partId(create("").name, ids));
    add(bound);
    setOpenId(bound.id);
  };
  const [first, ...others] = wishes;
  const plus = <IconPlus size={16} />;
  return (
    <>
      <p className={classes.quiet}>{lead}</p>
      {parts.map((bound) => {
        const own = problemsAt(problems, list, bound.id);
        return (
          <details key={bound.id} className={classes.bound} open={bound.id === openId || own.length > 0}>
            <summary>
              <b>{bound.name || "–"}</b> <span className={classes.said}>{text(bound)}</span>
            </summary>
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
              {!isReadOnly && (
                <Group mt="xs" pl={16}>
                  <Button
                    variant="default"
                    size="compact-sm"
                    leftSection={<IconTrash size={14} />}
                    onClick={() => remove(bound.id)}
                  >
                    <Trans>Remove: {bound.name}</Trans>
                  </Button>
                </Group>
              )}
            </Editable>
          </details>
        );
      })}
      {parts.length === 0 && isReadOnly && (
        <p className={classes.quiet}>
          <Trans>None.</Trans>
        </p>
      )}
      {!isReadOnly && first && (
        <div className={classes.add}>
          {others.length === 0 ? (
            <Button variant="default" leftSection={plus} onClick={() => begin(first)}>
              {first.label}
            </Button>
          ) : (
            <WishMenu wishes={wishes} onChoose={begin} leftSection={plus}>
              <Trans>Add</Trans>
            </WishMenu>
          )}
        </div>
      )}
    </>
  );
}
