/** What is done by the calendar of the site, not by events: the only place that knows node-cron. A missed chore waits a day. */
import { schedule } from "node-cron";
import type { Clock } from "./clock.ts";
import type { Journal } from "./core/telemetry/ports.ts";
import type { Documents } from "./engine/fleet/documents.ts";
import type { Deployments } from "./engine/plans/deployments.ts";
import type { SiteKeeper } from "./engine/site.ts";
import type { Log } from "./log.ts";

export interface ChoresDeps {
  readonly site: SiteKeeper;
  /** IANA name: chores ring by the site's own time. */
  readonly timeZone: string;
  /** Devices need a new configuration. */
  readonly onSiteChanged: () => void;
  readonly deployments: Pick<Deployments, "renew">;
  readonly documents: Pick<Documents, "clearUnused">;
  readonly journal: Pick<Journal, "forget">;
  readonly clock: Clock;
  readonly log: Log;
}

/** @returns stop. */
export function startChores(deps: ChoresDeps): () => void {
  const { site, timeZone, onSiteChanged, deployments, documents, journal, clock, log } = deps;
  const noon = schedule(
    "0 12 * * *",
    () => {
      if (!site.renew()) return;
      log.info({ timeZone }, "the zone has passed a transition; devices get a new table of offsets");
      onSiteChanged();
    },
    { timezone: timeZone, name: "renew the site" },
  );
  // after noon of the coming night's date, so that a window of nights that moves on does so by day
  const plans = schedule(
    "10 12 * * *",
    async () => {
      try {
        await deployments.renew();
        await documents.clearUnused();
      } catch (error) {
        log.error(error, "compiling the plans of the coming nights");
      }
    },
    { timezone: timeZone, name: "compile the plans" },
  );
  const forgetting = schedule(
    "20 12 * * *",
    async () => {
      try {
        const tables = await journal.forget(clock.now());
        if (tables.length > 0) log.info({ tables }, "telemetry older than it is kept was forgotten");
      } catch (error) {
        log.error(error, "forgetting old telemetry");
      }
    },
    { timezone: timeZone, name: "forget old telemetry" },
  );
  return () => {
    void forgetting.destroy();
    void noon.destroy();
    void plans.destroy();
  };
}
