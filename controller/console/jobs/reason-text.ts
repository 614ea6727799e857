/** Why a lamp has the word it has, and what can be done about it, in the person's language. */
import { useLingui } from "@lingui/react";
import { useMemo } from "react";
import type { Result } from "./job.ts";

interface ReasonTexts {
  /** "" where none is needed. */
  readonly reasonOf: (result: Pick<Result, "reason">) => string;
  /** "" where there is nothing to do but wait, or nothing at all. */
  readonly adviceOf: (result: Pick<Result, "reason">) => string;
}

export function useReasonTexts(): ReasonTexts {
  const { i18n } = useLingui();
  const language = i18n.locale === "vi" ? "vi" : "en";
  return useMemo(
    () => ({
      reasonOf: ({ reason }) => reason?.[language] ?? "",
      adviceOf: ({ reason }) => reason?.advice?.[language] ?? "",
    }),
    [language],
  );
}
