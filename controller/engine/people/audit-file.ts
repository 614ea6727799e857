/** The audit log as a table for a spreadsheet, line by line: of any length, and never more of it in memory than a page. */
import type { Area } from "../../core/inventory/model.ts";
import type { AuditLine, AuditResult } from "../../core/people/audit.ts";
import type { Person } from "../../core/people/model.ts";
import type { Language } from "../../core/plans/preview/words.ts";
import { byteOrderMark, csvLine } from "../../core/reports/csv.ts";
import { fileTimes } from "../file-times.ts";
import type { Audit, AuditQuery } from "./audit.ts";

export interface AuditFileDeps {
  readonly audit: Pick<Audit, "find">;
  /** The tree, by id, as it is now. */
  readonly areas: () => ReadonlyMap<string, Area>;
  /** IANA name: times are written as the site's clocks show them. */
  readonly timeZone: string;
}

export interface AuditFile {
  /** @returns lines the reader may see, newest first. Whoever stops taking them ends the reading. */
  lines(reader: Person, filter: AuditQuery, language: Language): AsyncGenerator<string>;
}

/** Lines read at once, and handed on as one piece. */
const pageLines = 500;

const heads: Readonly<Record<Language, readonly string[]>> = {
  vi: [
    "Thời gian",
    "UTC",
    "Ai",
    "Tên đăng nhập",
    "Thao tác",
    "Loại",
    "Đối tượng",
    "Khu vực",
    "Kết quả",
    "Số văn bản",
    "Chi tiết",
  ],
  en: ["Time", "UTC", "Who", "Sign-in name", "Action", "Sort", "Thing", "Area", "Result", "Document number", "Details"],
};
const results: Readonly<Record<Language, Readonly<Record<AuditResult, string>>>> = {
  vi: { done: "đã làm", refused: "bị từ chối" },
  en: { done: "done", refused: "refused" },
};

export function createAuditFile({ audit, areas, timeZone }: AuditFileDeps): AuditFile {
  const timeOf = fileTimes(timeZone);

  function cells(line: AuditLine, language: Language): (string | undefined)[] {
    const { at, personName, personId, action, thing, areaId, result, documentNumber, details } = line;
    return [
      timeOf[language](at),
      new Date(at).toISOString(),
      personName,
      personId,
      action,
      thing?.sort,
      thing?.id,
      areaId === undefined ? undefined : (areas().get(areaId)?.name ?? areaId),
      results[language][result],
      documentNumber,
      Object.keys(details).length === 0 ? undefined : JSON.stringify(details),
    ];
  }

  return {
    async *lines(reader, filter, language) {
      yield byteOrderMark + csvLine(heads[language], language);
      for (let before: number | undefined; ; ) {
        const page = await audit.find(reader, filter, { limit: pageLines, ...(before !== undefined && { before }) });
        if (page.length > 0) yield page.map((line) => csvLine(cells(line, language), language)).join("");
        before = page.at(-1)?.sequence;
        if (page.length < pageLines) return;
      }
    },
  };
}
