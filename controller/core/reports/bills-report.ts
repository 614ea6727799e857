/** The report "invoice and system": what supply points were billed for against what the system counted, and what was found. */
import type { ComparedPeriod, Comparison } from "../energy/bills/compare-bills.ts";
import type { Language } from "../plans/preview/words.ts";
import { billsTexts } from "./bills-texts.ts";
import { absentCell, type Cell, type Column, cellText, type ReportBlock, type ReportDocument } from "./document.ts";
import type { ReportFrame } from "./report.ts";

/** One supply point that was billed. */
export interface BilledPoint {
  readonly name: string;
  /** Customer code of the utility. */
  readonly code?: string;
  /** Bills whose period ends in the months of the report: so each bill is in one month's report, and months add up. */
  readonly periods: readonly ComparedPeriod[];
  /** Judged over more than these months, because a finding takes two periods. */
  readonly judged: Pick<Comparison, "finding" | "share" | "likelyFactor" | "perDay">;
}

export interface BillsFigures {
  readonly points: readonly BilledPoint[];
  /** Supply points without a bill in these months, as people call them. */
  readonly unbilled: readonly string[];
  /** Of the amounts, ISO 4217. */
  readonly currency: string;
}

const percent = (share: number | undefined) => (share === undefined ? undefined : share * 100);
const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const oursOf = ({ system, otherLoads }: ComparedPeriod) => system.energy + otherLoads;
const isFound = ({ judged: { finding } }: BilledPoint) => finding !== "none" && finding !== "thin";

export function billsReport(figures: BillsFigures, { language, ...frame }: ReportFrame): ReportDocument {
  const texts = billsTexts[language];
  const document = { language, title: texts.title, ...frame };
  const unbilled = unbilledOf(figures, language);
  if (figures.points.length === 0) {
    const blocks: ReportBlock[] = [{ kind: "notice", text: texts.nothing }, ...unbilled];
    return { ...document, sections: [{ heading: texts.summary, blocks }] };
  }
  return {
    ...document,
    sections: [
      {
        heading: texts.summary,
        blocks: [...summary(figures, language), ...unbilled, { kind: "text", text: texts.method }],
      },
      { heading: texts.findings, blocks: findings(figures, language) },
      { heading: texts.bills, blocks: [periodTable(figures, language), { kind: "text", text: texts.legend }] },
    ],
  };
}

function summary({ points, currency }: BillsFigures, language: Language): ReportBlock[] {
  const texts = billsTexts[language];
  const periods = points.flatMap((point) => point.periods);
  const judged = periods.filter(({ share }) => share !== undefined);
  const ours = sum(judged.map(oursOf));
  const amounts = periods.flatMap(({ bill }) => bill.amount ?? []);
  const thin = periods.length - judged.length;
  const found = points.filter(isFound).length;
  const said = [
    ...(found === 0 ? [] : [texts.found(cellText(found, language), cellText(points.length, language))]),
    ...(thin === 0 ? [] : [texts.thinPeriods(cellText(thin, language), cellText(periods.length, language))]),
  ];
  return [
    {
      kind: "figures",
      items: [
        {
          label: texts.billed,
          value: sum(periods.map(({ bill }) => bill.energy)),
          unit: "kWh",
          note: texts.billsOf(cellText(periods.length, language), cellText(points.length, language)),
        },
        { label: texts.system, value: judged.length === 0 ? undefined : ours, unit: "kWh", note: texts.systemNote },
        {
          label: texts.deviation,
          value: ours > 0 ? percent(sum(judged.map((each) => each.difference!)) / ours) : undefined,
          unit: "%",
          note: texts.deviationNote,
        },
        {
          label: texts.amount,
          value: amounts.length === periods.length ? sum(amounts) : undefined,
          unit: currency,
          note: texts.amountNote,
        },
      ],
    },
    ...said.map((text): ReportBlock => ({ kind: "notice", text })),
  ];
}

function unbilledOf({ unbilled }: BillsFigures, language: Language): ReportBlock[] {
  const text = billsTexts[language].unbilled(cellText(unbilled.length, language), unbilled.join(", "));
  return unbilled.length === 0 ? [] : [{ kind: "notice", text }];
}

function findings({ points }: BillsFigures, language: Language): ReportBlock[] {
  const texts = billsTexts[language];
  const found = points.filter(isFound).sort((a, b) => Math.abs(b.judged.share ?? 0) - Math.abs(a.judged.share ?? 0));
  if (found.length === 0) return [{ kind: "text", text: texts.noneFound }];
  return [
    {
      kind: "table",
      title: texts.findingsTitle,
      columns: [
        ...pointColumns(language),
        { label: texts.finding, width: 4 },
        { label: texts.deviation, unit: "%", digits: 1, width: 1.1 },
        { label: texts.perDay, unit: "kWh", digits: 1, width: 1.3 },
        { label: texts.likelyFactor, digits: 0, width: 1.2 },
      ],
      rows: found.map(({ name, code, judged: { finding, share, perDay, likelyFactor } }) => [
        name,
        code ?? absentCell,
        texts.findingNames[finding],
        percent(share),
        perDay,
        likelyFactor,
      ]),
    },
    { kind: "text", text: texts.findingsText },
  ];
}

const pointColumns = (language: Language): Column[] => [
  { label: billsTexts[language].point, width: 2.1 },
  { label: billsTexts[language].code, width: 1.5 },
];

function periodTable({ points }: BillsFigures, language: Language): ReportBlock {
  const texts = billsTexts[language];
  const cells = ({ name, code }: BilledPoint, period: ComparedPeriod): Cell[] => {
    const { bill, system, otherLoads, difference, share, remarks } = period;
    const last = Temporal.PlainDate.from(bill.until).subtract({ days: 1 });
    return [
      name,
      code ?? absentCell,
      dayText(Temporal.PlainDate.from(bill.from), language),
      dayText(last, language),
      bill.energy,
      system.by === "none" ? undefined : system.energy,
      otherLoads,
      difference,
      percent(share),
      percent(system.completeness),
      [texts.sources[system.by], ...remarks.map((remark) => texts.remarks[remark])].join("; "),
    ];
  };
  return {
    kind: "table",
    title: texts.billsTitle,
    columns: [
      ...pointColumns(language),
      { label: texts.from, width: 2 },
      { label: texts.to, width: 2 },
      { label: texts.billed, unit: "kWh", digits: 0, width: 1.3 },
      { label: texts.system, unit: "kWh", digits: 0, width: 1.3 },
      { label: texts.otherLoads, unit: "kWh", digits: 0, width: 1.15 },
      { label: texts.difference, unit: "kWh", digits: 0, width: 1.2 },
      { label: texts.deviation, unit: "%", digits: 1, width: 1.55 },
      { label: texts.completeness, unit: "%", digits: 1, width: 1.15 },
      { label: texts.remark, width: 2.2 },
    ],
    rows: points.flatMap((point) => point.periods.map((period) => cells(point, period))),
  };
}

function dayText(day: Temporal.PlainDate, language: Language): string {
  if (language === "en") return day.toString();
  return `${String(day.day).padStart(2, "0")}/${String(day.month).padStart(2, "0")}/${day.year}`;
}
