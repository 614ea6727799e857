/** Where the sun sets and rises on the line of a night. */
import { useLingui } from "@lingui/react/macro";
import { clockOf, type NightLine, shareOf } from "./night-line.ts";
import classes from "./program-bar.module.css";
import { sunEvents, sunNames } from "./sun-names.ts";

export function SunTicks({ night }: { readonly night: NightLine }) {
  const { t } = useLingui();
  return sunEvents.map((event) => (
    <span
      key={event}
      className={classes.sun}
      data-event={event}
      style={{ left: `${shareOf(night[event], night) * 100}%` }}
      aria-hidden="true"
    >
      {(event === "sunset" || event === "sunrise") && (
        <span>
          <i>{t(sunNames[event])}</i> {clockOf(night[event], night)}
        </span>
      )}
    </span>
  ));
}
