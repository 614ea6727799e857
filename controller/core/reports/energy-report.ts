/** The report on energy: what an area used, saved, cost and emitted, by month and by the areas below it. */
import { type Account, completenessOf, energyOf } from "../energy/account.ts";
import type { Cost } from "../energy/cost.ts";
import type { Saving } from "../energy/saving.ts";
import type { Language } from "../plans/preview/words.ts";
import { type Cell, type Column, cellText, type ReportBlock, type ReportDocument } from "./document.ts";
import { energyTexts } from "./energy-texts.ts";
import type { ReportFrame } from "./report.ts";

/** Energy of some lamps in some stretch of time. */
export interface EnergyLine {
  readonly account: Account;
  readonly saving?: Saving;
  readonly cost: Cost;
}

export interface EnergyFigures {
  readonly lamps: number;
  readonly total: EnergyLine;
  /** Named "10/2026". */
  readonly months: readonly (EnergyLine & { readonly name: string })[];
  /** Of the only month, named by their day; absent for several months. */
  readonly days?: readonly (EnergyLine & { readonly name: string })[];
  /** Areas right below, each with everything further down; `own`: lamps of the area that belong to none of them. */
  readonly areas: readonly (EnergyLine & { readonly name: string; readonly own?: boolean; readonly lamps: number })[];
}

/** Shares below this are rounding. */
const worthSaying = 0.0005;

export function energyReport(figures: EnergyFigures, { language, ...frame }: ReportFrame): ReportDocument {
  const texts = energyTexts[language];
  const document = { language, title: texts.title, ...frame };
  if (figures.lamps === 0 || figures.total.account.hours === 0) {
    return { ...document, sections: [{ heading: texts.summary, blocks: [{ kind: "notice", text: texts.nothing }] }] };
  }
  return {
    ...document,
    sections: [
      { heading: texts.summary, blocks: [...summary(figures, language), ...notices(figures.total, language)] },
      { heading: texts.savingTitle, blocks: saving(figures.total, language) },
      ...(figures.months.length < 2 ? [] : [{ heading: texts.byMonth, blocks: [monthTable(figures, language)] }]),
      ...(figures.areas.length < 2 ? [] : [{ heading: texts.byArea, blocks: [areaTable(figures, language)] }]),
      ...sources(figures.total.cost, language),
    ],
  };
}

function summary({ total, days, months }: EnergyFigures, language: Language): ReportBlock[] {
  const texts = energyTexts[language];
  const { account, cost } = total;
  const bars = days ?? months;
  const withBaseline = bars.some((line) => line.saving !== undefined);
  return [
    {
      kind: "figures",
      items: [
        { label: texts.energy, value: energyOf(account), unit: "kWh", ...note(total, language) },
        { label: texts.cost, value: cost.cost, unit: cost.currency, note: texts.costNote },
        { label: texts.co2, value: tonnes(cost), unit: texts.tonnes },
        {
          label: texts.completeness,
          value: percentKnown(account),
          unit: "%",
          note: texts.completenessNote,
        },
      ],
    },
    {
      kind: "bars",
      title: days === undefined ? texts.byMonthTitle : texts.byDay,
      unit: "kWh",
      series: [texts.energy, ...(withBaseline ? [texts.baseline] : [])],
      items: bars.map((line) => ({
        label: line.name,
        values: [energyOf(line.account), ...(withBaseline ? [line.saving?.baseline] : [])],
      })),
    },
  ];
}

function note({ account, saving: saved }: EnergyLine, language: Language): { note?: string } {
  if (saved === undefined || saved.baseline <= 0) return {};
  const share = (energyOf(account) / saved.baseline - 1) * 100;
  return { note: energyTexts[language].against(cellText(share, language, 1)) };
}

/** Nothing for a time in which no lamp hung there. */
const percentKnown = (account: Account) => {
  const share = completenessOf(account);
  return share === undefined ? undefined : share * 100;
};

const tonnes = ({ co2 }: Cost) => (co2 === undefined ? undefined : co2 / 1000);

function notices({ account, cost }: EnergyLine, language: Language): ReportBlock[] {
  const texts = energyTexts[language];
  const energy = energyOf(account);
  const estimated = energy > 0 ? account.estimated / energy : 0;
  const unknown = 1 - (completenessOf(account) ?? 1);
  const said = [
    ...(unknown < worthSaying ? [] : [texts.partUnknown(cellText(unknown * 100, language, 1))]),
    ...(estimated < worthSaying ? [] : [texts.partEstimated(cellText(estimated * 100, language, 1))]),
    ...(account.excluded + account.resets === 0
      ? []
      : [texts.excluded(cellText(account.excluded, language), cellText(account.resets, language))]),
    ...(energy > 0 && (cost.cost === undefined || cost.co2 === undefined) ? [texts.noPrice] : []),
  ];
  return said.map((text) => ({ kind: "notice", text }));
}

function saving({ saving: saved }: EnergyLine, language: Language): ReportBlock[] {
  const texts = energyTexts[language];
  if (saved === undefined) return [{ kind: "notice", text: texts.noBaseline }];
  return [
    {
      kind: "figures",
      items: [
        { label: texts.baseline, value: saved.baseline, unit: "kWh" },
        { label: texts.byLed, value: saved.byLed, unit: "kWh" },
        { label: texts.byDimming, value: saved.byDimming, unit: "kWh" },
      ],
    },
    { kind: "text", text: texts.savingText },
  ];
}

/** Columns after the name, the same for months and areas. */
function columns({ currency }: Cost, language: Language): Column[] {
  const texts = energyTexts[language];
  return [
    { label: texts.metered, unit: "kWh", digits: 0, width: 1.1 },
    { label: texts.estimated, unit: "kWh", digits: 0 },
    { label: texts.byLed, unit: "kWh", digits: 0, width: 1.2 },
    { label: texts.byDimming, unit: "kWh", digits: 0, width: 1.2 },
    { label: texts.cost, unit: currency, digits: 0, width: 1.5 },
    { label: texts.co2, unit: texts.tonnes, digits: 2 },
    { label: texts.completeness, unit: "%", digits: 1 },
  ];
}

function cells({ account, saving: saved, cost }: EnergyLine): Cell[] {
  return [
    account.metered,
    account.estimated,
    saved?.byLed,
    saved?.byDimming,
    cost.cost,
    tonnes(cost),
    percentKnown(account),
  ];
}

function monthTable({ months, total }: EnergyFigures, language: Language): ReportBlock {
  const texts = energyTexts[language];
  return {
    kind: "table",
    title: texts.byMonthTitle,
    columns: [{ label: texts.month, width: 1.2 }, ...columns(total.cost, language)],
    rows: months.map((line) => [line.name, ...cells(line)]),
    total: [texts.total, ...cells(total)],
  };
}

function areaTable({ areas, total, lamps }: EnergyFigures, language: Language): ReportBlock {
  const texts = energyTexts[language];
  return {
    kind: "table",
    title: texts.byAreaTitle,
    columns: [
      { label: texts.area, width: 2.2 },
      { label: texts.lamps, digits: 0, width: 0.8 },
      ...columns(total.cost, language),
    ],
    rows: areas.map((line) => [line.own === true ? texts.here(line.name) : line.name, line.lamps, ...cells(line)]),
    total: [texts.total, lamps, ...cells(total)],
  };
}

function sources({ sources: used }: Cost, language: Language): ReportDocument["sections"] {
  if (used.length === 0) return [];
  return [
    {
      heading: energyTexts[language].sources,
      blocks: used.map((text) => ({ kind: "text", text }) as const),
    },
  ];
}
