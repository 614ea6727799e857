/** What a lamp does against what it should: the one word for the difference, where there is one. Nothing of why. */
import type { OutputState } from "#protocol/wire/report.ts";
import type { LampModel } from "../inventory/model.ts";
import type { LampNow } from "./lamp-state.ts";
import { powerBand } from "./power-band.ts";

export const oddities = [
  /** Speaks, should give light, and says that it is dark. */
  "dark",
  /** Speaks, should be dark, and says that it gives light. */
  "burning",
  /** Says that it gives light and takes far less power than its model does at that level: dead driver or LEDs. */
  "underpowered",
  /** Has electronics, and nothing is heard of them: what it shows is not known. */
  "silent",
  /** Silent because the segment that feeds it is open. */
  "unsupplied",
] as const;
export type Oddity = (typeof oddities)[number];

/** Lamps told one by one: a city in the dark is told by its counts. */
export const namedAtMost = 10_000;

export interface LampAgainst {
  /** Percent it should give now, 0 without supply. */
  readonly wanted: number;
  readonly now: LampNow;
  /** Its last word; absent: it never said any. */
  readonly reported: Pick<OutputState, "level" | "settled" | "activePower"> | undefined;
  readonly model: LampModel | undefined;
}

/** @returns undefined where all is as it should be, or nobody can tell: a lamp without electronics says nothing. */
export function oddityOf({ wanted, now, reported, model }: LampAgainst): Oddity | undefined {
  switch (now.state) {
    case "silent":
    case "unheard":
      return "silent";
    case "unsupplied":
      return "unsupplied";
    case "estimatedLit":
    case "estimatedOff":
      return undefined;
    default:
      break;
  }
  // on its way to what is wanted is no difference
  if (reported === undefined || !reported.settled) return undefined;
  const { level, activePower } = reported;
  if (wanted > 0 && level === 0) return "dark";
  if (wanted === 0 && level > 0) return "burning";
  if (level > 0 && activePower !== undefined && model !== undefined && activePower < powerBand(model, level).low)
    return "underpowered";
  return undefined;
}
