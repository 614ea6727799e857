/** Why a lamp has the word it has, in the person's language. */
import { useLingui } from "@lingui/react";
import type { Result } from "./job.ts";

/** @returns a function that writes the reason; "" where none is needed. */
export function useReasonText(): (result: Pick<Result, "reason">) => string {
  const { i18n } = useLingui();
  return ({ reason }) => (reason === undefined ? "" : i18n.locale === "vi" ? reason.vi : reason.en);
}
