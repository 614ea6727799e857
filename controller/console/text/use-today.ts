/** Which day it is at the site, whatever the computer's own clock and zone say. */
import { useSite } from "../api-client/site.ts";
import { dateOf } from "./civil-date.ts";
import { useNow } from "./use-now.ts";

/** @returns yyyy-MM-dd */
export function useToday(): string {
  const { timeZone } = useSite();
  return dateOf(useNow(60_000), timeZone);
}
