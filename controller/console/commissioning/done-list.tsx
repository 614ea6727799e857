/** What was commissioned since this page was opened: a count for the day's work, kept in the browser's session. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor } from "@mantine/core";
import { useSessionStorage } from "@mantine/hooks";
import { Link } from "@tanstack/react-router";
import { addressOf } from "../inventory/sorts.ts";
import { Section } from "../parts/page.tsx";
import classes from "./commissioning.module.css";

interface Commissioned {
  readonly deviceId: string;
  readonly lampId: string;
  readonly lampName: string;
}

export function useDone() {
  const [list, setList] = useSessionStorage<readonly Commissioned[]>({ key: "den.commissioned", defaultValue: [] });
  return { list, add: (one: Commissioned) => setList((before) => [one, ...before]) };
}

export function DoneList({ done }: { readonly done: readonly Commissioned[] }) {
  const { t } = useLingui();
  if (done.length === 0) return null;
  return (
    <Section title={<Trans>Done since you began: {done.length}</Trans>}>
      <ul className={classes.list} aria-label={t`Done`}>
        {done.map(({ deviceId, lampId, lampName }) => (
          <li key={`${deviceId} ${lampId}`} className={classes.choice}>
            <Anchor component={Link} to={addressOf("lamp", lampId) as never}>
              {lampName}
            </Anchor>
            <small>{deviceId}</small>
          </li>
        ))}
      </ul>
    </Section>
  );
}
