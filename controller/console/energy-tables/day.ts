/** Days as rates and baselines tell them, and as text (2026-11-23) in between. */
import { dateOf, dayOf, dayOfIso, isoOf } from "../text/civil-day.ts";
import type { Dated } from "./queries.ts";

type Day = Dated["from"];

export const dayText = (day: Day): string => isoOf(dayOf(day));
export const dayOfText = (text: string): Day => dateOf(dayOfIso(text) ?? 0);
