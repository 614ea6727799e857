/** One quantity over time: its mean as a line in a band of least and most, nights behind it, events as marks, gaps left open. */
import { useLingui } from "@lingui/react/macro";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useSite } from "../api-client/site.ts";
import { useFormat } from "../text/use-format.ts";
import { type Curve, columnsOf, type Noticed, rowAt, type Value } from "./curve.ts";
import { isMark } from "./event-names.ts";
import classes from "./history-page.module.css";
import { nightsBetween } from "./nights.ts";
import type { Period } from "./period.ts";
import { type QuantityName, quantities } from "./quantities.ts";
import { quantityNames } from "./quantity-names.ts";

interface CurveChartProps {
  readonly name: QuantityName;
  readonly curve: Curve;
  readonly period: Period;
  readonly noticed: readonly Noticed[];
}

/** px */
const height = 190;
/** Fewer steps than this are drawn as points too: a lamp put up an hour ago has a line of a few pixels. */
const pointsBelow = 12;

export function CurveChart({ name, curve, period, noticed }: CurveChartProps) {
  const { t } = useLingui();
  const format = useFormat();
  const site = useSite();
  const scheme = useComputedColorScheme("dark");
  const box = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLSpanElement>(null);
  const shown = quantities[name];
  const title = t(quantityNames[name]);
  const known = curve.rows.filter(({ values }) => values[name] !== undefined).length;

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew with its data, words and colours
  useEffect(() => {
    const element = box.current;
    if (element === null || known === 0) return;
    const nights = nightsBetween(period, site);
    const number = (value: number) => format.number(value, shown.digits);
    const write = ({ mean, min, max }: Value) => {
      const value = `${number(mean)} ${shown.unit}`.trim();
      return min === undefined || max === undefined || min === max
        ? value
        : `${value} (${number(min)} – ${number(max)})`;
    };
    /** A day by its date, an instant within it by its clock. */
    const tick = (seconds: number) => {
      const time = format.time(seconds * 1000);
      return time === "00:00" ? format.date(seconds * 1000).slice(0, 5) : time;
    };
    const colour = (variable: string) => getComputedStyle(element).getPropertyValue(variable).trim();
    const [line, quiet, lamp, bad, night] = [
      "--den-line",
      "--den-quiet",
      "--den-lamp",
      "--den-bad",
      "--den-twilight",
    ].map(colour) as [string, string, string, string, string];
    const axis = {
      stroke: quiet,
      grid: { stroke: line, width: 1 },
      ticks: { show: false },
      font: '11px "Be Vietnam Pro", system-ui, sans-serif',
    };
    // a mean is of its whole step: a line from step to step would rise before the light did
    const stepped = { paths: uPlot.paths.stepped!({ align: 1 }), points: { show: false } };
    const edge = { ...stepped, stroke: "transparent" };
    const chart = new uPlot(
      {
        width: element.clientWidth || 600,
        height,
        padding: [12, 20, 0, 0],
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), site.timeZone),
        legend: { show: false },
        cursor: { y: false, sync: { key: "history" }, drag: { x: false, y: false } },
        scales: {
          x: { time: true, min: period.from / 1000, max: period.to / 1000 },
          y: {
            range: (_, least, most) => {
              const low = shown.fromZero ? Math.min(0, least) : least - (most - least || 1) * 0.1;
              return [low, most + (most - low || 1) * 0.08];
            },
          },
        },
        axes: [
          {
            ...axis,
            values: (_, at) => at.map(tick),
            space: 64,
            size: 28,
          },
          { ...axis, size: 54, values: (_, values) => values.map((value) => format.number(value, 2)) },
        ],
        series: [
          {},
          { ...stepped, stroke: lamp, width: 2, points: { show: known < pointsBelow, size: 5 } },
          edge,
          edge,
        ],
        bands: [{ series: [3, 2], fill: `${lamp}33` }],
        hooks: {
          drawClear: [
            (plot) => {
              const { ctx, bbox } = plot;
              ctx.save();
              ctx.fillStyle = night;
              ctx.globalAlpha = 0.13;
              for (const { dusk, dawn } of nights) {
                const left = Math.max(bbox.left, plot.valToPos(dusk / 1000, "x", true));
                const right = Math.min(bbox.left + bbox.width, plot.valToPos(dawn / 1000, "x", true));
                if (right > left) ctx.fillRect(left, bbox.top, right - left, bbox.height);
              }
              ctx.restore();
            },
          ],
          draw: [
            (plot) => {
              const { ctx, bbox } = plot;
              ctx.save();
              ctx.fillStyle = bad;
              for (const event of noticed.filter(isMark)) {
                const x = plot.valToPos(event.at / 1000, "x", true);
                ctx.globalAlpha = 0.5;
                ctx.fillRect(x, bbox.top, devicePixelRatio, bbox.height);
                ctx.globalAlpha = 1;
                ctx.beginPath();
                ctx.moveTo(x - 4 * devicePixelRatio, bbox.top);
                ctx.lineTo(x + 4 * devicePixelRatio, bbox.top);
                ctx.lineTo(x, bbox.top + 7 * devicePixelRatio);
                ctx.fill();
              }
              ctx.restore();
            },
          ],
          setCursor: [
            (plot) => {
              const { left = -1 } = plot.cursor;
              if (readout.current === null) return;
              const row = left < 0 ? undefined : rowAt(curve, plot.posToVal(left, "x") * 1000);
              const value = row?.values[name];
              readout.current.textContent =
                row === undefined || value === undefined ? "" : `${format.dateTime(row.at)}: ${write(value)}`;
            },
          ],
        },
      },
      columnsOf(curve, name, period.to) as unknown as uPlot.AlignedData,
      element,
    );
    const watcher = new ResizeObserver(([entry]) => chart.setSize({ width: entry!.contentRect.width, height }));
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      chart.destroy();
    };
  }, [curve, period, noticed, scheme, format, site.timeZone, title]);

  return (
    <figure className={classes.chart} data-curve={name} data-points={known}>
      <figcaption>
        <b>{title}</b> {shown.unit && <span className={classes.quiet}>{shown.unit}</span>}
        <span ref={readout} className={classes.readout} aria-hidden="true" />
      </figcaption>
      <div ref={box} aria-hidden="true" className={classes.plot} />
      <Summary name={name} curve={curve} />
    </figure>
  );
}

/** The picture in words. */
function Summary({ name, curve: { rows, by } }: Pick<CurveChartProps, "name" | "curve">) {
  const { t } = useLingui();
  const format = useFormat();
  const { unit, digits, isCounter } = quantities[name];
  const values = rows.flatMap(({ values }) => values[name] ?? []);
  if (values.length === 0) return <p className={classes.quiet}>{t`Nothing was measured in this time.`}</p>;
  const write = (value: number) => `${format.number(value, digits)} ${unit}`.trim();
  const [low, high] = [
    Math.min(...values.map(({ mean, min = mean }) => min)),
    Math.max(...values.map(({ mean, max = mean }) => max)),
  ];
  const [least, most] = [write(low), write(high)];
  const mean = write(values.reduce((sum, value) => sum + value.mean, 0) / values.length);
  const count = format.number(values.length);
  const length = by === "day" ? t`a day` : by === "month" ? t`a month` : format.duration(by);
  const more = write(high - low);
  return (
    <p className={classes.quiet}>
      {isCounter
        ? t`From ${least} to ${most}: ${more} more`
        : t`${least} to ${most}, ${mean} on average over ${count} steps of ${length}`}
    </p>
  );
}
