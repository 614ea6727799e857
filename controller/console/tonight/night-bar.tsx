/** The night from noon to noon with its sun, and where we are in it. */
import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { type Night, nightSky } from "../text/night.ts";
import { useFormat } from "../text/use-format.ts";
import { useNow } from "../text/use-now.ts";
import classes from "./night-bar.module.css";

interface NightBarProps {
  readonly night: Night;
  /** EpochMs at which an order begins or ends: what will change without anybody's doing. */
  readonly changes: readonly number[];
}

export function NightBar({ night, changes }: NightBarProps) {
  const { t } = useLingui();
  const format = useFormat();
  const now = useNow(10_000);
  const place = (at: number) => (100 * (at - night.noon)) / (night.nextNoon - night.noon);
  const hours = Array.from({ length: 7 }, (_, index) => night.noon + ((night.nextNoon - night.noon) * (index + 1)) / 8);
  const isPast = (at: number) => now >= at;
  const left = isPast(night.sunrise)
    ? undefined
    : isPast(night.sunset)
      ? t`${format.duration(night.sunrise - now)} to sunrise`
      : t`${format.duration(night.sunset - now)} to sunset`;
  return (
    <div className={classes.night}>
      <div className={classes.bar} style={{ backgroundImage: nightSky(night) }}>
        {hours.map((at) => (
          <span key={at} className={classes.hour} style={{ left: `${place(at)}%` }} aria-hidden="true">
            {format.time(at)}
          </span>
        ))}
        {changes
          .filter((at) => at > night.noon && at < night.nextNoon)
          .map((at) => (
            <span key={at} className={classes.change} style={{ left: `${place(at)}%` }} aria-hidden="true" />
          ))}
        <span className={classes.now} style={{ left: `${place(now)}%` }} aria-hidden="true" />
      </div>
      <div className={classes.below}>
        <dl className={classes.events}>
          <Event name={<Trans>Sunset</Trans>} at={format.time(night.sunset)} />
          <Event name={<Trans>Dark from</Trans>} at={format.time(night.civilDusk)} isExtra />
          <Event name={<Trans>Now</Trans>} at={format.time(now)} isNow />
          <Event name={<Trans>Light from</Trans>} at={format.time(night.civilDawn)} isExtra />
          <Event name={<Trans>Sunrise</Trans>} at={format.time(night.sunrise)} />
        </dl>
        {left && <p className={classes.left}>{left}</p>}
      </div>
    </div>
  );
}

interface EventProps {
  readonly name: ReactNode;
  readonly at: string;
  readonly isNow?: boolean;
  /** Left out where there is little room. */
  readonly isExtra?: boolean;
}

function Event({ name, at, isNow = false, isExtra = false }: EventProps) {
  return (
    <div data-now={isNow || undefined} data-extra={isExtra || undefined}>
      <dt>{name}</dt>
      <dd>{at}</dd>
    </div>
  );
}
