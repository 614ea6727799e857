/** Counts of a step as one line: "3 lamps: new; 1 road: new". */
import { useLingui } from "@lingui/react/macro";
import { useFormat } from "../../text/use-format.ts";
import { sortWords } from "../sorts.ts";
import type { StepCounts } from "./imports.ts";
import { verbWords } from "./words.ts";

export function useCountsText(): (counts: StepCounts) => string {
  const { t } = useLingui();
  const { number } = useFormat();
  return (counts) =>
    counts
      .map(({ sort, verb, count }) => `${t(sortWords[sort].many)}: ${number(count)} ${t(verbWords[verb])}`)
      .join(" · ");
}
