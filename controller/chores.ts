/** What is done by the calendar of the site, not by events: the only place that knows node-cron. A missed chore waits a day. */
import { schedule } from "node-cron";
import type { SiteKeeper } from "./engine/site.ts";
import type { Log } from "./log.ts";

export interface ChoresDeps {
  readonly site: SiteKeeper;
  /** IANA name: chores ring by the site's own time. */
  readonly timeZone: string;
  /** Devices need a new configuration. */
  readonly onSiteChanged: () => void;
  readonly log: Log;
}

/** @returns stop. */
export function startChores({ site, timeZone, onSiteChanged, log }: ChoresDeps): () => void {
  const noon = schedule(
    "0 12 * * *",
    () => {
      if (!site.renew()) return;
      log.info({ timeZone }, "the zone has passed a transition; devices get a new table of offsets");
      onSiteChanged();
    },
    { timezone: timeZone, name: "renew the site" },
  );
  return () => void noon.destroy();
}
