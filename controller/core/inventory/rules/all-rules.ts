/** The rules every snapshot keeps. */
import { areaTree } from "./area-tree.ts";
import { bounds } from "./bounds.ts";
import { groupWithinArea } from "./group-within-area.ts";
import { lampOnOutput } from "./lamp-on-output.ts";
import { referencesHold } from "./references-hold.ts";
import { relaysOfCabinet } from "./relays-of-cabinet.ts";
import { retireUnused } from "./retire-unused.ts";
import type { Rule } from "./rule.ts";

export const allRules: readonly Rule[] = [
  bounds,
  referencesHold,
  retireUnused,
  areaTree,
  lampOnOutput,
  relaysOfCabinet,
  groupWithinArea,
];
