/** A program as the light of one night, noon to noon; its points are taken by mouse, finger or arrow keys. */

import { useLingui } from "@lingui/react/macro";
import { type CSSProperties, type KeyboardEvent, type PointerEvent, useRef } from "react";
import { levelOf } from "#protocol/behavior/light.ts";
import { hexOf } from "../../order/colour.ts";
import { nightSky } from "../../text/night.ts";
import { useFormat } from "../../text/use-format.ts";
import type { SwitchPoint } from "../plan.ts";
import {
  clockOf,
  instantOf,
  lightLine,
  minute,
  moveTime,
  type NightLine,
  pointInstant,
  shareOf,
  snapLevel,
  stepsOf,
  withLevel,
} from "./night-line.ts";
import classes from "./program-bar.module.css";
import { SunTicks } from "./sun-ticks.tsx";

interface ProgramBarProps {
  readonly points: readonly SwitchPoint[];
  readonly night: NightLine;
  readonly isReadOnly: boolean;
  /** The point whose row is being edited. */
  readonly chosen: number | undefined;
  readonly onChoose: (index: number) => void;
  readonly onChange: (index: number, point: SwitchPoint) => void;
}

/** Steps of a drag and of a key: minutes and percent, with Shift the finest there are. */
const coarse = { minutes: 5, percent: 5 };
const fine = { minutes: 1, percent: 0.5 };

export function ProgramBar({ points, night, isReadOnly, chosen, onChoose, onChange }: ProgramBarProps) {
  const { t } = useLingui();
  const format = useFormat();
  const frame = useRef<HTMLDivElement>(null);
  /** px from the middle of a handle to where it was taken: it does not jump under the pointer. */
  const held = useRef({ x: 0, y: 0 });
  const corners = lightLine(stepsOf(points, night), night);
  const outline = corners.map(({ at, level }) => `${(shareOf(at, night) * 1440).toFixed(1)},${100 - level}`).join(" ");

  const drag = (index: number, { clientX, clientY, shiftKey }: PointerEvent) => {
    const box = frame.current?.getBoundingClientRect();
    const point = points[index];
    if (box === undefined || point === undefined) return;
    const step = shiftKey ? fine : coarse;
    const [x, y] = [clientX - held.current.x - box.left, clientY - held.current.y - box.top];
    const to = instantOf(x / box.width, night);
    const level = snapLevel(100 * (1 - y / box.height), step.percent);
    onChange(index, {
      ...point,
      at: moveTime(point.at, to, night, step.minutes),
      target: withLevel(point.target, level),
    });
  };
  const onKey = (index: number, event: KeyboardEvent) => {
    const point = points[index];
    const step = event.shiftKey ? fine : coarse;
    const by = moves[event.key];
    if (point === undefined || by === undefined) return;
    event.preventDefault();
    const to = pointInstant(point, night) + by.time * step.minutes * minute;
    const level = snapLevel(levelOf(point.target) + by.level * step.percent, step.percent);
    onChange(index, {
      ...point,
      at: by.time === 0 ? point.at : moveTime(point.at, to, night, step.minutes),
      target: by.level === 0 ? point.target : withLevel(point.target, level),
    });
  };
  return (
    <div className={classes.bar}>
      <div className={classes.sky} ref={frame} style={{ backgroundImage: nightSky(night) }}>
        <svg className={classes.light} viewBox="0 0 1440 100" preserveAspectRatio="none" aria-hidden="true">
          <polygon points={`0,100 ${outline} 1440,100`} />
          <polyline points={outline} />
        </svg>
        <SunTicks night={night} />
        {points.map((point, index) => {
          const at = pointInstant(point, night);
          const level = levelOf(point.target);
          const said = `${clockOf(at, night)}, ${format.percent(level / 100, 1)}`;
          const colour = "rgbw16" in point.target ? hexOf(point.target.rgbw16) : undefined;
          return (
            <span
              // a point has no name of its own: it is the third of its program
              // biome-ignore lint/suspicious/noArrayIndexKey: see above
              key={index}
              className={classes.handle}
              role="slider"
              tabIndex={isReadOnly ? -1 : 0}
              aria-disabled={isReadOnly}
              aria-label={t`Point ${index + 1}: left and right for the time, up and down for the level`}
              aria-valuemin={0}
              aria-valuemax={100}
              aria-valuenow={level}
              aria-valuetext={said}
              data-chosen={index === chosen || undefined}
              data-low={level < 50 || undefined}
              style={
                { left: `${shareOf(at, night) * 100}%`, top: `${100 - level}%`, "--point": colour } as CSSProperties
              }
              onFocus={() => onChoose(index)}
              onKeyDown={(event) => !isReadOnly && onKey(index, event)}
              onPointerDown={(event) => {
                if (isReadOnly) return;
                const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
                held.current = { x: event.clientX - left - width / 2, y: event.clientY - top - height / 2 };
                event.currentTarget.setPointerCapture(event.pointerId);
                onChoose(index);
              }}
              onPointerMove={(event) => {
                if (event.currentTarget.hasPointerCapture(event.pointerId)) drag(index, event);
              }}
            >
              <span className={classes.said}>{said}</span>
            </span>
          );
        })}
      </div>
      <div className={classes.hours} aria-hidden="true">
        {Array.from({ length: 9 }, (_, n) => night.noon + ((night.nextNoon - night.noon) * n) / 8).map((at) => (
          <span key={at} className={classes.hour} style={{ left: `${shareOf(at, night) * 100}%` }}>
            {clockOf(at, night)}
          </span>
        ))}
      </div>
    </div>
  );
}

const moves: Readonly<Record<string, { readonly time: number; readonly level: number }>> = {
  ArrowLeft: { time: -1, level: 0 },
  ArrowRight: { time: 1, level: 0 },
  ArrowUp: { time: 0, level: 1 },
  ArrowDown: { time: 0, level: -1 },
  PageUp: { time: 0, level: 4 },
  PageDown: { time: 0, level: -4 },
};
