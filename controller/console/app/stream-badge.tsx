/** Whether what one sees is what is: live, or since when not. */
import { useLingui } from "@lingui/react/macro";
import { useSite } from "../api-client/site.ts";
import { useStreamState } from "../live/use-live.ts";
import { useFormat } from "../text/use-format.ts";
import classes from "./stream-badge.module.css";

export function StreamBadge() {
  const { t } = useLingui();
  const format = useFormat();
  const { ahead } = useSite();
  const { phase, heardAt } = useStreamState();
  const since = format.seconds(heardAt + ahead);
  const text = phase === "live" ? t`Live` : heardAt === 0 ? t`Connecting…` : t`Stale since ${since}`;
  return (
    <span className={classes.badge} data-phase={phase} role="status" title={text}>
      <span className={classes.dot} aria-hidden="true" />
      <span className={phase === "live" ? classes.calm : undefined}>{text}</span>
    </span>
  );
}
