/** Builds the console once before its tests, when its sources are not those of the last build. */
import { bundle, isStale } from "../../controller/console/build/bundle.ts";

/** CONSOLE_DRAFT=1: while a screen is being made and its Vietnamese is not complete. */
const isDraft = process.env.CONSOLE_DRAFT === "1";

export async function setup(): Promise<void> {
  if (isStale()) await bundle({ isDraft });
}
