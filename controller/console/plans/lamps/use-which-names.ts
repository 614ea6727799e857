/** What the choices among the lamps of a place are called. */
import { useLingui } from "@lingui/react/macro";
import { useUseNames } from "../bounds/use-names.ts";
import type { AssignmentTarget } from "../plan.ts";
import { isWide } from "./which-lamps.ts";

/** @returns the choices there are for a target. */
export function useWhichNames(to: AssignmentTarget): { readonly value: string; readonly label: string }[] {
  const { t } = useLingui();
  const uses = useUseNames();
  if (!isWide(to)) return [];
  if ("circuitId" in to) return uses;
  return [
    ...uses,
    { value: "kind:wholeNight", label: t`On whole-night circuits` },
    { value: "kind:halfNight", label: t`On half-night circuits` },
    { value: "kind:alwaysLive", label: t`On always-live circuits` },
    { value: "kind:decorative", label: t`On decorative circuits` },
  ];
}
