/** A bar chart: groups of bars over one scale, its numbers at the lines, a key above. */
import { type BarChart, cellText, type ReportDocument } from "../../core/reports/document.ts";
import type { Sheet } from "./sheet.ts";
import { colors, contentWidth, page, sizes } from "./theme.ts";

const height = 130;
/** Points a chart takes with its title, its words and its axis. */
export const barsHeight = height + 60;
const axisWidth = 52;
type Language = ReportDocument["language"];

export function drawBars(sheet: Sheet, chart: BarChart, language: Language): void {
  const { pdf } = sheet;
  sheet.need(barsHeight);
  sheet.write(`${chart.title} (${chart.unit})`, { bold: true, after: 4 });
  const values = chart.items.flatMap((item) => item.values.flatMap((value) => value ?? []));
  const step = niceStep(Math.max(0, ...values) / 4);
  const lines = Math.max(1, Math.ceil(Math.max(0, ...values) / step));
  const top = sheet.y + (chart.series.length > 1 ? 14 : 2);
  const bottom = top + height;
  const left = page.margin + axisWidth;
  const width = contentWidth - axisWidth;

  const figure = pdf.struct("Figure", { alt: altOf(chart, language) }, () => {
    pdf.font("regular").fontSize(sizes.small);
    if (chart.series.length > 1) drawKey(sheet, chart.series, left);
    const digits = step < 1 ? 1 : 0;
    for (let line = 0; line <= lines; line++) {
      const y = bottom - (height * line) / lines;
      pdf
        .moveTo(left, y)
        .lineTo(left + width, y)
        .lineWidth(0.4)
        .stroke(colors.line);
      pdf
        .fillColor(colors.quiet)
        .text(cellText(line * step, language, digits), page.margin, y - 4, { width: axisWidth - 6, align: "right" });
    }
    const slot = width / Math.max(1, chart.items.length);
    const bar = Math.min(22, (slot * 0.76) / chart.series.length);
    // so many labels that they would run into each other: every second, third, … is written
    const every = Math.ceil(26 / slot);
    for (const [n, { label, values: own }] of chart.items.entries()) {
      const begin = left + slot * n + (slot - bar * chart.series.length) / 2;
      for (const [s, value] of own.entries()) {
        if (value === undefined) continue;
        const tall = (height * value) / (lines * step);
        pdf.rect(begin + bar * s, bottom - tall, bar, tall).fill(colors.series[s % colors.series.length]!);
      }
      if (n % every !== 0) continue;
      pdf
        .fillColor(colors.quiet)
        .text(label, left + slot * n, bottom + 4, { width: slot * every, align: every > 1 ? "left" : "center" });
    }
  });
  pdf.addStructure(figure);
  sheet.y = bottom + 26;
}

function drawKey({ pdf, y }: Sheet, series: readonly string[], left: number): void {
  let x = left;
  for (const [n, name] of series.entries()) {
    pdf.rect(x, y + 2, 7, 7).fill(colors.series[n % colors.series.length]!);
    pdf.fillColor(colors.ink).text(name, x + 11, y, { lineBreak: false });
    x += 11 + pdf.widthOfString(name) + 16;
  }
}

/** 1, 2 or 5 times a power of ten: steps that people count in. */
export function niceStep(least: number): number {
  if (!(least > 0)) return 1;
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** What the picture says, for those who hear it read. */
function altOf({ title, unit, series, items }: BarChart, language: Language): string {
  const said = items.map(({ label, values }) => {
    const own = values.map((value, n) => `${series[n] ?? ""} ${cellText(value, language, 1)}`.trim());
    return `${label}: ${own.join(", ")}`;
  });
  return `${title} (${unit}). ${said.join("; ")}`;
}
