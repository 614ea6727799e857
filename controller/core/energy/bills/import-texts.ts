/** The sentence for every reason a row of a file of bills is refused, in Vietnamese and English. */
import { tableSentences } from "../../inventory/import/table-texts.ts";
import type { Texts } from "../../inventory/problem-texts.ts";
import type { BillProblem, BillReason } from "./plan-import.ts";

type Sentence = { readonly [L in keyof Texts]: (params: BillProblem["params"]) => string };

const sentences: Record<BillReason, Sentence> = {
  ...tableSentences,
  notANumber: {
    vi: (p) => `“${p.value}” không phải là số không âm`,
    en: (p) => `"${p.value}" is not a number from 0`,
  },
  ambiguousNumber: {
    vi: (p) => `“${p.value}” có thể là hàng nghìn hoặc phần thập phân; hãy bỏ dấu phân cách hàng nghìn`,
    en: (p) => `"${p.value}" may be thousands or decimals; write it without a sign for thousands`,
  },
  notADate: {
    vi: (p) => `“${p.value}” không phải là ngày (dd/MM/yyyy)`,
    en: (p) => `"${p.value}" is not a date (dd/MM/yyyy or yyyy-MM-dd)`,
  },
  unknownSupplyPoint: {
    vi: (p) => `không tìm thấy điểm cấp điện có mã hoặc tên “${p.value}” trong khu vực bạn được nhập`,
    en: (p) => `there is no supply point you may write to with the code, id or name "${p.value}"`,
  },
  severalSupplyPoints: {
    vi: (p) => `có nhiều điểm cấp điện ứng với “${p.value}”: ${p.ids}; hãy dùng mã`,
    en: (p) => `several supply points are meant by "${p.value}": ${p.ids}; use the id`,
  },
  endsBeforeBegin: { vi: () => "kỳ kết thúc trước khi bắt đầu", en: () => "the period ends before it begins" },
  tooLong: {
    vi: (p) => `kỳ dài ${p.days} ngày, tối đa ${p.max}`,
    en: (p) => `the period has ${p.days} days, at most ${p.max} are possible`,
  },
  inFuture: { vi: () => "kỳ chưa kết thúc", en: () => "the period has not ended yet" },
  readingFalls: {
    vi: () => "chỉ số cuối nhỏ hơn chỉ số đầu; nếu thay công tơ, hãy ghi điện năng",
    en: () => "the reading is lower than the previous one; state the energy where the meter was changed",
  },
  noEnergy: {
    vi: () => "cần điện năng, hoặc cả hai chỉ số",
    en: () => "needs the energy, or both readings",
  },
  absurdEnergy: {
    vi: (p) => `${p.value} kWh trong ${p.days} ngày là không thể`,
    en: (p) => `${p.value} kWh in ${p.days} days are not possible`,
  },
  overlaps: {
    vi: (p) => `trùng với kỳ ${p.from} – trước ${p.until} ${p.line === undefined ? "đã nhập" : `ở dòng ${p.line}`}`,
    en: (p) =>
      `overlaps the period ${p.from} – before ${p.until} ${p.line === undefined ? "that is known already" : `of line ${p.line}`}`,
  },
};

export function billTextsOf({ reason, params }: BillProblem): Texts {
  return { vi: sentences[reason].vi(params), en: sentences[reason].en(params) };
}
