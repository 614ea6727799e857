/** What uses of lamps are called, in the order in which they are offered. */
import { useLingui } from "@lingui/react/macro";
import type { Scope } from "../plan.ts";

export function useUseNames(): { readonly value: Scope["use"]; readonly label: string }[] {
  const { t } = useLingui();
  return [
    { value: "road", label: t`Road lamps` },
    { value: "decorative", label: t`Decorative lamps` },
    { value: "all", label: t`Road and decorative lamps` },
  ];
}
