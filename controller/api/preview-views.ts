/** How previews and their results are shown: nights by their dates, long lists cut with a count beside. */
import type { z } from "zod";
import { figuresWithin } from "../core/energy/rates.ts";
import { dateOf } from "../core/plans/days.ts";
import type { DarkRun } from "../core/plans/preview/dark-runs.ts";
import { type Finding, type Severity, severities } from "../core/plans/preview/finding.ts";
import type { NightReport, PreviewReport } from "../core/plans/preview/report.ts";
import type { Preview } from "../engine/plans/preview-shelf.ts";
import {
  type DarkRunView,
  type FindingView,
  lampsShown,
  type NightView,
  type PreviewSummary,
  type PreviewView,
} from "./preview-schemas.ts";

export function previewView(preview: Preview): z.input<typeof PreviewView> {
  const { id, plan, revision, selection, from, nights, lamps, state, share, askedAt, endedAt, keptUntil } = preview;
  return {
    id,
    planId: plan.id,
    planName: plan.name,
    revision,
    selection: selection as z.input<typeof PreviewView>["selection"],
    from: dateOf(from),
    nights,
    lamps,
    state,
    share,
    askedAt,
    ...(endedAt === undefined ? {} : { endedAt }),
    ...(keptUntil === undefined ? {} : { keptUntil }),
  };
}

export function summaryView(preview: Preview, report: PreviewReport): z.input<typeof PreviewSummary> {
  const { from, nights } = report;
  const { version, rates } = preview.rates;
  const within = (table: Parameters<typeof figuresWithin>[0]) => figuresWithin(table, from, from + nights - 1);
  const paid = new Set(report.priceClasses.map((priceClass) => priceClass ?? rates.lightingClass));
  const countOf = (severity: Severity) => report.findings.filter((finding) => finding.severity === severity).length;
  const view = {
    preview: previewView(preview),
    places: report.places,
    rates: {
      version,
      currency: rates.currency,
      priceClasses: rates.priceClasses
        .filter(({ id }) => paid.has(id))
        .map(({ id, name, prices }) => ({ id, name, prices: within(prices) })),
      gridFactor: within(rates.gridFactor),
    },
    baselines: preview.baselines
      .filter(({ baseline }) => report.baselines.includes(baseline))
      .map(({ baseline: { areaId, recordedOn, source }, revision }) => ({ areaId, revision, recordedOn, source })),
    total: report.total,
    change: report.change,
    years: report.years,
    months: report.months,
    areas: report.areas,
    calendars: report.calendars.map(({ nights: _, ...rest }) => rest),
    findings: Object.fromEntries(severities.map((severity) => [severity, countOf(severity)])),
  };
  return view as z.input<typeof PreviewSummary>;
}

export const nightView = ({ night, ...rest }: NightReport) =>
  ({ night: dateOf(night), ...rest }) as unknown as z.input<typeof NightView>;

export function findingView({ place, nights, ...rest }: Finding): z.input<typeof FindingView> {
  const { lampIds, ...where } = place;
  return {
    ...rest,
    ...where,
    ...(lampIds === undefined ? {} : { lamps: lampIds.length, lampIds: lampIds.slice(0, lampsShown) }),
    ...(nights === undefined
      ? {}
      : {
          nights: {
            ...nights,
            first: dateOf(nights.first),
            last: dateOf(nights.last),
            worst: dateOf(nights.worst),
          },
        }),
  };
}

export function darkRunView({ night, lastNight, ...rest }: DarkRun, roadName: string): z.input<typeof DarkRunView> {
  return {
    ...rest,
    roadName,
    ...(night === undefined ? {} : { night: dateOf(night) }),
    ...(lastNight === undefined ? {} : { lastNight: dateOf(lastNight) }),
  };
}
