/** A lamp's reason as a sentence in both languages, with the names behind the numbers. */
import type { RefusalCode } from "#protocol/wire/vocabulary.ts";
import { type BothLanguages, filterNames, sourceNames } from "../fleet/light-names.ts";
import type { Order } from "../orders/order.ts";
import type { Reason } from "./job.ts";

export interface ReasonNames {
  readonly orderByRef: (ref: number) => Order | undefined;
  readonly cabinetName: (cabinetId: string) => string;
  /** Writes an instant as people of the site read it. */
  readonly writeTime: (at: number) => string;
}

const refusals: Record<RefusalCode, BothLanguages> = {
  unsupportedKind: { vi: "thiết bị không hỗ trợ loại lệnh này", en: "the device does not know this kind of order" },
  unsupportedTarget: { vi: "ngõ ra này không thể sáng như vậy", en: "this output cannot show that" },
  unknownOutput: { vi: "thiết bị không có ngõ ra này", en: "the device has no such output" },
  full: { vi: "đèn đã giữ quá nhiều lệnh", en: "the lamp holds too many orders already" },
  locked: { vi: "người khác đang khóa làm việc", en: "somebody else's work lock stands here" },
  expired: { vi: "lệnh đến khi đã hết hạn", en: "its end had passed when it arrived" },
  badPeriod: { vi: "thời gian của lệnh không hợp lệ", en: "its period is not valid" },
  barred: { vi: "lệnh này đã được kết thúc trước đó", en: "this order was ended before" },
  badDocument: { vi: "tài liệu kèm theo không dùng được", en: "its document cannot be used" },
  badConfig: { vi: "cấu hình không dùng được", en: "the configuration cannot be used" },
};

export function writeReason(reason: Reason, names: ReasonNames): BothLanguages {
  switch (reason.code) {
    case "neverHeard":
      return { vi: "thiết bị chưa từng liên lạc", en: "the device was never heard" };
    case "noAnswer": {
      const at = names.writeTime(reason.since);
      return { vi: `không trả lời, lần cuối liên lạc ${at}`, en: `no answer, last heard ${at}` };
    }
    case "refused":
      return refusals[reason.refusal];
    case "noElectronics":
      return {
        vi: "đèn không có bộ điều khiển riêng, chỉ bật tắt theo cả lộ",
        en: "the lamp has no electronics of its own and is switched with its circuit only",
      };
    case "outranked":
      return withAuthor(
        { vi: `đang bị giữ bởi ${sourceNames[reason.source].vi}`, en: `outranked by ${sourceNames[reason.source].en}` },
        reason.ref,
        names,
      );
    case "limited": {
      const filter = filterNames[reason.filter];
      return { vi: `bị hạn chế bởi ${filter.vi}`, en: `changed by ${filter.en}` };
    }
    case "unpowered": {
      const cabinet = names.cabinetName(reason.cabinetId);
      const segment = reason.output + 1;
      return withAuthor(
        {
          vi: `không có điện: lộ ${segment} của ${cabinet} đang mở do ${sourceNames[reason.source].vi}`,
          en: `no supply: segment ${segment} of ${cabinet} is open because of ${sourceNames[reason.source].en}`,
        },
        reason.ref,
        names,
      );
    }
    case "ramping":
      return { vi: "đang chuyển dần tới mức yêu cầu", en: "still moving to its target" };
    case "waiting":
      return { vi: "chờ đến giờ bắt đầu hoặc chờ đồng hồ", en: "waits for its start or for a good clock" };
    case "ended":
      return { vi: "lệnh bị kết thúc trước khi đèn trả lời", en: "the order was ended before the lamp answered" };
    case "notProven": {
      const { measured, low, high } = reason;
      return {
        vi: `đo được ${watts("vi", measured)} W, mong đợi ${watts("vi", low)}–${watts("vi", high)} W`,
        en: `measured ${watts("en", measured)} W where ${watts("en", low)}–${watts("en", high)} W are expected`,
      };
    }
    case "notMeasured":
      return { vi: "đèn không đo công suất", en: "the lamp does not measure its power" };
    default:
      return reason satisfies never;
  }
}

function withAuthor(text: BothLanguages, ref: number | undefined, { orderByRef }: ReasonNames): BothLanguages {
  const order = ref === undefined ? undefined : orderByRef(ref);
  if (order === undefined) return text;
  return { vi: `${text.vi} của ${order.personName}`, en: `${text.en} of ${order.personName}` };
}

const watts = (language: "vi" | "en", value: number) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
