/** The sentences about a file as a table, whatever its rows are about: columns that are missing or doubled, rows of another width. */
import type { Texts } from "../problem-texts.ts";
import type { ImportProblem, TableReason } from "./table.ts";

type Sentence = { readonly [L in keyof Texts]: (params: ImportProblem["params"]) => string };

export const tableSentences: Readonly<Record<TableReason | "missingColumn" | "emptyCell", Sentence>> = {
  missingColumn: {
    vi: (p) => `thiếu cột “${p.column}” (có thể đặt tên: ${p.names})`,
    en: (p) => `column "${p.column}" is missing (it may be called ${p.names})`,
  },
  doubledColumn: {
    vi: (p) => `hai cột “${p.first}” và “${p.second}” cùng một nghĩa`,
    en: (p) => `columns "${p.first}" and "${p.second}" mean the same`,
  },
  cellCount: {
    vi: (p) => `có ${p.count} ô trong khi tiêu đề có ${p.expected}`,
    en: (p) => `has ${p.count} cells where the header has ${p.expected}`,
  },
  notAPoint: {
    vi: () => "không phải một điểm (Point) có kinh độ và vĩ độ",
    en: () => "is not a Point with longitude and latitude",
  },
  emptyCell: {
    vi: () => "ô này không được để trống",
    en: () => "this cell must not be empty",
  },
};
