/** What the device noticed by itself in this time. */
import { Trans, useLingui } from "@lingui/react/macro";
import { Section } from "../parts/page.tsx";
import { useFormat } from "../text/use-format.ts";
import type { Noticed } from "./curve.ts";
import { eventNames, eventStateNames, isMark } from "./event-names.ts";
import classes from "./history-page.module.css";

/** Newest of them; the file has all. */
const shownAtMost = 100;

export function NoticedTable({ noticed }: { readonly noticed: readonly Noticed[] }) {
  const { t } = useLingui();
  const format = useFormat();
  return (
    <Section title={<Trans>What it noticed</Trans>}>
      <ul className={classes.noticed}>
        {noticed
          .toReversed()
          .slice(0, shownAtMost)
          .map((event) => (
            <li key={`${event.at} ${event.type} ${event.state} ${event.output}`} data-mark={isMark(event) || undefined}>
              <time>{format.dateTime(event.at)}</time>
              <span>
                {t(eventNames[event.type])}
                {event.state !== "once" && `, ${t(eventStateNames[event.state])}`}
                {event.value !== undefined && ` (${format.number(event.value, 1)})`}
              </span>
            </li>
          ))}
      </ul>
    </Section>
  );
}
