/** An answer to "why" as one sentence in each language: who or what decides, what holds it, and what the lamp says of it. */
import type { Source } from "#protocol/wire/vocabulary.ts";
import type { ApprovalName, BoundKind, BoundName } from "../plans/bounds-of-lamp.ts";
import type { CalendarName } from "../plans/night-of-lamp.ts";
import { pointName } from "../plans/point-name.ts";
import { filterNames, sourceNames } from "./light-names.ts";
import type { Measured, OrderName, Tense, Why, WhyInput } from "./why.ts";

export type Language = "vi" | "en";
type Expected = Why["expected"];

/** What a sentence needs beside the answer itself. */
type Names = Pick<WhyInput, "lampName" | "writeTime" | "measured">;

export function writeWhy(language: Language, answer: Omit<Why, "sentence">, names: Names): string {
  const { expected, tense, at, night } = answer;
  const { lampName, writeTime } = names;
  const when = `${writeTime(at)} (${night[language]})`;
  const begin = tense === "now" ? "" : language === "vi" ? `Lúc ${when}: ` : `At ${when}: `;
  const main =
    expected.source === "supply"
      ? unsupplied(language, lampName, expected, tense)
      : decided(language, lampName, expected, tense);
  const author = expected.order === undefined ? "" : authorOf(language, expected.order, writeTime);
  const bounds = boundsText(language, expected);
  const said =
    tense === "past" ? measuredText(language, names.measured, writeTime) : doubt(language, answer, writeTime);
  return `${begin}${main}${author}${bounds}${said}.`;
}

const unsuppliedVerb: Record<Language, Record<Tense, string>> = {
  vi: { past: "không có điện", now: "không có điện", future: "sẽ không có điện" },
  en: { past: "was to have no supply", now: "has no supply", future: "will have no supply" },
};
const levelVerb: Record<Language, Record<Tense, string>> = {
  vi: { past: "phải ở mức", now: "ở mức", future: "sẽ ở mức" },
  en: { past: "was to be at", now: "is at", future: "will be at" },
};

function unsupplied(language: Language, lampName: string, { segment }: Expected, tense: Tense): string {
  const { cabinetName, output, source } = segment!;
  const name = sourceNames[source][language];
  const verb = unsuppliedVerb[language][tense];
  return language === "vi"
    ? `${lampName} ${verb}: lộ ${output + 1} của ${cabinetName} ${tense === "future" ? "" : "đang "}mở do ${name}`
    : `${lampName} ${verb}: segment ${output + 1} of ${cabinetName} is open because of ${name}`;
}

function decided(language: Language, lampName: string, expected: Expected, tense: Tense): string {
  const { level, source, calendar, revision } = expected;
  const percent = percentOf(language, level);
  const name =
    calendar === undefined
      ? sourceNames[source as Source][language]
      : calendarText(language, calendar, tense === "past" ? revision?.revision : undefined);
  const cause = language === "vi" ? "do" : "because of";
  return `${lampName} ${levelVerb[language][tense]} ${percent} % ${cause} ${name}`;
}

/**
 * The calendar, the plan it stands in, the program of tonight, the kind of night that chose it, and the switch point.
 * @param revision said of the past, where another may be in force by now.
 */
function calendarText(language: Language, name: CalendarName, revision: number | undefined): string {
  const { calendarName, planName, programName, ruleName, point: decides } = name;
  const [calendar, plan, ofRevision, program, night, point] =
    language === "vi"
      ? (["lịch", "kế hoạch", "bản", "chương trình", "đêm", "điểm"] as const)
      : (["calendar", "plan", "revision", "program", "nights", "point"] as const);
  const of = [
    `${plan} “${planName}”${revision === undefined ? "" : ` ${ofRevision} ${revision}`}`,
    ...(programName === undefined ? [] : [`${program} “${programName}”`]),
    ...(ruleName === undefined ? [] : [`${night} “${ruleName}”`]),
    ...(decides === undefined ? [] : [`${point} ${pointName(language, decides.time)}`]),
  ];
  return `${calendar} “${calendarName}” (${of.join(", ")})`;
}

const percentOf = (language: Language, level: number) =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(level);

const documentText = (language: Language, documentNumber: string | undefined) =>
  documentNumber === undefined
    ? ""
    : language === "vi"
      ? `, văn bản số ${documentNumber}`
      : `, document ${documentNumber}`;

const reasonText = (language: Language, why: string) =>
  why === "" ? "" : language === "vi" ? ` (lý do: ${why})` : ` (${why})`;

