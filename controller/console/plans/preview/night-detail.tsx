/** One night of a preview: its rule and program, its points at their times, and what it takes. */
import { Trans } from "@lingui/react/macro";
import { nightText } from "../../text/civil-day.ts";
import { useFormat } from "../../text/use-format.ts";
import classes from "./preview.module.css";
import type { PreviewNight } from "./previews.ts";

interface NightDetailProps {
  readonly day: number;
  readonly night: PreviewNight;
}

export function NightDetail({ day, night }: NightDetailProps) {
  const format = useFormat();
  const { ruleName, programName, points, figures, sunset, sunrise } = night;
  const [hours, kWh, reference] = [
    format.number(figures.hours, 1),
    format.energy(figures.plan.kWh),
    format.energy(figures.reference.kWh),
  ];
  return (
    <div className={classes.night} role="status">
      <div>
        <b>{nightText(day)}</b>
        {programName && ` · ${programName}`}
        {ruleName && ` (${ruleName})`}
      </div>
      <ol className={classes.points}>
        {points.map(({ at, level }) => (
          <li key={at}>
            {format.time(at)} <b>{format.percent(level / 100, 1)}</b>
          </li>
        ))}
      </ol>
      <div className={classes.quiet}>
        <Trans>
          Sunset {format.time(sunset)}, sunrise {format.time(sunrise)}. {hours} h of light, {kWh}; full light would take{" "}
          {reference}.
        </Trans>
      </div>
    </div>
  );
}
