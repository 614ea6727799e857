/** What the device noticed by itself in this time: what is out of the ordinary first of all. */
import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Switch } from "@mantine/core";
import { useState } from "react";
import { Section } from "../parts/page.tsx";
import type { Column } from "../table/columns.ts";
import { ExportButton } from "../table/export-button.tsx";
import { useFormat } from "../text/use-format.ts";
import type { Noticed } from "./curve.ts";
import { eventNames, eventStateNames, isMark } from "./event-names.ts";
import classes from "./history-page.module.css";

/** Newest of them. */
const shownAtMost = 100;

export function NoticedTable({ noticed }: { readonly noticed: readonly Noticed[] }) {
  const { t } = useLingui();
  const format = useFormat();
  const [withEveryday, setWithEveryday] = useState(false);
  const shown = withEveryday ? noticed : noticed.filter(isMark);
  const left = shown.length - shownAtMost;
  const columns: readonly Column<Noticed>[] = [
    { id: "at", title: t`Time`, text: ({ at }) => `${format.date(at)} ${format.seconds(at)}` },
    { id: "what", title: t`What`, text: ({ type }) => t(eventNames[type]) },
    { id: "state", title: t`State`, text: ({ state }) => (state === "once" ? "" : t(eventStateNames[state])) },
    { id: "value", title: t`Value`, text: ({ value }) => (value === undefined ? "" : format.number(value, 3)) },
    { id: "output", title: t`Output`, text: ({ output }) => (output === undefined ? "" : String(output + 1)) },
  ];
  return (
    <Section
      title={<Trans>What it noticed</Trans>}
      actions={
        <ExportButton name="noticed" columns={columns} rows={() => shown.toReversed()} disabled={shown.length === 0} />
      }
    >
      <Switch
        size="xs"
        label={t`Switching, dimming and the setting of its clock too`}
        checked={withEveryday}
        onChange={({ currentTarget }) => setWithEveryday(currentTarget.checked)}
        mb="sm"
      />
      {shown.length === 0 && (
        <p className={classes.quiet}>
          <Trans>Nothing out of the ordinary.</Trans>
        </p>
      )}
      <ul className={classes.noticed}>
        {shown
          .slice(-shownAtMost)
          .toReversed()
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
      {left > 0 && (
        <p className={classes.quiet}>
          <Plural value={left} one="and # older one" other="and # older ones" />
        </p>
      )}
    </Section>
  );
}
