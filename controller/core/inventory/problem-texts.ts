/** The sentence for every reason a change is refused, in the languages people here work in. */
import type { ThingSort } from "./model.ts";
import type { Problem, ProblemReason } from "./problems.ts";

export const languages = ["vi", "en"] as const;
export type Language = (typeof languages)[number];
export type Texts = { readonly [L in Language]: string };

type Params = Problem["params"];
type Sentence = { readonly [L in Language]: (params: Params, sort: string, otherSort: string) => string };

export const sortNames: Record<ThingSort, Texts> = {
  area: { vi: "khu vực", en: "area" },
  supplyPoint: { vi: "điểm cấp điện", en: "supply point" },
  cabinet: { vi: "tủ điều khiển", en: "cabinet" },
  circuit: { vi: "lộ chiếu sáng", en: "circuit" },
  road: { vi: "tuyến đường", en: "road" },
  lampModel: { vi: "loại đèn", en: "lamp model" },
  device: { vi: "thiết bị", en: "device" },
  lamp: { vi: "đèn", en: "lamp" },
  group: { vi: "nhóm", en: "group" },
};

const sentences: Record<ProblemReason, Sentence> = {
  badId: {
    vi: (p) => `mã “${p.id}” phải gồm 1–${p.max} ký tự a–z, 0–9 hoặc dấu gạch nối, bắt đầu bằng chữ hoặc số`,
    en: (p) => `id "${p.id}" must be 1–${p.max} of a–z, 0–9 and hyphen, beginning with a letter or digit`,
  },
  badText: {
    vi: (p) => `phải có từ ${p.min} đến ${p.max} ký tự in được`,
    en: (p) => `must have ${p.min} to ${p.max} printable characters`,
  },
  outOfRange: {
    vi: (p) => `${p.value} nằm ngoài khoảng ${p.min} đến ${p.max}`,
    en: (p) => `${p.value} is outside ${p.min} to ${p.max}`,
  },
  notWhole: {
    vi: (p) => `${p.value} phải là số nguyên`,
    en: (p) => `${p.value} must be a whole number`,
  },
  required: {
    vi: () => "bắt buộc, không thể bỏ trống",
    en: () => "is required and cannot be removed",
  },
  coordinatesImpossible: {
    vi: (p) => `toạ độ không thể có: kinh độ ${p.lon}, vĩ độ ${p.lat}`,
    en: (p) => `impossible coordinates: longitude ${p.lon}, latitude ${p.lat}`,
  },
  coordinatesSwapped: {
    vi: (p) => `kinh độ ${p.lon} và vĩ độ ${p.lat} có vẻ bị đảo chỗ`,
    en: (p) => `longitude ${p.lon} and latitude ${p.lat} look swapped`,
  },
  doubled: {
    vi: (p, sort) => `${sort} “${p.id}” có nhiều hơn một thay đổi trong cùng yêu cầu`,
    en: (p, sort) => `${sort} "${p.id}" stands more than once in the same request`,
  },
  taken: {
    vi: (p, sort) => `đã có ${sort} mang mã “${p.id}”`,
    en: (p, sort) => `${sort} "${p.id}" exists already`,
  },
  unknownThing: {
    vi: (p, sort) => `không có ${sort} “${p.id}”`,
    en: (p, sort) => `there is no ${sort} "${p.id}"`,
  },
  retiredThing: {
    vi: (p, sort) => `${sort} “${p.id}” đã ngừng sử dụng; hãy khôi phục trước`,
    en: (p, sort) => `${sort} "${p.id}" is retired; restore it first`,
  },
  notRetired: {
    vi: (p, sort) => `${sort} “${p.id}” đang được sử dụng, không cần khôi phục`,
    en: (p, sort) => `${sort} "${p.id}" is in use and needs no restoring`,
  },
  changedMeanwhile: {
    vi: (p, sort) => `${sort} “${p.id}” vừa được người khác sửa (phiên bản ${p.version}); hãy tải lại`,
    en: (p, sort) => `${sort} "${p.id}" was changed meanwhile (version ${p.version}); load it again`,
  },
  unknownReference: {
    vi: (p, sort) => `không có ${sort} “${p.id}”`,
    en: (p, sort) => `there is no ${sort} "${p.id}"`,
  },
  retiredReference: {
    vi: (p, sort) => `${sort} “${p.id}” đã ngừng sử dụng`,
    en: (p, sort) => `${sort} "${p.id}" is retired`,
  },
  inUse: {
    vi: (p, sort, otherSort) => `${sort} “${p.id}” còn được ${p.count} ${otherSort} dùng: ${p.users}`,
    en: (p, sort, otherSort) => `${sort} "${p.id}" is still used by ${p.count} of sort ${otherSort}: ${p.users}`,
  },
  areaLoop: {
    vi: (p) => `khu vực “${p.id}” sẽ nằm bên trong chính nó`,
    en: (p) => `area "${p.id}" would lie within itself`,
  },
  outputWithoutDevice: {
    vi: () => "có số ngõ ra nhưng không có thiết bị",
    en: () => "names an output but no device",
  },
  deviceWithoutOutput: {
    vi: () => "có thiết bị nhưng không có số ngõ ra",
    en: () => "names a device but none of its outputs",
  },
  outputBeyond: {
    vi: (p) => `đèn “${p.lamp}”: thiết bị “${p.device}” không có ngõ ra ${p.output}, chỉ có 0 đến ${p.last}`,
    en: (p) => `lamp "${p.lamp}": device "${p.device}" has no output ${p.output}, only 0 to ${p.last}`,
  },
  outputTaken: {
    vi: (p) => `ngõ ra ${p.output} của thiết bị “${p.device}” đã dùng cho đèn “${p.other}”`,
    en: (p) => `output ${p.output} of device "${p.device}" already drives lamp "${p.other}"`,
  },
  outputIsSegment: {
    vi: (p) => `ngõ ra ${p.output} của thiết bị “${p.device}” là rơ-le của lộ “${p.circuit}”`,
    en: (p) => `output ${p.output} of device "${p.device}" is the relay of circuit "${p.circuit}"`,
  },
  outputKind: {
    vi: (p) => `thiết bị “${p.device}” kiểu ${p.profile} không điều khiển được đèn “${p.lamp}” (${p.kind})`,
    en: (p) => `device "${p.device}" of profile ${p.profile} cannot drive lamp "${p.lamp}" (${p.kind})`,
  },
  cabinetNeedsRelays: {
    vi: (p) => `thiết bị “${p.device}” của tủ phải thuộc kiểu R (rơ-le), không phải ${p.profile}`,
    en: (p) => `device "${p.device}" of a cabinet must have profile R (relays), not ${p.profile}`,
  },
  deviceOfTwoCabinets: {
    vi: (p) => `thiết bị “${p.device}” đã thuộc tủ “${p.other}”`,
    en: (p) => `device "${p.device}" already controls cabinet "${p.other}"`,
  },
  segmentBeyond: {
    vi: (p) => `lộ “${p.circuit}”: tủ “${p.cabinet}” không có rơ-le ${p.segment}, chỉ có 0 đến ${p.last}`,
    en: (p) => `circuit "${p.circuit}": cabinet "${p.cabinet}" has no relay ${p.segment}, only 0 to ${p.last}`,
  },
  segmentTaken: {
    vi: (p) => `rơ-le ${p.segment} đang điều khiển đèn “${p.lamp}” trên thiết bị “${p.device}”`,
    en: (p) => `relay ${p.segment} drives lamp "${p.lamp}" on device "${p.device}"`,
  },
  segmentAlwaysLive: {
    vi: () => "lộ luôn có điện không thể đi qua rơ-le",
    en: () => "an always-live circuit cannot hang on a relay",
  },
  segmentOfTwoKinds: {
    vi: (p) => `rơ-le ${p.segment} đã cấp điện cho lộ “${p.other}” thuộc loại khác (${p.kind})`,
    en: (p) => `relay ${p.segment} already feeds circuit "${p.other}" of another kind (${p.kind})`,
  },
  lampOutsideGroup: {
    vi: (p) => `đèn “${p.lamp}” nằm ngoài khu vực “${p.area}” của nhóm “${p.group}”`,
    en: (p) => `lamp "${p.lamp}" lies outside area "${p.area}" of group "${p.group}"`,
  },
  patternAndList: {
    vi: () => "nhóm theo quy luật tự tìm đèn, không nhận danh sách",
    en: () => "a pattern group finds its lamps itself and takes no list",
  },
};

/** The problem in all languages, without a capital and a full stop, so that it can stand behind its place. */
export function textsOf({ reason, params }: Pick<Problem, "reason" | "params">): Texts {
  const say = (language: Language) =>
    sentences[reason][language](params, sortName(params.sort, language), sortName(params.otherSort, language));
  return { vi: say("vi"), en: say("en") };
}

function sortName(sort: ThingSort | undefined, language: Language): string {
  return sort === undefined ? "" : sortNames[sort][language];
}
