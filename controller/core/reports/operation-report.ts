/** The report on operation: availability, burning hours and completeness of data, by area and for the lamps that need a look. */
import type { Language } from "../plans/preview/words.ts";
import { absentCell, type Cell, cellText, type ReportBlock, type ReportDocument } from "./document.ts";
import {
  availabilityOf,
  completenessOf,
  type LampOperation,
  type OperationSum,
  sumOperations,
} from "./lamp-operation.ts";
import { operationTexts } from "./operation-texts.ts";
import type { ReportFrame } from "./report.ts";

/** One lamp and how it worked. */
export interface LampRow {
  readonly name: string;
  readonly road?: string;
  readonly operation: LampOperation;
  /** It is out of use by now; its nights count until it was. */
  readonly isRetired: boolean;
}

export interface OperationFigures {
  readonly areaName: string;
  /** Lamps directly in the area, then those of each area right below it with everything further down. */
  readonly areas: readonly { readonly name: string; readonly own?: boolean; readonly lamps: readonly LampRow[] }[];
  /** Lamps in use that have no controller. */
  readonly withoutController: number;
}

const mostLamps = 50;
/** Share of the dark hours that may be unknown before a lamp is named. */
const muchUnknown = 0.1;
const percent = (share: number | undefined) => (share === undefined ? undefined : share * 100);

export function operationReport(figures: OperationFigures, { language, ...frame }: ReportFrame): ReportDocument {
  const texts = operationTexts[language];
  const lamps = figures.areas.flatMap((area) => area.lamps);
  const total = sumOperations(lamps.map(({ operation }) => operation));
  const document = { language, title: texts.title, ...frame };
  if (total.night === 0) {
    return { ...document, sections: [{ heading: texts.summary, blocks: [{ kind: "notice", text: texts.nothing }] }] };
  }
  return {
    ...document,
    sections: [
      { heading: texts.summary, blocks: summary(total, figures, language) },
      { heading: texts.byArea, blocks: byArea(figures, total, language) },
      { heading: texts.worst, blocks: [darkest(lamps, language), silent(lamps, language)] },
    ],
  };
}

function summary(total: OperationSum, figures: OperationFigures, language: Language): ReportBlock[] {
  const texts = operationTexts[language];
  const { withoutController } = figures;
  const retired = figures.areas.flatMap(({ lamps }) => lamps).filter(({ isRetired }) => isRetired).length;
  const unknown = 1 - (completenessOf(total) ?? 1);
  return [
    {
      kind: "figures",
      items: [
        { label: texts.availability, value: percent(availabilityOf(total)), unit: "%", note: texts.availabilityNote },
        { label: texts.burning, value: meanBurning(total), unit: texts.hours, note: texts.burningNote },
        { label: texts.dark, value: total.dark, unit: texts.lampHours, note: texts.darkNote },
        { label: texts.completeness, value: percent(completenessOf(total)), unit: "%", note: texts.completenessNote },
      ],
    },
    ...(unknown < 0.0005
      ? []
      : [{ kind: "notice", text: texts.unknown(cellText(unknown * 100, language, 1)) } as const]),
    { kind: "text", text: texts.measured(cellText(total.lamps, language)) },
    ...(retired === 0 ? [] : [{ kind: "text", text: texts.retired(cellText(retired, language)) } as const]),
    ...(withoutController === 0
      ? []
      : [{ kind: "text", text: texts.without(cellText(withoutController, language)) } as const]),
    { kind: "text", text: texts.method },
  ];
}

const meanBurning = ({ burning, counted }: OperationSum) => (counted === 0 ? undefined : burning / counted);

function byArea({ areas }: OperationFigures, total: OperationSum, language: Language): ReportBlock[] {
  const texts = operationTexts[language];
  const rows = areas
    .filter(({ lamps }) => lamps.length > 0)
    .map(({ name, own, lamps }) => ({
      name: own === true && areas.length > 1 ? texts.here(name) : name,
      sum: sumOperations(lamps.map(({ operation }) => operation)),
    }));
  const cells = (name: string, sum: OperationSum): Cell[] => [
    name,
    sum.lamps,
    sum.wanted,
    sum.dark,
    percent(availabilityOf(sum)),
    meanBurning(sum),
    percent(completenessOf(sum)),
  ];
  return [
    {
      kind: "table",
      title: texts.byAreaTitle,
      columns: [
        { label: texts.area, width: 3 },
        { label: texts.lamps, digits: 0 },
        { label: texts.wanted, unit: texts.hours, digits: 0, width: 1.3 },
        { label: texts.dark, unit: texts.hours, digits: 1, width: 1.3 },
        { label: texts.availability, unit: "%", digits: 2, width: 1.2 },
        { label: texts.burning, unit: texts.hours, digits: 1, width: 1.3 },
        { label: texts.completeness, unit: "%", digits: 1, width: 1.2 },
      ],
      rows: rows.map(({ name, sum }) => cells(name, sum)),
      total: cells(texts.total, total),
    },
    // a picture of nothing shows nothing
    ...(rows.length < 2 || total.dark < 0.05
      ? []
      : [
          {
            kind: "bars",
            title: texts.darkTitle,
            unit: texts.hours,
            series: [texts.dark],
            items: rows.map(({ name, sum }) => ({ label: name, values: [sum.dark] })),
          } as const,
        ]),
  ];
}

function darkest(lamps: readonly LampRow[], language: Language): ReportBlock {
  const texts = operationTexts[language];
  // a few minutes of warming up at the edge of an hour are no darkness
  const found = lamps.filter(({ operation }) => operation.dark >= 0.5).sort(descending((lamp) => lamp.operation.dark));
  if (found.length === 0) return { kind: "text", text: texts.noneDark };
  return {
    kind: "table",
    title: texts.darkest,
    columns: [
      { label: texts.lamp, width: 2 },
      { label: texts.road, width: 3 },
      { label: texts.dark, unit: texts.hours, digits: 1 },
      { label: texts.wanted, unit: texts.hours, digits: 1 },
      { label: texts.completeness, unit: "%", digits: 1 },
    ],
    rows: found
      .slice(0, mostLamps)
      .map(({ operation, road, ...lamp }) => [
        nameOf(lamp, language),
        road ?? absentCell,
        operation.dark,
        operation.wanted,
        percent(completenessOf(operation)),
      ]),
  };
}

function silent(lamps: readonly LampRow[], language: Language): ReportBlock {
  const texts = operationTexts[language];
  const found = lamps
    .filter(({ operation }) => (completenessOf(operation) ?? 1) < 1 - muchUnknown)
    .sort(descending(({ operation }) => operation.night - operation.known));
  if (found.length === 0) return { kind: "text", text: texts.noneSilent };
  return {
    kind: "table",
    title: texts.silent,
    columns: [
      { label: texts.lamp, width: 2 },
      { label: texts.road, width: 3 },
      { label: texts.completeness, unit: "%", digits: 1 },
    ],
    rows: found
      .slice(0, mostLamps)
      .map(({ operation, road, ...lamp }) => [
        nameOf(lamp, language),
        road ?? absentCell,
        percent(completenessOf(operation)),
      ]),
  };
}

const nameOf = ({ name, isRetired }: Pick<LampRow, "name" | "isRetired">, language: Language) =>
  isRetired ? operationTexts[language].outOfUse(name) : name;

const descending = (key: (lamp: LampRow) => number) => (a: LampRow, b: LampRow) => key(b) - key(a);
