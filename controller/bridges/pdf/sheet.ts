/** A page that is being written from top to bottom: where the pen stands, and when the next page begins. */
import { colors, contentBottom, contentWidth, page, sizes } from "./theme.ts";

export type Pdf = PDFKit.PDFDocument;

export interface Sheet {
  readonly pdf: Pdf;
  /** Points from the top of the page at which the next thing is written. */
  y: number;
  /** Begins a new page where less than this many points are left. @returns whether it did. */
  need(height: number): boolean;
  /** Writes one paragraph at the pen and moves on. */
  write(text: string, options?: WriteOptions): void;
}

export interface WriteOptions {
  readonly size?: number;
  readonly bold?: boolean;
  readonly color?: string;
  /** Points left free below. */
  readonly after?: number;
  /** Heading level of the document's outline; absent: a paragraph. */
  readonly tag?: "H1" | "H2" | "P";
}

export function createSheet(pdf: Pdf): Sheet {
  const sheet: Sheet = {
    pdf,
    y: page.margin,
    need(height) {
      if (sheet.y + height <= contentBottom) return false;
      pdf.addPage();
      sheet.y = page.margin;
      return true;
    },
    write(text, { size = sizes.text, bold = false, color = colors.ink, after = 6, tag = "P" } = {}) {
      pdf.font(bold ? "bold" : "regular").fontSize(size);
      const height = pdf.heightOfString(text, { width: contentWidth });
      sheet.need(height);
      const content = pdf.struct(tag, {}, () => {
        pdf.fillColor(color).text(text, page.margin, sheet.y, { width: contentWidth });
      });
      pdf.addStructure(content);
      sheet.y += height + after;
    },
  };
  return sheet;
}

/** Draws what has no meaning of its own (lines, bands, the foot of the page), so that a screen reader passes over it. */
export function ornament(pdf: Pdf, draw: () => void): void {
  pdf.markContent("Artifact", { type: "Layout" });
  draw();
  pdf.endMarkedContent();
}

/** A thin line over the whole width, at the pen. */
export function drawRule({ pdf, y }: Sheet, color: string = colors.line): void {
  ornament(pdf, () =>
    pdf
      .moveTo(page.margin, y)
      .lineTo(page.margin + contentWidth, y)
      .lineWidth(0.6)
      .stroke(color),
  );
}
