/** The lunar calendar as people here say it: mồng 1, rằm, tháng Giêng, tháng Chạp. */
import { useLingui } from "@lingui/react/macro";
import type { Of } from "./selectors.ts";

export function useLunarWords() {
  const { t, i18n } = useLingui();
  const isVietnamese = i18n.locale === "vi";
  const monthName = (month: number): string => {
    if (!isVietnamese) return t`lunar month ${month}`;
    return month === 1 ? "tháng Giêng" : month === 12 ? "tháng Chạp" : `tháng ${month}`;
  };
  return {
    monthName,
    /** "rằm tháng 8 (âm lịch)" */
    selected(day: Of<"lunar">["day"], month: number | undefined): string {
      const of = month === undefined ? t`every lunar month` : monthName(month);
      if (day === "last") return t`last day of ${of}`;
      if (isVietnamese && day === 15) return `rằm ${of} âm lịch`;
      if (isVietnamese && day <= 10) return `mồng ${day} ${of} âm lịch`;
      return t`day ${day} of ${of}`;
    },
  };
}
