/** An order in a few words: "Override 30 %", "Emergency light 100 %", "Work lock". */
import { useLingui } from "@lingui/react/macro";
import { levelOf } from "#protocol/behavior/light.ts";
import { kindNames } from "../order/kinds.ts";
import { useFormat } from "../text/use-format.ts";
import type { Order } from "./job.ts";

export function useOrderText(): (order: Pick<Order, "kind" | "target">) => string {
  const { t } = useLingui();
  const format = useFormat();
  return ({ kind, target }) => {
    const name = t(kindNames[kind]);
    if (target === undefined) return name;
    const level = format.percent(levelOf(target) / 100, 1);
    const colour = "rgbw16" in target || "x" in target ? ` · ${t`colour`}` : "";
    const warmth = "cct" in target ? ` · ${format.number(target.cct)} K` : "";
    return `${name} ${level}${colour}${warmth}`;
  };
}
