/** Energy step by step as bars: metered, estimated on top of it, and the baseline behind them. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useMemo, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useSite } from "../api-client/site.ts";
import { useFormat } from "../text/use-format.ts";
import { barsOf } from "./bars.ts";
import { drawBars } from "./draw-bars.ts";
import { type Energy, type Figure, hasLamps, isKnown, type Resolution, sinceKnown } from "./energy.ts";
import classes from "./energy-page.module.css";
import { useStepText } from "./step-text.ts";

/** px */
const height = 280;
/** px a date takes below the picture. */
const tickRoom = 60;

export function EnergyChart({ energy, by }: { readonly energy: Energy; readonly by: Resolution }) {
  const { t } = useLingui();
  const format = useFormat();
  const { timeZone } = useSite();
  const scheme = useComputedColorScheme("dark");
  const stepText = useStepText(by);
  const box = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLSpanElement>(null);
  const figures = useMemo(() => sinceKnown(energy.figures), [energy]);
  const hasBaseline = figures.some(({ saving }) => saving !== undefined);
  const hasEstimate = figures.some(({ estimated }) => estimated > 0);
  const known = figures.filter(isKnown).length;
  const told = (figure: Figure) => {
    if (!isKnown(figure)) return t`nothing known`;
    const used = format.energy(figure.energy);
    if (figure.saving === undefined) return used;
    const before = format.energy(figure.saving.baseline);
    return t`${used} instead of ${before}`;
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew with its data, words and colours
  useEffect(() => {
    const element = box.current;
    if (element === null || known === 0) return;
    const colour = (variable: string) => getComputedStyle(element).getPropertyValue(variable).trim();
    const [line, quiet, lamp] = ["--den-line", "--den-quiet", "--den-lamp"].map(colour) as [string, string, string];
    const axis = {
      stroke: quiet,
      grid: { stroke: line, width: 1 },
      ticks: { show: false },
      font: '11px "Be Vietnam Pro", system-ui, sans-serif',
    };
    /** Under the middle of its bar, as many as have room; half-hours by the clock. */
    const ticks =
      by === "halfHour"
        ? { values: (_: uPlot, at: number[]) => at.map((seconds) => format.time(seconds * 1000)) }
        : {
            splits: (plot: uPlot) => {
              const every = Math.ceil((figures.length * tickRoom) / plot.width);
              return figures.flatMap(({ from, until }, n) => (n % every === 0 ? [(from + until) / 2000] : []));
            },
            values: (_: uPlot, at: number[]) =>
              at.map((seconds) => {
                const date = format.date(seconds * 1000);
                return by === "month" ? date.slice(3) : date.slice(0, 5);
              }),
          };
    const last = figures.at(-1)!;
    const none = { paths: () => null, points: { show: false } };
    const chart = new uPlot(
      {
        width: element.clientWidth || 600,
        height,
        padding: [12, 20, 0, 0],
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), timeZone),
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false } },
        scales: {
          x: { time: true, range: [figures[0]!.from / 1000, last.until / 1000] },
          y: { range: (_, __, most) => [0, (most || 1) * 1.08] },
        },
        axes: [
          { ...axis, grid: { show: false }, ...ticks, space: tickRoom, size: 28 },
          { ...axis, size: 60, values: (_, values) => values.map((value) => format.number(value, 2)) },
        ],
        // drawn by the hook below: bars of one width each are no bars of these steps
        series: [{}, none, none],
        hooks: {
          draw: [(plot) => drawBars(plot, figures, { metered: lamp, estimated: `${lamp}66`, baseline: quiet })],
          setCursor: [
            (plot) => {
              const { left = -1 } = plot.cursor;
              if (readout.current === null) return;
              const at = left < 0 ? Number.NaN : plot.posToVal(left, "x") * 1000;
              const figure = figures.find(({ from, until }) => at >= from && at < until);
              readout.current.textContent = figure === undefined ? "" : `${stepText(figure)}: ${told(figure)}`;
            },
          ],
        },
      },
      barsOf(figures) as unknown as uPlot.AlignedData,
      element,
    );
    const watcher = new ResizeObserver(([entry]) => chart.setSize({ width: entry!.contentRect.width, height }));
    watcher.observe(element);
    return () => {
      watcher.disconnect();
      chart.destroy();
    };
  }, [figures, by, scheme, format, timeZone]);

  return (
    <figure className={classes.chart} data-bars={known}>
      <figcaption>
        <span className={classes.key} data-line="metered">
          <Trans>metered, kWh</Trans>
        </span>
        {hasEstimate && (
          <span className={classes.key} data-line="estimated">
            <Trans>estimated</Trans>
          </span>
        )}
        {hasBaseline && (
          <span className={classes.key} data-line="baseline">
            <Trans>baseline</Trans>
          </span>
        )}
        <span ref={readout} className={classes.readout} aria-hidden="true" />
      </figcaption>
      <div ref={box} aria-hidden="true" />
      <Summary figures={figures} stepText={stepText} />
    </figure>
  );
}

interface SummaryProps {
  readonly figures: readonly Figure[];
  readonly stepText: ReturnType<typeof useStepText>;
}

/** The picture in words. */
function Summary({ figures, stepText }: SummaryProps) {
  const format = useFormat();
  const known = figures.filter(isKnown);
  const most = known.reduce<Figure | undefined>(
    (best, each) => (best === undefined || each.energy > best.energy ? each : best),
    undefined,
  );
  if (most === undefined)
    return (
      <p className={classes.quiet}>
        <Trans>Nothing is known of this time.</Trans>
      </p>
    );
  const [when, energy] = [stepText(most), format.energy(most.energy)];
  return (
    <p className={classes.quiet}>
      <Trans>
        Most: {energy} ({when}). Known: {format.number(known.length)} of{" "}
        {format.number(figures.filter(hasLamps).length)} steps.
      </Trans>
    </p>
  );
}
