/** The one catalogue of what devices refuse: each code as a sentence, and what somebody can do about it. */
import type { RefusalCode } from "#protocol/wire/vocabulary.ts";
import type { BothLanguages } from "./light-names.ts";

export interface RefusalText {
  /** Goes on from a colon or a dash. */
  readonly what: BothLanguages;
  /** A sentence of its own. */
  readonly advice: BothLanguages;
}

/** `tooFull` is the controller's own: what is wanted of a device does not fit into one message. */
export const refusalTexts: Readonly<Record<RefusalCode | "tooFull", RefusalText>> = {
  unsupportedKind: {
    what: { vi: "thiết bị không hỗ trợ loại lệnh này", en: "the device does not know this kind of order" },
    advice: {
      vi: "Cập nhật phần mềm của thiết bị, hoặc ra lệnh cho cả lộ.",
      en: "Update the firmware of the device, or order its whole circuit.",
    },
  },
  unsupportedTarget: {
    what: { vi: "ngõ ra này không thể sáng như vậy", en: "this output cannot show that" },
    advice: {
      vi: "Ra lệnh theo mức sáng thay vì màu, hoặc sửa mẫu đèn trong danh mục.",
      en: "Order a level instead of a colour, or correct the lamp model in the inventory.",
    },
  },
  unknownOutput: {
    what: { vi: "thiết bị không có ngõ ra này", en: "the device has no such output" },
    advice: {
      vi: "Sửa số ngõ ra của đèn trong danh mục.",
      en: "Correct the output number of the lamp in the inventory.",
    },
  },
  full: {
    what: { vi: "đèn đã giữ quá nhiều lệnh", en: "the lamp holds too many orders already" },
    advice: {
      vi: "Kết thúc những lệnh không còn cần, rồi thử lại phần còn lại.",
      en: "End orders that are no longer needed, then try the rest again.",
    },
  },
  locked: {
    what: { vi: "người khác đang giữ khóa an toàn tại đây", en: "somebody else's work lock stands here" },
    advice: {
      vi: "Chờ người giữ khóa mở khóa, rồi thử lại phần còn lại.",
      en: "Wait until its holder releases it, then try the rest again.",
    },
  },
  expired: {
    what: { vi: "lệnh đến khi đã hết hạn", en: "its end had passed when it arrived" },
    advice: {
      vi: "Kiểm tra đồng hồ của thiết bị; nếu vẫn cần, ra lệnh mới với giờ kết thúc muộn hơn.",
      en: "Look at the clock of the device; order anew with a later end if it is still needed.",
    },
  },
  badPeriod: {
    what: { vi: "thời gian của lệnh không hợp lệ", en: "its period is not valid" },
    advice: {
      vi: "Ra lệnh mới với giờ kết thúc sau giờ bắt đầu.",
      en: "Order anew with an end after the beginning.",
    },
  },
  barred: {
    what: { vi: "lệnh này đã được kết thúc trước đó", en: "this order was ended before" },
    advice: {
      vi: "Ra lệnh mới: lệnh đã kết thúc không quay lại.",
      en: "Order anew: what was ended does not come back.",
    },
  },
  badDocument: {
    what: { vi: "tài liệu kèm theo không dùng được", en: "its document cannot be used" },
    advice: {
      vi: "Triển khai lại kế hoạch; nếu vẫn bị từ chối, cập nhật phần mềm của thiết bị.",
      en: "Deploy the plan again; if it is refused again, update the firmware of the device.",
    },
  },
  badConfig: {
    what: { vi: "cấu hình không dùng được", en: "the configuration cannot be used" },
    advice: {
      vi: "So mẫu đèn và các ngõ ra trong danh mục với thiết bị thật.",
      en: "Compare lamp model and outputs in the inventory with the device on site.",
    },
  },
  tooFull: {
    what: {
      vi: "lịch và các lệnh của thiết bị vượt quá một bản tin",
      en: "its calendars and orders are more than one message can carry",
    },
    advice: {
      vi: "Rút gọn lịch chiếu sáng, hoặc kết thúc những lệnh không còn cần.",
      en: "Shorten the calendar, or end orders that are no longer needed.",
    },
  },
};
