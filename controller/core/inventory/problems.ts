/** Every way a change can be wrong, as data that points at its place; the sentences stand in problem-texts.ts. */
import type { ErrorCode } from "../../errors.ts";
import type { ThingSort } from "./model.ts";

/** The reason of a problem and the code clients know it by. */
export const problemReasons = {
  badId: "inventory/invalid",
  badText: "inventory/invalid",
  outOfRange: "inventory/invalid",
  notWhole: "inventory/invalid",
  required: "inventory/invalid",
  coordinatesImpossible: "inventory/invalid",
  coordinatesSwapped: "inventory/invalid",
  doubled: "inventory/invalid",
  taken: "inventory/taken",
  unknownThing: "inventory/unknown",
  retiredThing: "inventory/retired",
  notRetired: "inventory/invalid",
  changedMeanwhile: "inventory/changed-meanwhile",
  unknownReference: "inventory/invalid",
  retiredReference: "inventory/invalid",
  inUse: "inventory/in-use",
  areaLoop: "inventory/invalid",
  outputWithoutDevice: "inventory/invalid",
  deviceWithoutOutput: "inventory/invalid",
  outputBeyond: "inventory/invalid",
  outputTaken: "inventory/invalid",
  outputIsSegment: "inventory/invalid",
  outputKind: "inventory/invalid",
  cabinetNeedsRelays: "inventory/invalid",
  deviceOfTwoCabinets: "inventory/invalid",
  segmentBeyond: "inventory/invalid",
  segmentTaken: "inventory/invalid",
  segmentAlwaysLive: "inventory/invalid",
  segmentOfTwoKinds: "inventory/invalid",
  lampOutsideGroup: "inventory/invalid",
  patternAndList: "inventory/invalid",
} as const satisfies Record<string, ErrorCode>;
export type ProblemReason = keyof typeof problemReasons;

export interface Problem {
  /** Which of the requests, from 0. */
  readonly request: number;
  /** Field of the thing; absent: the thing as a whole. */
  readonly field?: string;
  readonly reason: ProblemReason;
  /** Values its sentence names. `sort` and `otherSort` are things' sorts and are translated too. */
  readonly params: Readonly<Record<string, string | number>> & {
    readonly sort?: ThingSort;
    readonly otherSort?: ThingSort;
  };
}
