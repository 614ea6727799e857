/** Energy step by step as bars: metered, estimated on top of it, and the baseline as a line above. */
import { Trans } from "@lingui/react/macro";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useMemo, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import { useSite } from "../api-client/site.ts";
import { useFormat } from "../text/use-format.ts";
import { barsOf } from "./bars.ts";
import { type Energy, type Figure, hasLamps, isKnown, type Resolution, sinceLamps } from "./energy.ts";
import classes from "./energy-page.module.css";
import { useStepText } from "./step-text.ts";

/** px */
const height = 280;

export function EnergyChart({ energy, by }: { readonly energy: Energy; readonly by: Resolution }) {
  const format = useFormat();
  const { timeZone } = useSite();
  const scheme = useComputedColorScheme("dark");
  const stepText = useStepText(by);
  const box = useRef<HTMLDivElement>(null);
  const readout = useRef<HTMLSpanElement>(null);
  const figures = useMemo(() => sinceLamps(energy.figures), [energy]);
  const hasBaseline = figures.some(({ saving }) => saving !== undefined);
  const hasEstimate = figures.some(({ estimated }) => estimated > 0);
  const known = figures.filter(isKnown).length;

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
    const bars = uPlot.paths.bars!({ size: [0.8, 48], align: 1 });
    const label = (seconds: number) => {
      if (by === "month") return format.date(seconds * 1000).slice(3);
      return by === "day" ? format.date(seconds * 1000).slice(0, 5) : format.time(seconds * 1000);
    };
    const last = figures.at(-1)!;
    const chart = new uPlot(
      {
        width: element.clientWidth || 600,
        height,
        padding: [12, 8, 0, 0],
        tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), timeZone),
        legend: { show: false },
        cursor: { y: false, drag: { x: false, y: false } },
        scales: {
          x: { time: true, range: [figures[0]!.from / 1000, last.until / 1000] },
          y: { range: (_, __, most) => [0, (most || 1) * 1.08] },
        },
        axes: [
          { ...axis, grid: { show: false }, values: (_, at) => at.map(label), space: 60, size: 28 },
          { ...axis, size: 60, values: (_, values) => values.map((value) => format.number(value, 2)) },
        ],
        series: [
          {},
          // the whole first, then what was metered over it: what stays in sight is the estimate
          { stroke: "transparent", fill: `${lamp}66`, paths: bars, points: { show: false } },
          { stroke: "transparent", fill: lamp, paths: bars, points: { show: false } },
          {
            stroke: quiet,
            width: 2,
            dash: [5, 4],
            paths: uPlot.paths.stepped!({ align: 1 }),
            points: { show: false },
          },
        ],
        hooks: {
          setCursor: [
            (plot) => {
              const { idx } = plot.cursor;
              const figure = idx == null ? undefined : figures[idx];
              if (readout.current === null) return;
              readout.current.textContent =
                figure === undefined ? "" : `${stepText(figure)}: ${format.energy(figure.energy)}`;
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
