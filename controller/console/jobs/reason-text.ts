/** Why a lamp has the word it has, and what can be done about it, in the person's language. */
import { useLingui } from "@lingui/react/macro";
import { useMemo } from "react";
import { useFormat } from "../text/use-format.ts";
import type { Result } from "./job.ts";
import type { ReasonGroup } from "./reason-groups.ts";

interface ReasonTexts {
  /** "" where none is needed. */
  readonly reasonOf: (result: Pick<Result, "reason">) => string;
  /** "" where there is nothing to do but wait, or nothing at all. */
  readonly adviceOf: (result: Pick<Result, "reason">) => string;
  /** The reason of a whole group: what differs from lamp to lamp is left out. */
  readonly groupText: (group: ReasonGroup) => string;
}

export function useReasonTexts(): ReasonTexts {
  const { t, i18n } = useLingui();
  const format = useFormat();
  return useMemo(() => {
    const language = i18n.locale === "vi" ? "vi" : "en";
    const reasonOf: ReasonTexts["reasonOf"] = ({ reason }) => reason?.[language] ?? "";
    return {
      reasonOf,
      adviceOf: ({ reason }) => reason?.advice?.[language] ?? "",
      groupText({ example, lamps }) {
        const { reason } = example;
        if (lamps === 1 || reason === undefined) return reasonOf(example);
        if (reason.code === "noAnswer") return t`no answer, the first since ${format.dateTime(Number(reason.since))}`;
        if (reason.code === "notProven") return t`the power measured is not that of the light`;
        return reasonOf(example);
      },
    };
  }, [t, i18n.locale, format]);
}
