/** What went wrong, in the person's language. */
import { i18n } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { ApiError, UnreachableError } from "../api-client/api-client.ts";

/** @returns one or two sentences that say what happened and what to do. */
export function problemText(error: unknown): string {
  const isVietnamese = i18n.locale === "vi";
  if (error instanceof ApiError) return isVietnamese ? error.problem.detailVi : error.problem.detail;
  if (error instanceof UnreachableError)
    return i18n._(msg`The controller does not answer. The lamps go on by themselves; try again in a moment.`);
  return i18n._(msg`Something went wrong in this page. Reload it; if it happens again, tell your administrator.`);
}
