/** What each error code says to a person, in English and Vietnamese. */
import type { ErrorCode } from "../errors.ts";
import { cityMessages } from "./messages/city.ts";
import { measuredMessages } from "./messages/measured.ts";
import type { Message } from "./messages/message.ts";
import { peopleMessages } from "./messages/people.ts";
import { plansMessages } from "./messages/plans.ts";
import { serviceMessages } from "./messages/service.ts";

/** A sentence from its template. Values are put in as they are: who shows them escapes them. */
export function fillIn(template: string, params: Readonly<Record<string, string | number>>): string {
  const value = (_: string, name: string) => String(params[name] ?? "?");
  const isGiven = (match: RegExpExecArray) => params[match[1] ?? ""] !== undefined;
  // one pass over both forms, so that a value with brackets in it is never read as a template
  return template.replace(/\[([^\]]*)\]|\{(\w+)\}/g, (whole, part: string | undefined, name: string | undefined) => {
    if (part === undefined) return value(whole, name ?? "");
    return [...part.matchAll(/\{(\w+)\}/g)].every(isGiven) ? part.replace(/\{(\w+)\}/g, value) : "";
  });
}

/** What things and powers are called in Vietnamese; parameters carry the names of the API. */
const namesVi: Readonly<Record<string, string>> = {
  area: "khu vực",
  supplyPoint: "điểm cấp điện",
  cabinet: "tủ điều khiển",
  circuit: "lộ",
  road: "tuyến đường",
  lampModel: "mẫu đèn",
  device: "thiết bị",
  lamp: "đèn",
  group: "nhóm",
  read: "xem",
  override: "điều khiển tạm thời",
  workLock: "khóa an toàn",
  breakLock: "mở khóa của người khác",
  isolate: "cắt điện",
  darken: "giảm dưới mức sàn",
  emergency: "khẩn cấp",
  inventory: "danh mục",
  energy: "giá điện và số liệu nền",
  people: "người dùng",
  audit: "nhật ký",
};

/** The Vietnamese sentence of an error. */
export function inVietnamese(code: ErrorCode, params: Readonly<Record<string, string | number>>): string {
  const named = (key: string) => (params[key] === undefined ? {} : { [key]: namesVi[params[key]] ?? params[key] });
  const sentence = fillIn(messages[code].detailVi, { ...params, ...named("sort"), ...named("power") });
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** All codes: one without a message does not compile. */
export const messages: Readonly<Record<ErrorCode, Message>> = {
  ...serviceMessages,
  ...peopleMessages,
  ...cityMessages,
  ...plansMessages,
  ...measuredMessages,
};
