/** What reports ask of the world: somebody who sets them on pages. */
import type { ReportDocument } from "./document.ts";

export interface ReportPrinter {
  /** @returns the whole PDF file; some MB for a table of ten thousand rows. */
  print(document: ReportDocument, madeAt: number): Promise<Uint8Array>;
}
