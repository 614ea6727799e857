/** The night in one line, noon to noon, under the header of every screen: where the sun is, and where we are. */
import { useLingui } from "@lingui/react/macro";
import { useSite } from "../api-client/site.ts";
import { nightOf, nightSky } from "../text/night.ts";
import { useFormat } from "../text/use-format.ts";
import { useNow } from "../text/use-now.ts";
import classes from "./night-ribbon.module.css";

export function NightRibbon() {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow(30_000);
  const night = nightOf(now, useSite());
  const place = (at: number) => (100 * (at - night.noon)) / (night.nextNoon - night.noon);
  const words = t`Night ${format.night(night.noon)}: sunset ${format.time(night.sunset)}, sunrise ${format.time(night.sunrise)}, now ${format.time(now)}`;
  return (
    <div
      className={classes.ribbon}
      role="img"
      aria-label={words}
      title={words}
      style={{ backgroundImage: nightSky(night) }}
    >
      <span className={classes.now} style={{ left: `${place(now)}%` }} />
    </div>
  );
}
