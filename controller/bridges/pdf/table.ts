/** A table over as many pages as it needs: the head again on each, numbers set flush right, sums below a line. */
import {
  type Cell,
  type Column,
  cellText,
  type ReportDocument,
  type ReportTable,
} from "../../core/reports/document.ts";
import { drawRule, ornament, type Pdf, type Sheet } from "./sheet.ts";
import { colors, contentWidth, page, sizes } from "./theme.ts";

const padding = { x: 4, y: 3 };
type Language = ReportDocument["language"];

interface Place {
  readonly x: number;
  readonly width: number;
  readonly align: "left" | "right";
}

export function drawTable(sheet: Sheet, table: ReportTable, language: Language): void {
  const { pdf } = sheet;
  const places = placesOf(table.columns);
  sheet.need(leastTableHeight(pdf, table));
  const structure = pdf.struct("Table");
  pdf.addStructure(structure);
  const heads = headsOf(table);

  const draw = (texts: readonly string[], kind: "TH" | "TD", bold: boolean, band: boolean) => {
    const height = rowHeight(pdf, texts, places, bold);
    if (band) {
      ornament(pdf, () => pdf.rect(page.margin, sheet.y, contentWidth, height).fill(colors.band));
    }
    const row = pdf.struct("TR");
    structure.add(row);
    for (const [n, { x, width, align }] of places.entries()) {
      const cell = pdf.struct(kind, {}, () => {
        pdf
          .font(bold ? "bold" : "regular")
          .fontSize(sizes.small)
          .fillColor(kind === "TH" ? colors.quiet : colors.ink)
          .text(texts[n]!, x + padding.x, sheet.y + padding.y, { width: width - 2 * padding.x, align });
      });
      row.add(cell);
    }
    row.end();
    sheet.y += height;
  };
  const head = () => {
    draw(heads, "TH", true, false);
    drawRule(sheet, colors.quiet);
  };

  const textsOf = (cells: readonly Cell[]) =>
    table.columns.map(({ digits }, n) => cellText(cells[n], language, digits));
  sheet.write(table.title, { bold: true, after: 3 });
  head();
  for (const [n, cells] of table.rows.entries()) {
    const texts = textsOf(cells);
    if (sheet.need(rowHeight(pdf, texts, places, false))) head();
    draw(texts, "TD", false, n % 2 === 1);
  }
  if (table.total !== undefined) {
    const texts = textsOf(table.total);
    if (sheet.need(rowHeight(pdf, texts, places, true))) head();
    drawRule(sheet, colors.quiet);
    draw(texts, "TD", true, false);
  }
  drawRule(sheet);
  structure.end();
  sheet.y += 12;
}

/** Points below which a table is not begun: a head that stands alone at the foot of a page says nothing. */
export function leastTableHeight(pdf: Pdf, table: ReportTable): number {
  return 4 * rowHeight(pdf, headsOf(table), placesOf(table.columns), true);
}

const headsOf = ({ columns }: ReportTable) =>
  columns.map(({ label, unit }) => (unit === undefined ? label : `${label} (${unit})`));

function placesOf(columns: readonly Column[]): Place[] {
  const shares = columns.map(({ width, digits }) => width ?? (digits === undefined ? 2 : 1));
  const whole = shares.reduce((sum, share) => sum + share, 0);
  let x = page.margin;
  return columns.map(({ digits }, n) => {
    const width = (contentWidth * shares[n]!) / whole;
    const place = { x, width, align: digits === undefined ? "left" : "right" } as const;
    x += width;
    return place;
  });
}

function rowHeight(pdf: Pdf, texts: readonly string[], places: readonly Place[], bold: boolean): number {
  pdf.font(bold ? "bold" : "regular").fontSize(sizes.small);
  const heights = places.map(({ width }, n) => pdf.heightOfString(texts[n]!, { width: width - 2 * padding.x }));
  return Math.max(...heights) + 2 * padding.y;
}
