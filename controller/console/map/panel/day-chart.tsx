/** The last 24 hours of a lamp as a picture, with its figures in words for who does not see it. */
import { Trans, useLingui } from "@lingui/react/macro";
import { useComputedColorScheme } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { z } from "zod";
import type { LampNight } from "../../../api/routes/lamp-plans.ts";
import { api } from "../../api-client/api-client.ts";
import { useSite } from "../../api-client/site.ts";
import { useFormat } from "../../text/use-format.ts";
import { type DayColumns, dayColumns, type Sample } from "./day-series.ts";
import classes from "./panel.module.css";

const day = 86_400_000;
/** ms after which the picture is asked for again. */
const freshFor = 60_000;
const height = 170;

type NightAnswer = z.infer<typeof LampNight>;

function useDay(lampId: string) {
  const { ahead } = useSite();
  return useQuery({
    queryKey: ["lamps", lampId, "day"],
    queryFn: async ({ signal }) => {
      const to = Math.round(Date.now() + ahead);
      const from = to - day;
      const nightAt = (at: number) => api.get<NightAnswer>(`/lamps/${lampId}/plan`, { query: { at }, signal });
      const [samples, ...nights] = await Promise.all([
        api.all<Sample>(`/lamps/${lampId}/history`, { query: { from, to }, signal }),
        nightAt(from),
        nightAt(to),
      ]);
      const steps = nights.flatMap(({ night }) => night?.steps ?? []);
      const unique = [...new Map(steps.map((step) => [step.at, step])).values()].sort((a, b) => a.at - b.at);
      return dayColumns(samples, unique, from, to);
    },
    refetchInterval: freshFor,
    placeholderData: (before) => before,
  });
}

export function DayChart({ lampId }: { readonly lampId: string }) {
  const { t } = useLingui();
  const format = useFormat();
  const { timeZone } = useSite();
  const ground = useComputedColorScheme("dark");
  const { data } = useDay(lampId);
  const box = useRef<HTMLDivElement>(null);
  /** Place in the columns under the pointer. */
  const [under, setUnder] = useState<number>();
  const names = { wanted: t`Calendar`, given: t`Given`, power: t`Power` };

  // biome-ignore lint/correctness/useExhaustiveDependencies: drawn anew with its data, words and colours
  useEffect(() => {
    if (box.current === null || data === undefined) return;
    const chart = new uPlot(
      optionsFor(
        box.current,
        names,
        timeZone,
        (seconds) => format.time(seconds * 1000),
        data[2].filter((level) => level !== null).length,
        setUnder,
      ),
      data as unknown as uPlot.AlignedData,
      box.current,
    );
    const watcher = new ResizeObserver(([entry]) => chart.setSize({ width: entry!.contentRect.width, height }));
    watcher.observe(box.current);
    return () => {
      watcher.disconnect();
      chart.destroy();
    };
  }, [data, ground, format, timeZone]);

  return (
    <figure className={classes.chart}>
      <figcaption>
        {under === undefined || data === undefined ? <Trans>Last 24 hours</Trans> : format.time(data[0][under]! * 1000)}
        <Key
          line="wanted"
          name={names.wanted}
          value={known(data?.[1], under)}
          write={(level) => format.percent(level / 100)}
        >
          %
        </Key>
        <Key
          line="given"
          name={names.given}
          value={known(data?.[2], under)}
          write={(level) => format.percent(level / 100)}
        >
          %
        </Key>
        <Key line="power" name={names.power} value={known(data?.[3], under)} write={format.power}>
          W
        </Key>
      </figcaption>
      <div ref={box} className={classes.plot} aria-hidden="true" />
      {data && <Summary data={data} />}
    </figure>
  );
}

interface KeyProps {
  readonly line: "wanted" | "given" | "power";
  readonly name: string;
  readonly value: number | undefined;
  readonly write: (value: number) => string;
  /** Unit, while nothing is pointed at. */
  readonly children: ReactNode;
}

/** A line's name, and what it was at the time under the pointer. */
function Key({ line, name, value, write, children }: KeyProps) {
  return (
    <span className={classes.key} data-line={line}>
      {name}&nbsp;{value === undefined ? children : write(value)}
    </span>
  );
}

/** Lines are drawn over gaps, so what holds at a place is what was last known there. */
function known(column: readonly (number | null)[] | undefined, place: number | undefined): number | undefined {
  return place === undefined
    ? undefined
    : (column?.slice(0, place + 1).findLast((value) => value !== null) ?? undefined);
}

function Summary({ data: [, , given, power] }: { readonly data: DayColumns }) {
  const format = useFormat();
  const levels = given.filter((level) => level !== null);
  const watts = power.filter((one) => one !== null);
  if (levels.length === 0)
    return (
      <p className={classes.quiet}>
        <Trans>Nothing was measured in this time.</Trans>
      </p>
    );
  const [least, most] = [format.percent(Math.min(...levels) / 100), format.percent(Math.max(...levels) / 100)];
  const highest = format.power(Math.max(0, ...watts));
  return (
    <p className={classes.quiet}>
      <Trans>
        {format.number(levels.length)} measurements, {least} to {most}, at most {highest}.
      </Trans>
    </p>
  );
}

function optionsFor(
  box: HTMLElement,
  names: { wanted: string; given: string; power: string },
  timeZone: string,
  writeTime: (seconds: number) => string,
  samples: number,
  onPlace: (place: number | undefined) => void,
): uPlot.Options {
  // a few measurements make no line
  const points = { show: samples < 40, size: 4 };
  const colour = (name: string) => getComputedStyle(box).getPropertyValue(name).trim();
  const [line, quiet, lamp, info] = ["--den-line", "--den-quiet", "--den-lamp", "--den-info"].map(colour) as [
    string,
    string,
    string,
    string,
  ];
  const font = '11px "Be Vietnam Pro", system-ui, sans-serif';
  const axis = { stroke: quiet, grid: { stroke: line, width: 1 }, ticks: { show: false }, font };
  return {
    width: box.clientWidth || 320,
    height,
    padding: [10, 4, 0, 0],
    tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), timeZone),
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false } },
    hooks: { setCursor: [({ cursor: { idx } }) => onPlace(idx ?? undefined)] },
    scales: {
      x: { time: true },
      "%": { range: [0, 105] },
      W: { range: (_, __, most) => [0, Math.max(10, most * 1.1)] },
    },
    axes: [
      { ...axis, values: (_, at) => at.map(writeTime), space: 60, size: 26 },
      { ...axis, scale: "%", size: 34 },
      { ...axis, scale: "W", side: 1, size: 38, grid: { show: false } },
    ],
    series: [
      {},
      {
        label: names.wanted,
        scale: "%",
        stroke: quiet,
        dash: [4, 4],
        paths: uPlot.paths.stepped!({ align: 1 }),
        points: { show: false },
        spanGaps: true,
      },
      { label: names.given, scale: "%", stroke: lamp, width: 2, points, spanGaps: true },
      { label: names.power, scale: "W", stroke: info, width: 1, points, spanGaps: true },
    ],
  };
}
