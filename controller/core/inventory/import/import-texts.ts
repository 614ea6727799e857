/** The sentence for every reason a row of a file is refused, in Vietnamese and English. */
import { sortNames, type Texts } from "../problem-texts.ts";
import type { ImportProblem, ImportReason } from "./table.ts";
import { tableSentences } from "./table-texts.ts";

type Sentence = { readonly [L in keyof Texts]: (params: ImportProblem["params"], sort: string) => string };

const sentences: Record<ImportReason, Sentence> = {
  ...tableSentences,
  notANumber: {
    vi: (p) => `“${p.value}” không phải là số`,
    en: (p) => `"${p.value}" is not a number`,
  },
  unknownWord: {
    vi: (p) => `“${p.value}” không phải một trong: ${p.words}`,
    en: (p) => `"${p.value}" is none of ${p.words}`,
  },
  unknownName: {
    vi: (p, sort) => `không có ${sort} nào có mã hoặc tên “${p.value}”`,
    en: (p, sort) => `there is no ${sort} with the id or name "${p.value}"`,
  },
  severalNames: {
    vi: (p, sort) => `có nhiều ${sort} tên “${p.value}”: ${p.ids}; hãy dùng mã`,
    en: (p, sort) => `several things of sort ${sort} are called "${p.value}": ${p.ids}; use the id`,
  },
  doubledLamp: {
    vi: (p) => `đèn “${p.id}” đã có ở ${place(p).vi}`,
    en: (p) => `lamp "${p.id}" stands at ${place(p).en} already`,
  },
  differs: {
    vi: (p, sort) => `${sort} “${p.id}” có giá trị “${p.value}” ở đây nhưng “${p.otherValue}” ở ${place(p).vi}`,
    en: (p, sort) => `${sort} "${p.id}" has "${p.value}" here and "${p.otherValue}" at ${place(p).en}`,
  },
  circuitWithoutCabinet: {
    vi: (p) => `lộ “${p.value}” chưa có và dòng này không cho biết tủ`,
    en: (p) => `circuit "${p.value}" does not exist yet and this row names no cabinet for it`,
  },
};

/** The other row a sentence speaks of. */
function place({ unit, other }: ImportProblem["params"]): Texts {
  return { vi: `${unit === "line" ? "dòng" : "đối tượng"} ${other}`, en: `${unit} ${other}` };
}

export function importTextsOf({ reason, params }: ImportProblem): Texts {
  const sort = params.sort === undefined ? { vi: "", en: "" } : sortNames[params.sort];
  return { vi: sentences[reason].vi(params, sort.vi), en: sentences[reason].en(params, sort.en) };
}
