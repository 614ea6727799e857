/** The site as devices are told it: place, periods and the table of UTC offsets, renewed when a transition has passed. */
import type { Clock } from "../clock.ts";
import type { ControllerConfig } from "../config.ts";
import type { Site } from "../core/fleet/configure.ts";
import { offsetsOf } from "../core/fleet/offsets.ts";

export interface SiteKeeper {
  /** The same value until something of it changes. */
  readonly current: () => Site;
  /** Looks whether a transition of the zone has passed; a nightly chore. @returns true if devices need a new table. */
  renew(): boolean;
  /** An instant as people of the site read it, dd/MM/yyyy HH:mm. */
  writeTime(at: number): string;
}

type SiteConfig = Pick<
  ControllerConfig,
  "siteLat" | "siteLon" | "siteTimeZone" | "siteFallback" | "samplePeriod" | "reportPeriod"
>;

export function createSiteKeeper(config: SiteConfig, clock: Clock): SiteKeeper {
  const make = (): Site => ({
    lat: config.siteLat,
    lon: config.siteLon,
    timeZone: config.siteTimeZone,
    offsets: offsetsOf(config.siteTimeZone, clock.now()),
    samplePeriod: config.samplePeriod,
    reportPeriod: config.reportPeriod,
    fallback: config.siteFallback,
  });
  const time = new Intl.DateTimeFormat("en-GB", {
    timeZone: config.siteTimeZone,
    dateStyle: "short",
    timeStyle: "short",
  });
  let site = make();
  return {
    current: () => site,
    renew() {
      const next = make();
      if (JSON.stringify(next.offsets) === JSON.stringify(site.offsets)) return false;
      site = next;
      return true;
    },
    writeTime: (at) => time.format(at).replace(",", ""),
  };
}
