/** Words of the report on energy, in both languages. */
import type { Language } from "../plans/preview/words.ts";

const vi = {
  title: "Báo cáo điện năng chiếu sáng",
  summary: "Tổng quan",
  energy: "Điện năng",
  metered: "Đo được",
  estimated: "Ước tính",
  cost: "Chi phí",
  costNote: "chưa gồm thuế",
  co2: "Phát thải CO₂",
  tonnes: "tấn",
  completeness: "Dữ liệu",
  completenessNote: "phần thời gian biết được điện năng của đèn",
  baseline: "Mức nền",
  byLed: "Tiết kiệm nhờ LED",
  byDimming: "Tiết kiệm nhờ tiết giảm",
  against: (share: string) => `${share} % so với mức nền`,
  byDay: "Điện năng theo ngày",
  byMonth: "Theo tháng",
  byMonthTitle: "Điện năng theo tháng",
  month: "Tháng",
  byArea: "Theo khu vực",
  byAreaTitle: "Điện năng theo khu vực",
  area: "Khu vực",
  here: (name: string) => `${name} (trực tiếp)`,
  lamps: "Số đèn",
  total: "Cộng",
  nothing: "Không có đèn nào trong khu vực này trong kỳ báo cáo.",
  savingTitle: "So với mức nền",
  savingText:
    "Mức nền là điện năng của đèn cũ như đã ghi nhận trước khi lắp đặt. Phần nhờ LED là chênh lệch khi đèn mới sáng hết công suất theo giờ cũ; phần nhờ tiết giảm là phần còn lại, do giảm độ sáng và sáng ngắn hơn.",
  noBaseline:
    "Không tính tiết kiệm: chưa ghi nhận mức nền cho mọi đèn của khu vực, có đèn chưa lắp trong cả kỳ, hoặc dữ liệu của kỳ chưa đủ. Phần chưa biết sẽ bị hiểu nhầm là tiết kiệm.",
  partEstimated: (share: string) =>
    `${share} % điện năng là ước tính, từ lộ hoặc từ mức sáng, vì đèn không có công tơ.`,
  partUnknown: (share: string) =>
    `Không biết điện năng của ${share} % thời gian đèn. Các con số là mức tối thiểu, thực tế có thể cao hơn.`,
  excluded: (times: string, resets: string) =>
    `Đã loại ${times} số đọc không thể đúng; công tơ bắt đầu lại ${resets} lần (thay thiết bị hoặc mất bộ nhớ).`,
  noPrice: "Chưa có biểu giá hoặc hệ số phát thải cho toàn bộ kỳ, nên chi phí hoặc phát thải không được nêu.",
  sources: "Nguồn của biểu giá và hệ số phát thải",
};

const en: typeof vi = {
  title: "Lighting energy report",
  summary: "Overview",
  energy: "Energy",
  metered: "Metered",
  estimated: "Estimated",
  cost: "Cost",
  costNote: "without taxes",
  co2: "CO₂ emitted",
  tonnes: "t",
  completeness: "Data",
  completenessNote: "share of the lamps' time whose energy is known",
  baseline: "Baseline",
  byLed: "Saved by LED",
  byDimming: "Saved by dimming",
  against: (share) => `${share} % against the baseline`,
  byDay: "Energy by day",
  byMonth: "By month",
  byMonthTitle: "Energy by month",
  month: "Month",
  byArea: "By area",
  byAreaTitle: "Energy by area",
  area: "Area",
  here: (name) => `${name} (itself)`,
  lamps: "Lamps",
  total: "Total",
  nothing: "There were no lamps in this area in this period.",
  savingTitle: "Against the baseline",
  savingText:
    "The baseline is what the old lamps used, as recorded before commissioning. Saved by LED is the difference if the new lamps burnt at full level for the old hours; saved by dimming is the rest, by lower levels and shorter burning.",
  noBaseline:
    "No saving is told: no baseline was recorded for all lamps of the area, some did not hang there all the time, or too little of the period is known. What is not known would look saved.",
  partEstimated: (share) =>
    `${share} % of the energy is estimated, from the circuit or from the level, because the lamps have no meter.`,
  partUnknown: (share) =>
    `Nothing is known of the energy of ${share} % of the lamps' time. The figures are lower bounds.`,
  excluded: (times, resets) =>
    `${times} readings that cannot be true were kept out; meters began anew ${resets} times (replaced devices, wiped memories).`,
  noPrice: "Prices or grid factors are not known for the whole period, so cost or emissions are not told.",
  sources: "Sources of prices and grid factors",
};

export const energyTexts: Record<Language, typeof vi> = { vi, en };
