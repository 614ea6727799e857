/** What reports ask of the world: somebody who sets them on pages, and a place where they stay. */
import type { ReportDocument } from "./document.ts";
import type { Report, ReportFormat } from "./report.ts";

export interface ReportPrinter {
  /** @returns the whole PDF file; some MB for a table of ten thousand rows. */
  print(document: ReportDocument, madeAt: number): Promise<Uint8Array>;
}

/** Where reports are kept. A file that was written is there after a crash, or its report is not done. */
export interface ReportArchive {
  /** Newest first. */
  all(): Promise<Report[]>;
  insert(report: Report): Promise<void>;
  /** State and end of a report that is there. */
  update(report: Report): Promise<void>;
  /** @throws ControllerError `data/unwritable` */
  write(id: string, format: ReportFormat, bytes: Uint8Array): Promise<void>;
  /** @returns undefined where there is no such file. */
  read(id: string, format: ReportFormat): Promise<Uint8Array | undefined>;
  /** The reports and their files; unknown ids are no error. */
  remove(ids: readonly string[]): Promise<void>;
}
