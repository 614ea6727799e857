/** Instants as files for spreadsheets write them: the site's clocks, in the order of day and month a spreadsheet of that language reads. */
import type { Language } from "../core/plans/preview/words.ts";

/** @param timeZone IANA name. @returns writers of EpochMs: 22/11/2026 19:00:00 and 2026-11-22 19:00:00 */
export const fileTimes = (timeZone: string): Readonly<Record<Language, (at: number) => string>> => ({
  vi: timeWriter("en-GB", timeZone),
  en: timeWriter("sv-SE", timeZone),
});

/** @param locale whose way to write a date is the wanted one. */
function timeWriter(locale: string, timeZone: string): (at: number) => string {
  const date = new Intl.DateTimeFormat(locale, { day: "2-digit", month: "2-digit", year: "numeric", timeZone });
  const time = new Intl.DateTimeFormat(locale, { timeStyle: "medium", timeZone });
  return (at) => `${date.format(at)} ${time.format(at)}`;
}
