/** The picture of a year on a canvas, with the sun's curves, the months, and the night one looks at. */
import { useLingui } from "@lingui/react/macro";
import { useComputedColorScheme } from "@mantine/core";
import { useElementSize } from "@mantine/hooks";
import { useEffect, useMemo, useRef } from "react";
import { dateOf, nightText } from "../../text/civil-day.ts";
import classes from "./preview.module.css";
import { columnAt, type Palette, type PictureNight, paintYear, readColour, rowsOfNight } from "./year-picture.ts";

export interface YearNight extends PictureNight {
  /** Days since 1970-01-01. */
  readonly day: number;
}

interface YearCanvasProps {
  readonly nights: readonly YearNight[];
  readonly chosen: number;
  readonly onChoose: (day: number) => void;
}

const hours = [15, 18, 21, 0, 3, 6, 9];
const height = 300;

export function YearCanvas({ nights, chosen, onChoose }: YearCanvasProps) {
  const { t } = useLingui();
  const scheme = useComputedColorScheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { ref, width } = useElementSize();
  const picture = useMemo(() => {
    const style = getComputedStyle(document.documentElement);
    const colour = (name: string) => readColour(style.getPropertyValue(name));
    const palette: Palette = {
      day: colour("--den-day"),
      twilight: colour("--den-twilight"),
      night: colour("--den-night"),
      light: scheme === "dark" ? readColour("#ffb347") : readColour("#ffbf5c"),
    };
    return paintYear(nights, rowsOfNight, palette);
  }, [nights, scheme]);
  useEffect(() => {
    if (canvas.current !== null && width > 0) draw(canvas.current, nights, picture, width);
  }, [nights, picture, width]);
  const first = nights[0]?.day ?? 0;
  const place = Math.max(0, Math.min(nights.length - 1, chosen - first));
  const months = nights.filter(({ day }) => dateOf(day).day === 1);
  return (
    <div className={classes.year}>
      <div className={classes.clock} aria-hidden="true">
        {hours.map((hour) => (
          <span key={hour} style={{ top: `${((((hour + 12) % 24) / 24) * 100).toFixed(2)}%` }}>
            {`${hour}h`}
          </span>
        ))}
      </div>
      <div>
        <div className={classes.frame} ref={ref}>
          <canvas
            ref={canvas}
            className={classes.canvas}
            role="img"
            aria-label={t`A year of nights: light by its level, from noon to noon`}
            onPointerDown={({ clientX, currentTarget }) => {
              const box = currentTarget.getBoundingClientRect();
              onChoose(first + columnAt((clientX - box.left) / box.width, nights.length));
            }}
          />
          <span
            className={classes.cursor}
            style={{ left: `${((place + 0.5) / nights.length) * 100}%` }}
            aria-hidden="true"
          />
        </div>
        <input
          type="range"
          className={classes.range}
          min={0}
          max={nights.length - 1}
          value={place}
          aria-label={t`The night looked at`}
          aria-valuetext={nightText(first + place)}
          onChange={({ currentTarget }) => onChoose(first + Number(currentTarget.value))}
        />
        <div className={classes.months} aria-hidden="true">
          {months.map(({ day }) => {
            const { month, year } = dateOf(day);
            return (
              <span key={day} style={{ left: `${((day - first) / nights.length) * 100}%` }}>
                {month === 1 ? `${month}/${year}` : month}
              </span>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The picture stretched without smoothing, and the sun's curves drawn over it as lines. */
function draw(
  canvas: HTMLCanvasElement,
  nights: readonly YearNight[],
  picture: Uint8ClampedArray,
  width: number,
): void {
  const scale = devicePixelRatio;
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext("2d");
  if (context === null) return;
  const small = new OffscreenCanvas(nights.length, rowsOfNight);
  small
    .getContext("2d")
    ?.putImageData(new ImageData(picture as Uint8ClampedArray<ArrayBuffer>, nights.length, rowsOfNight), 0, 0);
  context.imageSmoothingEnabled = false;
  context.drawImage(small, 0, 0, canvas.width, canvas.height);
  context.lineWidth = scale;
  context.strokeStyle = "#ffffffcc";
  for (const event of ["sunset", "sunrise"] as const) {
    context.beginPath();
    for (const [column, night] of nights.entries()) {
      const x = ((column + 0.5) / nights.length) * canvas.width;
      const y = ((night[event] - night.noon) / (night.nextNoon - night.noon)) * canvas.height;
      if (column === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
    context.stroke();
  }
  context.strokeStyle = "#ffffff33";
  context.beginPath();
  for (const [column, { day }] of nights.entries()) {
    if (dateOf(day).day !== 1) continue;
    const x = (column / nights.length) * canvas.width;
    context.moveTo(x, 0);
    context.lineTo(x, canvas.height);
  }
  context.stroke();
}
