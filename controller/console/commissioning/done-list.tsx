/** What was commissioned since this page was opened: a count for the day's work, kept in the browser's session. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Button } from "@mantine/core";
import { useSessionStorage } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { addressOf } from "../inventory/sorts.ts";
import { Section } from "../parts/page.tsx";
import { problemText } from "../text/problem-text.ts";
import classes from "./commissioning.module.css";
import { type Hung, useUndo } from "./use-undo.ts";

interface Commissioned extends Hung {
  readonly lampName: string;
}

interface DoneListProps {
  readonly done: readonly Commissioned[];
  readonly onUndone: (one: Hung) => void;
}

const isSame = (a: Hung, b: Hung) => a.deviceId === b.deviceId && a.lampId === b.lampId;

export function useDone() {
  const [list, setList] = useSessionStorage<readonly Commissioned[]>({ key: "den.commissioned", defaultValue: [] });
  return {
    list,
    add: (one: Commissioned) => setList((before) => [one, ...before.filter((other) => !isSame(one, other))]),
    remove: (one: Hung) => setList((before) => before.filter((other) => !isSame(one, other))),
  };
}

export function DoneList({ done, onUndone }: DoneListProps) {
  const { t } = useLingui();
  const { isBusy, error, isKnown, undo } = useUndo();
  if (done.length === 0) return null;
  return (
    <Section title={<Trans>Done since you began: {done.length}</Trans>}>
      <ul className={classes.list} aria-label={t`Done`}>
        {done.map((one) => (
          <li key={`${one.deviceId} ${one.lampId}`} className={classes.choice}>
            <span>
              <Anchor component={Link} to={addressOf("lamp", one.lampId) as never}>
                {one.lampName}
              </Anchor>
              <br />
              <small>{one.deviceId}</small>
            </span>
            {isKnown(one) && (
              <Button
                variant="subtle"
                loading={isBusy}
                aria-label={t`Undo: ${one.lampName}`}
                onClick={() =>
                  void undo(one).then(
                    () => onUndone(one),
                    () => {},
                  )
                }
              >
                <Trans>Undo</Trans>
              </Button>
            )}
          </li>
        ))}
      </ul>
      {error && (
        <p role="alert" className={classes.warning}>
          {problemText(error)}
        </p>
      )}
    </Section>
  );
}
