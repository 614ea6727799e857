/** Words of the report "invoice and system", in both languages. */
import type { BillFinding, BillRemark, SystemEnergy } from "../energy/bills/compare-bills.ts";
import type { Language } from "../plans/preview/words.ts";

const vi = {
  title: "Báo cáo hóa đơn và hệ thống",
  summary: "Tổng quan",
  billed: "Theo hóa đơn",
  billsOf: (bills: string, points: string) => `${bills} hóa đơn của ${points} điểm đo`,
  system: "Theo hệ thống",
  systemNote: "gồm phụ tải khác đã biết; chỉ các kỳ đủ dữ liệu",
  deviation: "Chênh lệch",
  deviationNote: "hóa đơn so với hệ thống, các kỳ đủ dữ liệu",
  amount: "Thành tiền",
  amountNote: "gồm thuế, khi mọi hóa đơn đều có",
  found: (found: string, points: string) =>
    `${found} trong ${points} điểm đo có hóa đơn lệch kéo dài so với hệ thống: xem mục Phát hiện.`,
  thinPeriods: (thin: string, all: string) =>
    `${thin} trong ${all} kỳ không được đánh giá vì hệ thống biết dưới 98 % thời gian hoặc không có đèn nào ở điểm đo.`,
  unbilled: (count: string, names: string) => `Không có hóa đơn nào trong kỳ cho ${count} điểm đo: ${names}.`,
  nothing: "Không có hóa đơn nào kết thúc trong kỳ này cho khu vực này.",
  method:
    "Cách tính: mỗi hóa đơn thuộc về tháng mà kỳ của nó kết thúc. Điện năng của hệ thống là số đếm của công tơ tủ trong đúng kỳ đó; nơi công tơ tủ thiếu, là tổng của các đèn. Công tơ hai bên thuộc cấp chính xác 1 và ngày ghi có thể lệch nửa ngày, nên chênh lệch đến 3 % là bình thường; quá 3 % hai kỳ liền nhau là một phát hiện. Phát hiện xét mười hai tháng đến hết kỳ báo cáo.",
  findings: "Phát hiện",
  findingsTitle: "Điểm đo có chênh lệch kéo dài",
  noneFound: "Không có điểm đo nào lệch quá 3 % hai kỳ liền nhau.",
  findingsText:
    "Hệ số sai: tỷ số không đổi và khớp với một biến dòng thông dụng; đề nghị đơn vị điện lực kiểm tra hệ số nhân. Phụ tải lạ: có điện năng không phải của chiếu sáng trên cùng công tơ. Tính thiếu: hóa đơn thấp hơn điện năng đã dùng.",
  point: "Điểm đo",
  code: "Mã PE",
  finding: "Phát hiện",
  perDay: "Mỗi ngày",
  likelyFactor: "Hệ số đúng",
  bills: "Từng hóa đơn",
  billsTitle: "Hóa đơn và hệ thống theo kỳ",
  from: "Từ ngày",
  to: "Đến ngày",
  otherLoads: "Tải khác",
  difference: "Lệch",
  completeness: "Dữ liệu",
  remark: "Ghi chú",
  legend:
    "Chênh lệch không được nêu khi dữ liệu chưa đủ. «Phép tính không khớp»: chỉ số nhân hệ số không ra điện năng của hóa đơn. «Khác hệ số ghi nhận»: hóa đơn dùng hệ số khác với hệ số ghi trong danh mục. «Thiếu kỳ trước»: giữa kỳ này và kỳ trước có những ngày không có hóa đơn.",
  findingNames: {
    none: "Bình thường",
    thin: "Chưa đủ dữ liệu",
    wrongFactor: "Hệ số nhân sai",
    unknownLoad: "Phụ tải lạ trên công tơ",
    billedTooLittle: "Hóa đơn tính thiếu",
  } satisfies Record<BillFinding, string>,
  remarks: {
    thin: "chưa đủ dữ liệu",
    arithmetic: "phép tính không khớp",
    factorDiffers: "khác hệ số ghi nhận",
    gapBefore: "thiếu kỳ trước",
  } satisfies Record<BillRemark, string>,
  sources: {
    cabinetMeters: "công tơ tủ",
    lamps: "tổng các đèn",
    none: "không có tủ",
  } satisfies Record<SystemEnergy["by"], string>,
};

const en: typeof vi = {
  title: "Invoice and system",
  summary: "Overview",
  billed: "Billed",
  billsOf: (bills, points) => `${bills} bills of ${points} supply points`,
  system: "System",
  systemNote: "with other known loads; periods with enough data",
  deviation: "Deviation",
  deviationNote: "bills against system, periods with enough data",
  amount: "Amount",
  amountNote: "with taxes, where every bill tells it",
  found: (found, points) =>
    `Bills of ${found} in ${points} supply points deviate lastingly from the system: see Findings.`,
  thinPeriods: (thin, all) =>
    `${thin} of ${all} periods are not judged, because less than 98 % of the time is known, or nothing of ours hangs there.`,
  unbilled: (count, names) => `No bill in these months for ${count} supply points: ${names}.`,
  nothing: "No bill of this area ends in this period.",
  method:
    "Method: a bill belongs to the month its period ends in. The system's energy is what the cabinets' meters counted in just that period; where such a meter is missing, the sum of the lamps. Meters of both sides are of class 1 and readings may be half a day off, so that up to 3 % is usual; more than 3 % in two periods in a row is a finding. Findings look at the twelve months up to the end of the report.",
  findings: "Findings",
  findingsTitle: "Supply points that deviate lastingly",
  noneFound: "No supply point deviates by more than 3 % in two periods in a row.",
  findingsText:
    "Wrong factor: the ratio is constant and that of a usual transformer; ask the utility to check its factor. Unknown load: something that is not lighting hangs on this meter. Billed too little: less was billed than used.",
  point: "Supply point",
  code: "Code",
  finding: "Finding",
  perDay: "Per day",
  likelyFactor: "Right factor",
  bills: "Bill by bill",
  billsTitle: "Invoice and system by period",
  from: "From",
  to: "To",
  otherLoads: "Other",
  difference: "Diff.",
  completeness: "Data",
  remark: "Remarks",
  legend:
    "No difference is told where too little is known. “Arithmetic”: readings times factor are not the energy billed. “Other factor”: the bill was reckoned with another factor than the one recorded. “Gap before”: there are days without a bill between this period and the one before.",
  findingNames: {
    none: "Usual",
    thin: "Too little data",
    wrongFactor: "Wrong factor",
    unknownLoad: "Unknown load on the meter",
    billedTooLittle: "Billed too little",
  },
  remarks: {
    thin: "too little data",
    arithmetic: "arithmetic",
    factorDiffers: "other factor",
    gapBefore: "gap before",
  },
  sources: { cabinetMeters: "cabinet meters", lamps: "sum of lamps", none: "no cabinet" },
};

export const billsTexts: Record<Language, typeof vi> = { vi, en };
