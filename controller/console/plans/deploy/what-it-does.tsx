/** What the draft would do to lamps and to the bill, from a preview of it; where there is none, it is asked for here. */
import { Plural, Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconPlayerPlay } from "@tabler/icons-react";
import { useUrlValues } from "../../app/url-values.ts";
import { problemText } from "../../text/problem-text.ts";
import { useFormat } from "../../text/use-format.ts";
import { ChangeLine } from "../preview/change-line.tsx";
import type { useFreshSummary } from "../preview/use-preview.ts";
import classes from "./deploy.module.css";

export function WhatItDoes({ ask, figures, underWay }: ReturnType<typeof useFreshSummary>) {
  const format = useFormat();
  const [, set] = useUrlValues<"part">();
  if (figures !== undefined) {
    const { error, warning } = figures.findings;
    return (
      <div className={classes.does}>
        <p>
          <ChangeLine figures={figures} />
        </p>
        {error + warning > 0 && (
          <button type="button" className={classes.jump} onClick={() => set({ part: "preview" })}>
            {error > 0 && (
              <span className={classes.bad}>
                <Plural value={error} one="# error" other="# errors" />
                {warning > 0 && ", "}
              </span>
            )}
            {warning > 0 && <Plural value={warning} one="# warning" other="# warnings" />}{" "}
            <Trans>in the preview: look at them</Trans>
          </button>
        )}
      </div>
    );
  }
  return (
    <div className={classes.does}>
      <p className={classes.quiet}>
        <Trans>Not previewed as it stands: what it does to light and to the bill is not known yet.</Trans>
      </p>
      <Button
        variant="default"
        leftSection={<IconPlayerPlay size={16} />}
        loading={ask.isPending}
        disabled={underWay !== undefined}
        onClick={() => ask.mutate()}
      >
        {underWay === undefined ? (
          <Trans>Preview 366 nights</Trans>
        ) : (
          <Trans>Preview under way: {format.percent(underWay.share)}</Trans>
        )}
      </Button>
      {ask.error && (
        <p className={classes.bad} role="alert">
          {problemText(ask.error)}
        </p>
      )}
    </div>
  );
}
