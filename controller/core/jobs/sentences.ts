/** A lamp's reason as a sentence in both languages, with the names behind the numbers, and what can be done about it. */
import type { Source } from "#protocol/wire/vocabulary.ts";
import { type BothLanguages, filterNames, sourceNames } from "../fleet/light-names.ts";
import { refusalTexts } from "../fleet/refusals.ts";
import type { Order } from "../orders/order.ts";
import type { Reason } from "./job.ts";

export interface ReasonNames {
  readonly orderByRef: (ref: number) => Order | undefined;
  readonly cabinetName: (cabinetId: string) => string;
  /** Writes an instant as people of the site read it. */
  readonly writeTime: (at: number) => string;
}

export function writeReason(reason: Reason, names: ReasonNames): BothLanguages {
  switch (reason.code) {
    case "neverHeard":
      return { vi: "thiết bị chưa từng liên lạc", en: "the device was never heard" };
    case "noAnswer": {
      const at = names.writeTime(reason.since);
      return { vi: `không trả lời, lần cuối liên lạc ${at}`, en: `no answer, last heard ${at}` };
    }
    case "refused":
      return refusalTexts[reason.refusal].what;
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

/** @returns a sentence of its own; undefined where there is nothing to do but wait, or nothing at all. */
export function adviseOn(reason: Reason): BothLanguages | undefined {
  switch (reason.code) {
    case "neverHeard":
      return {
        vi: "Kiểm tra nguồn điện, mạng và việc lắp đặt thiết bị.",
        en: "Check its supply, its network, and whether it was commissioned.",
      };
    case "noAnswer":
      return {
        vi: "Khi có liên lạc lại, đèn tự làm theo; nếu lâu, kiểm tra nguồn điện và mạng.",
        en: "It follows by itself once it is heard again; if it stays away, check supply and network.",
      };
    case "refused":
      return refusalTexts[reason.refusal].advice;
    case "noElectronics":
      return { vi: "Ra lệnh cho cả lộ.", en: "Order its whole circuit instead." };
    case "outranked":
      return onceOver(reason.source, { vi: "Đèn tự làm theo", en: "It follows" });
    case "unpowered":
      return onceOver(reason.source, {
        vi: "Lộ đóng lại và đèn làm theo",
        en: "The segment closes and the lamp follows",
      });
    case "limited":
      if (reason.filter !== "floor") return undefined;
      return {
        vi: "Muốn tối hơn, ra lệnh mới có cho phép giảm dưới mức sàn.",
        en: "To go darker, order anew and allow less than the floor.",
      };
    case "waiting":
      return {
        vi: "Đến giờ đèn tự làm theo; nếu không, kiểm tra đồng hồ của thiết bị.",
        en: "It begins by itself; if it does not, look at the clock of the device.",
      };
    case "notProven":
      return reason.measured < reason.low
        ? {
            vi: "Kiểm tra đèn tại chỗ: công suất thấp hơn ánh sáng cần có.",
            en: "Have the lamp looked at: it draws less than its light takes.",
          }
        : {
            vi: "Kiểm tra đèn tại chỗ: công suất cao hơn ánh sáng cần có.",
            en: "Have the lamp looked at: it draws more than its light takes.",
          };
    case "ramping":
    case "ended":
    case "notMeasured":
      return undefined;
    default:
      return reason satisfies never;
  }
}

/** What stands above an order is over once somebody ends it, or turns the selector back. */
function onceOver(source: Source, then: BothLanguages): BothLanguages {
  if (source === "hand") {
    return {
      vi: `${then.vi} khi công tắc tại tủ trở về tự động.`,
      en: `${then.en} once the selector at the cabinet is back on automatic.`,
    };
  }
  return { vi: `${then.vi} khi việc đó kết thúc.`, en: `${then.en} once that is over.` };
}

function withAuthor(text: BothLanguages, ref: number | undefined, { orderByRef }: ReasonNames): BothLanguages {
  const order = ref === undefined ? undefined : orderByRef(ref);
  if (order === undefined) return text;
  return { vi: `${text.vi} của ${order.personName}`, en: `${text.en} of ${order.personName}` };
}

const watts = (language: "vi" | "en", value: number) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value);
