/** Amounts as people here write them. */
import { useLingui } from "@lingui/react";
import { useMemo } from "react";

/** @param currency ISO 4217. @returns a function that writes an amount: "2.226.000 ₫". */
export function useMoney(currency: string): (amount: number) => string {
  const { i18n } = useLingui();
  return useMemo(() => {
    const money = new Intl.NumberFormat(i18n.locale, { style: "currency", currency });
    return (amount) => money.format(amount);
  }, [i18n.locale, currency]);
}
