/** A program as small as a word: the light of one night. */
import { nightSky } from "../../text/night.ts";
import type { Program } from "../plan.ts";
import { lightLine, type NightLine, shareOf, stepsOf } from "./night-line.ts";
import classes from "./programs.module.css";

export function ProgramThumb({ program, night }: { readonly program: Program; readonly night: NightLine }) {
  const outline = lightLine(stepsOf(program.points, night), night)
    .map(({ at, level }) => `${(shareOf(at, night) * 1440).toFixed(1)},${100 - level}`)
    .join(" ");
  return (
    <span className={classes.thumb} style={{ backgroundImage: nightSky(night) }} aria-hidden="true">
      <svg viewBox="0 0 1440 100" preserveAspectRatio="none" aria-hidden="true">
        <polygon points={`0,100 ${outline} 1440,100`} />
      </svg>
    </span>
  );
}
