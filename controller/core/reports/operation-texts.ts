/** Words of the report on operation, in both languages. */
import type { Language } from "../plans/preview/words.ts";

const vi = {
  title: "Báo cáo vận hành chiếu sáng",
  summary: "Tổng quan",
  availability: "Độ khả dụng",
  availabilityNote: "phần thời gian yêu cầu sáng mà đèn thực sự sáng",
  burning: "Giờ sáng bình quân",
  burningNote: "mỗi đèn, theo bộ đếm giờ của đèn",
  dark: "Giờ tối ngoài ý muốn",
  darkNote: "đèn được yêu cầu sáng nhưng không có công suất",
  completeness: "Dữ liệu ban đêm",
  completenessNote: "phần đêm có số liệu của đèn",
  hours: "giờ",
  lampHours: "giờ·đèn",
  measured: (lamps: string) => `Số liệu của ${lamps} đèn có bộ điều khiển.`,
  without: (lamps: string) =>
    `${lamps} đèn không có bộ điều khiển: chúng sáng tắt theo lộ và không nằm trong các con số này.`,
  retired: (lamps: string) =>
    `Trong đó có ${lamps} đèn nay đã ngừng sử dụng: mỗi đèn được tính cho những đêm trước khi ngừng.`,
  outOfUse: (name: string) => `${name} (đã ngừng sử dụng)`,
  unknown: (share: string) =>
    `Không có số liệu cho ${share} % thời gian ban đêm (mất điện hoặc mất liên lạc). Thời gian đó không được tính là sáng, cũng không được tính là tối.`,
  nothing: "Trong kỳ này khu vực không có đèn nào gắn bộ điều khiển, hoặc chưa có đêm nào trong kỳ đã qua.",
  method:
    "Cách tính: mỗi giờ, mức sáng mà đèn tự báo cho biết đèn được yêu cầu sáng; công suất dưới 10 % mức mong đợi (tối thiểu 3 W) là không sáng. Tắt theo kế hoạch hoặc theo lệnh không làm giảm độ khả dụng.",
  byArea: "Theo khu vực",
  byAreaTitle: "Vận hành theo khu vực",
  area: "Khu vực",
  here: (name: string) => `${name} (trực tiếp)`,
  lamps: "Số đèn",
  wanted: "Yêu cầu sáng",
  darkTitle: "Giờ tối ngoài ý muốn theo khu vực",
  worst: "Đèn cần xem lại",
  darkest: "Đèn tối lâu nhất",
  silent: "Đèn thiếu số liệu nhiều nhất",
  lamp: "Đèn",
  road: "Tuyến đường",
  noneDark: "Không có đèn nào tối ngoài ý muốn trong kỳ.",
  noneSilent: "Không có đèn nào thiếu số liệu quá một phần mười thời gian ban đêm.",
  total: "Cộng",
};

const en: typeof vi = {
  title: "Lighting operation report",
  summary: "Overview",
  availability: "Availability",
  availabilityNote: "share of the time light was wanted in which there was light",
  burning: "Mean burning hours",
  burningNote: "per lamp, by the lamp's own counter",
  dark: "Unwanted darkness",
  darkNote: "light was wanted and no power was drawn",
  completeness: "Data of the nights",
  completenessNote: "share of the dark hours lamps reported in",
  hours: "h",
  lampHours: "lamp-hours",
  measured: (lamps) => `Figures of ${lamps} lamps with a controller.`,
  without: (lamps) =>
    `${lamps} lamps have no controller: they are switched with their circuit and are not in these figures.`,
  retired: (lamps) => `Out of use by now: ${lamps} of them, each counted for the nights until it was.`,
  outOfUse: (name) => `${name} (out of use)`,
  unknown: (share) =>
    `Nothing is known of ${share} % of the dark hours (no supply, or no connection). They count neither as lit nor as dark.`,
  nothing: "No lamp with a controller hung in this area in this period, or no night of it has passed yet.",
  method:
    "Method: for each hour the level a lamp reports says that light was wanted of it; power below 10 % of what is expected (3 W at least) is no light. Switching off by plan or order does not lower availability.",
  byArea: "By area",
  byAreaTitle: "Operation by area",
  area: "Area",
  here: (name) => `${name} (itself)`,
  lamps: "Lamps",
  wanted: "Light wanted",
  darkTitle: "Unwanted darkness by area",
  worst: "Lamps to look at",
  darkest: "Lamps that were dark the longest",
  silent: "Lamps with the least data",
  lamp: "Lamp",
  road: "Road",
  noneDark: "No lamp was dark when light was wanted.",
  noneSilent: "No lamp lacks data for more than a tenth of the dark hours.",
  total: "Total",
};

export const operationTexts: Record<Language, typeof vi> = { vi, en };
