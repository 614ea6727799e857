/** The sentence for every problem of a plan, in the languages people here work in; without a capital and a full stop. */
import { type Language, sortNames, type Texts } from "../../inventory/problem-texts.ts";
import type { PlanProblem, PlanProblemReason, ProblemParams } from "./problem.ts";

type Sentence = { readonly [L in Language]: (params: ProblemParams, sort: string, otherSort: string) => string };

const sentences: Record<PlanProblemReason, Sentence> = {
  badId: {
    vi: (p) => `mã “${p.id}” phải gồm 1–40 ký tự a–z, 0–9 hoặc dấu gạch nối, bắt đầu bằng chữ hoặc số`,
    en: (p) => `id "${p.id}" must be 1–40 of a–z, 0–9 and hyphen, beginning with a letter or digit`,
  },
  doubledId: {
    vi: (p) => `mã “${p.id}” đã dùng ở ${p.other}`,
    en: (p) => `id "${p.id}" stands at ${p.other} already`,
  },
  badName: {
    vi: () => "tên phải có từ 1 đến 200 ký tự",
    en: () => "the name must have 1 to 200 characters",
  },
  unknownThing: {
    vi: (p, sort) => `không có ${sort} “${p.id}” đang sử dụng`,
    en: (p, sort) => `there is no ${sort} "${p.id}" in use`,
  },
  outsideArea: {
    vi: (p, sort) => `${sort} “${p.id}” nằm ngoài khu vực “${p.area}” của kế hoạch`,
    en: (p, sort) => `${sort} "${p.id}" lies outside area "${p.area}" of the plan`,
  },
  badClock: {
    vi: (p) => `“${p.value}” không phải giờ hợp lệ, hãy viết hh:mm hoặc hh:mm:ss`,
    en: (p) => `"${p.value}" is no clock time; write hh:mm or hh:mm:ss`,
  },
  wholeMinutes: {
    vi: (p) => `“${p.value}” phải là phút tròn`,
    en: (p) => `"${p.value}" must be a whole minute`,
  },
  offsetOutOfRange: {
    vi: (p) => `độ lệch ${p.value} phút phải là số nguyên từ −720 đến 720`,
    en: (p) => `an offset of ${p.value} minutes must be a whole number from −720 to 720`,
  },
  clampsCross: {
    vi: (p) => `“không trước ${p.notBefore}” muộn hơn “không sau ${p.notAfter}” trong đêm`,
    en: (p) => `"not before ${p.notBefore}" comes after "not after ${p.notAfter}" in the night`,
  },
  levelOutOfRange: {
    vi: (p) => `mức sáng ${p.value} % phải từ 0 đến 100`,
    en: (p) => `a level of ${p.value} % must be from 0 to 100`,
  },
  levelNotStep: {
    vi: (p) => `mức sáng ${p.value} % phải là bội số của 0,5`,
    en: (p) => `a level of ${p.value} % must be a multiple of 0.5`,
  },
  badColour: {
    vi: () => "màu không hợp lệ: nhiệt độ màu 1000–20000 K, x và y 0–1, bốn kênh 0–65535",
    en: () => "no possible colour: 1000–20000 K, x and y 0–1, four channels 0–65535",
  },
  rampOutOfRange: {
    vi: (p) => `thời gian chuyển ${p.value} giây phải là số nguyên từ 0 đến 3600`,
    en: (p) => `a ramp of ${p.value} seconds must be a whole number from 0 to 3600`,
  },
  pointsContradict: {
    vi: (p) => `cùng thời điểm với điểm thứ ${p.other} nhưng yêu cầu khác`,
    en: (p) => `happens at the same time as point ${p.other} and asks for something else`,
  },
  tooManyPoints: {
    vi: (p) => `có ${p.count} điểm, thiết bị chỉ nhận ${p.most}`,
    en: (p) => `has ${p.count} points where devices take ${p.most}`,
  },
  unknownProgram: {
    vi: (p) => `không có chương trình “${p.id}” trong kế hoạch`,
    en: (p) => `there is no program "${p.id}" in the plan`,
  },
  unknownCalendar: {
    vi: (p) => `không có lịch “${p.id}” trong kế hoạch`,
    en: (p) => `there is no calendar "${p.id}" in the plan`,
  },
  unknownHolidaySet: {
    vi: (p) => `không có bộ ngày lễ “${p.id}” trong kế hoạch`,
    en: (p) => `there is no holiday set "${p.id}" in the plan`,
  },
  noDefault: {
    vi: () => "lịch chưa có chương trình mặc định cho các đêm còn lại",
    en: () => "the calendar has no default program for all other nights",
  },
  noNights: {
    vi: () => "quy tắc không chọn đêm nào",
    en: () => "the rule selects no night",
  },
  dateNotReal: {
    vi: (p) => `ngày ${p.date} không tồn tại`,
    en: (p) => `the date ${p.date} does not exist`,
  },
  yearOutOfRange: {
    vi: (p) => `năm ${p.year} phải từ 2020 đến 2199`,
    en: (p) => `the year ${p.year} must be from 2020 to 2199`,
  },
  datesBackwards: {
    vi: (p) => `ngày đầu ${p.from} muộn hơn ngày cuối ${p.to}`,
    en: (p) => `the first day ${p.from} comes after the last ${p.to}`,
  },
  yearMissing: {
    vi: () => "cả hai ngày phải cùng có năm hoặc cùng không có năm",
    en: () => "both dates need a year, or neither",
  },
  badWeekday: {
    vi: () => "ngày trong tuần phải từ 1 (thứ Hai) đến 7 (Chủ nhật)",
    en: () => "weekdays are 1 (Monday) to 7 (Sunday)",
  },
  badNth: {
    vi: () => "thứ tự trong tháng phải từ 1 đến 5 hoặc là cuối cùng",
    en: () => "the place in the month is 1 to 5, or the last",
  },
  badMonth: {
    vi: (p) => `tháng ${p.value} phải từ 1 đến 12`,
    en: (p) => `month ${p.value} must be from 1 to 12`,
  },
  badLunarDay: {
    vi: (p) => `ngày âm lịch ${p.value} phải từ 1 đến 30`,
    en: (p) => `lunar day ${p.value} must be from 1 to 30`,
  },
  badSpread: {
    vi: (p) => `số ngày trước hoặc sau (${p.value}) phải là số nguyên từ 0 đến 30`,
    en: (p) => `days before or after (${p.value}) must be a whole number from 0 to 30`,
  },
  namedTwice: {
    vi: (p, sort) => `${sort} “${p.id}” đã được gán ở ${p.other}`,
    en: (p, sort) => `${sort} "${p.id}" is assigned at ${p.other} already`,
  },
  tie: {
    vi: (p, sort, otherSort) =>
      `${p.count} đèn (ví dụ “${p.lamp}”) thuộc cả ${sort} “${p.id}” lẫn ${otherSort} “${p.other}” (kế hoạch “${p.plan}”), không rõ theo lịch nào`,
    en: (p, sort, otherSort) =>
      `${p.count} lamps ("${p.lamp}" for one) belong to ${sort} "${p.id}" and equally to ${otherSort} "${p.other}" (plan "${p.plan}"): which calendar is theirs?`,
  },
  colourOnWhite: {
    vi: (p) => `lịch “${p.calendar}” yêu cầu màu nhưng ${p.count} đèn (ví dụ “${p.lamp}”) chỉ có ánh sáng trắng`,
    en: (p) => `calendar "${p.calendar}" asks for colours and ${p.count} lamps ("${p.lamp}" for one) are white`,
  },
  emptyScope: {
    vi: () => "phạm vi không có đèn nào",
    en: () => "the scope has no lamp",
  },
  spanEmpty: {
    vi: (p) => `giờ bắt đầu và kết thúc trùng nhau (${p.value})`,
    en: (p) => `begins and ends at the same time (${p.value})`,
  },
  spansOverlap: {
    vi: (p) => `trùng giờ với ${p.other} trên tuyến “${p.road}”`,
    en: (p) => `overlaps ${p.other} on road "${p.road}"`,
  },
  badPattern: {
    vi: () => "kiểu xen kẽ phải là mỗi 2 đến 12 đèn, và ít nhất một đèn vẫn sáng",
    en: () => "the pattern is every 2 to 12 lamps, with at least one of them lit",
  },
  shareOutOfRange: {
    vi: (p) => `phần giảm ${p.value} % phải lớn hơn 0 và không quá 100`,
    en: (p) => `a reduction by ${p.value} % must be above 0 and at most 100`,
  },
  shiftOutOfRange: {
    vi: (p) => `dịch ${p.value} phút phải là số nguyên từ −180 đến 180`,
    en: (p) => `a shift of ${p.value} minutes must be a whole number from −180 to 180`,
  },
  campaignWithoutEffect: {
    vi: () => "đợt này không dịch giờ, không giảm mức sáng và không có giờ giới nghiêm",
    en: () => "the campaign neither shifts nor reduces, and has no curfew",
  },
  periodBackwards: {
    vi: () => "thời điểm bắt đầu phải trước thời điểm kết thúc",
    en: () => "the beginning must lie before the end",
  },
  wholeSeconds: {
    vi: () => "thời điểm phải là giây tròn",
    en: () => "must be a whole second",
  },
  reasonMissing: {
    vi: () => "hãy ghi lý do",
    en: () => "say why",
  },
  notApproved: {
    vi: () => "chưa có người chấp thuận",
    en: () => "nobody has approved it",
  },
  approvalWithoutEffect: {
    vi: (p) => `mức ${p.value} % không thấp hơn mức sàn nào ở đây, nên không cần chấp thuận`,
    en: (p) => `${p.value} % is not below any floor here: nothing needs approval`,
  },
  belowFloor: {
    vi: (p) =>
      `muốn ${p.wanted} % trên “${p.road}” (${p.lamps} đèn), dưới mức sàn ${p.floor} %, lần đầu ${p.nightVi}, tất cả ${p.nights} đêm: cần một chấp thuận tại mức sàn đó`,
    en: (p) =>
      `wants ${p.wanted} % on "${p.road}" (${p.lamps} lamps), below its floor of ${p.floor} %, first on ${p.nightEn}, ${p.nights} nights in all: it needs an approval at that floor`,
  },
  calendarTooLarge: {
    vi: (p) => `lịch “${p.calendar}” cùng các đợt áp dụng lớn hơn mức thiết bị chứa được`,
    en: (p) => `calendar "${p.calendar}" with the campaigns over it is more than a device can hold`,
  },
  deviceTooFull: {
    vi: (p, sort) => `${sort} “${p.name}” (${p.id}) sẽ cần ${p.count} ${p.whatVi}, chỉ chứa được ${p.most}`,
    en: (p, sort) => `${sort} "${p.name}" (${p.id}) would need ${p.count} ${p.what} and holds ${p.most}`,
  },
  moreDevicesTooFull: {
    vi: (p) => `và ${p.count} thiết bị nữa không đủ chỗ cho số ${p.whatVi} đó`,
    en: (p) => `and ${p.count} more devices have no room for as many ${p.what}`,
  },
  lunarThirtieth: {
    vi: () =>
      "ngày 30 âm lịch được hiểu là ngày cuối tháng: nhiều tháng chỉ có 29 ngày (tháng Chạp 2025–2032 đều thiếu)",
    en: () =>
      "the 30th means the last day of the month: many have 29 days only (the twelfth has in every year 2025–2032)",
  },
  leapDay: {
    vi: () => "ngày 29/02 chỉ có trong năm nhuận",
    en: () => "29 February exists in leap years only",
  },
  neverReached: {
    vi: (p) => `các đêm của quy tắc này đều đã thuộc ${p.other}, nên không bao giờ áp dụng`,
    en: (p) => `every night of this rule belongs to ${p.other} already: it is never reached`,
  },
};

/** The problem in all languages, without its place. */
export function planTextsOf({ reason, params }: Pick<PlanProblem, "reason" | "params">): Texts {
  const say = (language: Language) => {
    const { sort, otherSort } = params;
    const name = (of: typeof sort) => (of === undefined ? "" : sortNames[of][language]);
    return sentences[reason][language](params, name(sort), name(otherSort));
  };
  return { vi: say("vi"), en: say("en") };
}
