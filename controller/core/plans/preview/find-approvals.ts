/** Exceptions from floors and curfews that reach the lamps and nights of a preview: given ones, and ones still asked for. */
import { approvalsOf, lampsOfApproval, type PlacedApproval } from "../approval.ts";
import { dayOf } from "../days.ts";
import type { Plan } from "../plan.ts";
import type { Finding } from "./finding.ts";
import type { PreviewRequest } from "./preview-request.ts";
import { nightName, numberName } from "./words.ts";

/** @param lampIds in question. @param nights how many are previewed. */
export function findApprovals(
  { plans: { plans }, inventory, index, from }: PreviewRequest,
  lampIds: ReadonlySet<string>,
  nights: number,
): Finding[] {
  return plans.flatMap((plan) =>
    approvalsOf(plan).flatMap((placed): Finding[] => {
      const first = Math.max(from, dayOf(placed.approval.from));
      const last = Math.min(from + nights - 1, dayOf(placed.approval.to));
      if (last < first) return [];
      const lamps = [...lampsOfApproval(plan, placed, inventory, index)].filter((id) => lampIds.has(id));
      return lamps.length === 0 ? [] : [findingOf(plan, placed, lamps, first, last)];
    }),
  );
}

function findingOf(
  plan: Plan,
  placed: PlacedApproval,
  lampIds: readonly string[],
  first: number,
  last: number,
): Finding {
  const { approval } = placed;
  const level = "level" in approval ? (approval.level as number) : undefined;
  return {
    code: "exception",
    severity: approval.approved === undefined ? "warning" : "note",
    place: { planId: plan.id, lampIds },
    nights: { count: last - first + 1, first, last, worst: first },
    figures: { lamps: lampIds.length, ...(level === undefined ? {} : { level }) },
    sentence: {
      vi: sentence("vi", placed, level, lampIds.length, first, last),
      en: sentence("en", placed, level, lampIds.length, first, last),
    },
  };
}

function sentence(
  language: "vi" | "en",
  { part, approval: { name, approved, documentNumber } }: PlacedApproval,
  level: number | undefined,
  lamps: number,
  first: number,
  last: number,
): string {
  const vi = language === "vi";
  const what =
    level === undefined
      ? vi
        ? `giờ giới nghiêm “${part.name}” không áp dụng`
        : `curfew “${part.name}” does not hold`
      : vi
        ? `mức sàn “${part.name}” hạ xuống ${numberName(language, level)} %`
        : `floor “${part.name}” is lowered to ${numberName(language, level)} %`;
  const nights = [...new Set([first, last])].map((day) => nightName(language, day)).join(vi ? " đến " : " up to ");
  const document =
    documentNumber === undefined ? "" : vi ? `, văn bản số ${documentNumber}` : `, document ${documentNumber}`;
  const by =
    approved === undefined
      ? vi
        ? "chưa có người chấp thuận"
        : "nobody has approved it"
      : vi
        ? `${approved.personName} chấp thuận`
        : `approved by ${approved.personName}`;
  return vi
    ? `Ngoại lệ “${name}”: ${what} cho ${lamps} đèn, ${nights}; ${by}${document}.`
    : `Exception “${name}”: ${what} for ${lamps} lamps, ${nights}; ${by}${document}.`;
}