function authorOf(language: Language, order: OrderName, writeTime: (at: number) => string): string {
  const { personName, requestedBy, until, why, documentNumber } = order;
  const vi = language === "vi";
  const parts = [
    vi ? ` của ${personName}` : ` by ${personName}`,
    requestedBy === undefined ? "" : vi ? ` theo đề nghị của ${requestedBy},` : `, asked for by ${requestedBy},`,
    until === undefined
      ? vi
        ? ", đến khi được gỡ"
        : ", until it is released"
      : `${vi ? " đến " : " until "}${writeTime(until)}`,
    documentText(language, documentNumber),
    reasonText(language, why),
  ];
  return parts.join("");
}

const boundNames: Record<BoundKind, Record<Language, string>> = {
  floor: { vi: "mức sàn", en: "floor" },
  curfew: { vi: "giờ giới nghiêm", en: "curfew" },
  campaign: { vi: "đợt", en: "campaign" },
  limit: { vi: "giới hạn", en: "limit" },
};

/** What held the light up or down, and by whose consent something else did not. */
function boundsText(language: Language, { filtered, heldBy, approvals }: Expected): string {
  const held = filtered === undefined ? "" : heldBy === undefined ? byFilter() : byPart(language, heldBy);
  return [held, ...approvals.map((approval) => approvalText(language, approval))].join("");

  function byFilter(): string {
    const name = filterNames[filtered!][language];
    return language === "vi" ? `, bị thay đổi bởi ${name}` : `, changed by ${name}`;
  }
}

function byPart(language: Language, { kind, name, percent, documentNumber }: BoundName): string {
  const what = `${boundNames[kind][language]} “${name}”`;
  const bound = percentOf(language, percent);
  const document = documentText(language, documentNumber);
  if (kind === "floor") {
    return language === "vi"
      ? `, được giữ lên theo ${what} (ít nhất ${bound} %${document})`
      : `, held up by ${what} (at least ${bound} %${document})`;
  }
  return language === "vi"
    ? `, bị giữ xuống bởi ${what} (nhiều nhất ${bound} %${document})`
    : `, held down by ${what} (at most ${bound} %${document})`;
}

function approvalText(language: Language, approval: ApprovalName): string {
  const { kind, percent, name, personName, why, documentNumber } = approval;
  const bound = `${boundNames[kind][language]} ${percentOf(language, percent)} %`;
  const rest = `${documentText(language, documentNumber)}${reasonText(language, why)}`;
  return language === "vi"
    ? `; ${bound} không áp dụng theo chấp thuận “${name}” của ${personName}${rest}`
    : `; the ${bound} does not hold by approval “${name}” of ${personName}${rest}`;
}

function measuredText(language: Language, measured: WhyInput["measured"], writeTime: (at: number) => string): string {
  const vi = language === "vi";
  if (measured === undefined) return "";
  if (measured === "nothing") return vi ? "; không có số liệu đo quanh lúc đó" : "; nothing was measured around then";
  const values = valuesOf(language, measured);
  const but = measured.agrees === false ? (vi ? "nhưng " : "but ") : "";
  const mean = measured.stream === "halfHours" ? (vi ? " trung bình nửa giờ" : " on average of half an hour") : "";
  const at = writeTime(measured.at);
  return vi ? `; ${but}đèn đo được ${values}${mean} lúc ${at}` : `; ${but}the lamp measured ${values}${mean} at ${at}`;
}

function valuesOf(language: Language, { level, activePower }: Measured): string {
  return [
    ...(level === undefined ? [] : [`${percentOf(language, level)} %`]),
    ...(activePower === undefined ? [] : [`${percentOf(language, activePower)} W`]),
  ].join(", ");
}

function doubt(
  language: Language,
  { expected, reported, agrees }: Omit<Why, "sentence">,
  writeTime: (at: number) => string,
): string {
  const vi = language === "vi";
  if (reported === undefined || expected.source === "supply") return "";
  if (!reported.online) {
    const at = writeTime(reported.at);
    return vi ? `; mất liên lạc, báo cáo cuối lúc ${at}` : `; silent, last report at ${at}`;
  }
  const level = percentOf(language, reported.level);
  if (agrees === false) return vi ? `; đèn lại báo ${level} %` : `; but the lamp reports ${level} %`;
  if (reported.settled) return "";
  return vi ? `; đèn đang chuyển dần, hiện ở ${level} %` : `; it is on its way, now at ${level} %`;
}
