/** Reports as PDF, tagged for screen readers, with their font inside: they look the same in ten years and on any machine. */
import {
  absentCell,
  cellText,
  type KeyFigure,
  type ReportBlock,
  type ReportDocument,
} from "../../core/reports/document.ts";
import type { ReportPrinter } from "../../core/reports/ports.ts";
import { barsHeight, drawBars } from "./bars.ts";
import { createSheet, drawRule, ornament, type Pdf, type Sheet } from "./sheet.ts";
import { drawTable, leastTableHeight } from "./table.ts";
import { colors, contentWidth, page, readFonts, sizes } from "./theme.ts";

/** Points. */
const headingHeight = 24;
const paragraphHeight = 40;

export function createPdfPrinter(): ReportPrinter {
  let fonts: ReturnType<typeof readFonts> | undefined;
  return {
    async print(document, madeAt) {
      fonts ??= readFonts();
      const pdf = await open(document, madeAt, fonts);
      const bytes = collect(pdf);
      const sheet = createSheet(pdf);
      drawTitle(sheet, document);
      for (const { heading, blocks } of document.sections) {
        sheet.need(headingHeight + (blocks[0] === undefined ? 0 : leastHeight(pdf, blocks[0])));
        pdf.outline.addItem(heading);
        sheet.write(heading, { size: sizes.heading, bold: true, after: 6, tag: "H2" });
        for (const block of blocks) {
          drawBlock(sheet, block, document.language);
          // a report of thousands of rows lets others speak between its parts
          await new Promise(setImmediate);
        }
        sheet.y += 8;
      }
      drawFeet(pdf, document);
      pdf.end();
      return bytes;
    },
  };
}

async function open(
  { language, title, subject }: ReportDocument,
  madeAt: number,
  fonts: ReturnType<typeof readFonts>,
): Promise<Pdf> {
  // a tenth of a second that a start without reports does not pay
  const { default: PDFDocument } = await import("pdfkit");
  const pdf = new PDFDocument({
    size: "A4",
    margin: page.margin,
    pdfVersion: "1.7",
    tagged: true,
    displayTitle: true,
    lang: language,
    bufferPages: true,
    info: { Title: `${title} – ${subject}`, Creator: "Den", CreationDate: new Date(madeAt), ModDate: new Date(madeAt) },
  });
  pdf.registerFont("regular", fonts.regular).registerFont("bold", fonts.bold);
  return pdf;
}

/** Takes the bytes as they come: a document that nobody reads would stop at its buffer's end. */
async function collect(pdf: Pdf): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of pdf) parts.push(part as Uint8Array);
  return Buffer.concat(parts);
}

function drawTitle(sheet: Sheet, { title, subject }: ReportDocument): void {
  sheet.write(title, { size: sizes.title, bold: true, after: 2, tag: "H1" });
  sheet.write(subject, { size: sizes.heading, color: colors.quiet, after: 8 });
  drawRule(sheet);
  sheet.y += 14;
}

function drawBlock(sheet: Sheet, block: ReportBlock, language: ReportDocument["language"]): void {
  switch (block.kind) {
    case "text":
      sheet.write(block.text);
      break;
    case "notice":
      drawNotice(sheet, block.text);
      break;
    case "figures":
      drawFigures(sheet, block.items, language);
      break;
    case "bars":
      drawBars(sheet, block, language);
      break;
    case "table":
      drawTable(sheet, block, language);
      break;
    default:
      block satisfies never;
  }
}

/** Points the block needs to be begun: a heading stays with what it heads. */
function leastHeight(pdf: Pdf, block: ReportBlock): number {
  switch (block.kind) {
    case "text":
    case "notice":
      return paragraphHeight;
    case "figures":
      return figureHeight;
    case "bars":
      return barsHeight;
    case "table":
      return leastTableHeight(pdf, block);
    default:
      return block satisfies never;
  }
}

function drawNotice(sheet: Sheet, text: string): void {
  const { pdf } = sheet;
  const inner = contentWidth - 20;
  pdf.font("regular").fontSize(sizes.text);
  const height = pdf.heightOfString(text, { width: inner }) + 10;
  sheet.need(height);
  ornament(pdf, () => {
    pdf.rect(page.margin, sheet.y, contentWidth, height).fill(colors.notice);
    pdf.rect(page.margin, sheet.y, 2.5, height).fill(colors.noticeEdge);
  });
  const content = pdf.struct("P", {}, () => {
    pdf.fillColor(colors.ink).text(text, page.margin + 12, sheet.y + 5, { width: inner });
  });
  pdf.addStructure(content);
  sheet.y += height + 8;
}

const figuresInRow = 4;
/** A label, the figure, and a note of two lines; less where nothing has a note. */
const figureHeight = 62;
const bareFigureHeight = 40;

function drawFigures(sheet: Sheet, items: readonly KeyFigure[], language: ReportDocument["language"]): void {
  const { pdf } = sheet;
  const width = contentWidth / Math.min(figuresInRow, items.length);
  const tall = items.some(({ note }) => note !== undefined) ? figureHeight : bareFigureHeight;
  for (let n = 0; n < items.length; n += figuresInRow) {
    sheet.need(tall);
    for (const [column, { label, value, unit, note }] of items.slice(n, n + figuresInRow).entries()) {
      const x = page.margin + width * column;
      const inner = { width: width - 10, lineBreak: true, height: 12, ellipsis: true };
      const said = cellText(value, language, typeof value === "number" && Math.abs(value) < 100 ? 1 : 0);
      const content = pdf.struct("P", {}, () => {
        pdf.font("regular").fontSize(sizes.small).fillColor(colors.quiet).text(label, x, sheet.y, inner);
        pdf.font("bold").fontSize(sizes.figure).fillColor(colors.ink);
        const wide = pdf.widthOfString(said);
        pdf.text(said, x, sheet.y + 11, { lineBreak: false });
        pdf.font("regular").fontSize(sizes.small).fillColor(colors.quiet);
        if (unit !== undefined && said !== absentCell) pdf.text(unit, x + wide + 4, sheet.y + 19, { lineBreak: false });
        if (note !== undefined) pdf.text(note, x, sheet.y + 33, { ...inner, height: 22 });
      });
      pdf.addStructure(content);
    }
    sheet.y += tall;
  }
  sheet.y += 4;
}

const pageWord = { vi: "Trang", en: "Page" } as const;

function drawFeet(pdf: Pdf, { language, title, subject, origin }: ReportDocument): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let n = 0; n < count; n++) {
    pdf.switchToPage(start + n);
    const y = page.height - page.margin - 10;
    // the foot lies in the margin, where the writer would otherwise begin a new page
    pdf.page.margins.bottom = 0;
    ornament(pdf, () => {
      pdf.font("regular").fontSize(sizes.small).fillColor(colors.quiet);
      pdf.text(`${title} · ${subject}`, page.margin, y, { width: contentWidth * 0.8, height: 10, ellipsis: true });
      pdf.text(origin, page.margin, y + 10, { width: contentWidth * 0.8, height: 10, ellipsis: true });
      pdf.text(`${pageWord[language]} ${n + 1}/${count}`, page.margin, y, { width: contentWidth, align: "right" });
    });
  }
}
