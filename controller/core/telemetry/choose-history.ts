/** From which of two histories a period is read: the journal, which is near and complete, or a database behind it. */

export const historySources = ["journal", "influxdb"] as const;
export type HistorySource = (typeof historySources)[number];

const day = 86_400_000;
/** ms; longer periods are the work of a database made for them. */
const longPeriod = 31 * day;
/** ms; rows older than this the journal may have forgotten, while nobody said how long the database keeps them. */
const oldAge = 85 * day;

/**
 * @param complete whether the database holds all the journal ever handed on; without that a long answer would have holes.
 */
export function chooseHistory(
  { from, to }: { readonly from: number; readonly to: number },
  now: number,
  complete: boolean,
): HistorySource {
  if (!complete) return "journal";
  return to - from > longPeriod || now - from > oldAge ? "influxdb" : "journal";
}
