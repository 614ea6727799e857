/** The two sorts of things with a history of their own, as routes name them: a lamp; a cabinet with its relay outputs. */
import { z } from "zod";
import type { Subject } from "../engine/telemetry/subjects.ts";

const relay = {
  output: z
    .exactOptional(z.coerce.number().int().min(0).max(63))
    .describe("A relay output of the cabinet; absent: its meter."),
};
/** To a handler a parameter that may be absent and one that is never there are the same. */
const nothing = {} as typeof relay;

/** A sort of thing, as the routes about the history of one of them differ. */
export interface HistorySort {
  /** Where its paths begin. */
  readonly path: `/${string}/:id`;
  readonly name: "lamp" | "cabinet";
  /** Whose rows they are, to follow a word like "rows". */
  readonly whose: string;
  /** Parameters that name a part of it. */
  readonly part: typeof relay;
  /** Quantities of its curve where none is asked for, and of its table. */
  readonly usual: { readonly curve: string; readonly table: string };
  readonly subject: (id: string, output?: number | undefined) => Subject;
}

export const historySorts: readonly [HistorySort, ...HistorySort[]] = [
  {
    path: "/lamps/:id",
    name: "lamp",
    whose: "of the lamp, over all devices it had",
    part: nothing,
    usual: {
      curve: "activePower,level",
      table: "level,activePower,supplyVoltage,supplyCurrent,powerFactor,activeEnergy",
    },
    subject: (lampId) => ({ lampId }),
  },
  {
    path: "/cabinets/:id",
    name: "cabinet",
    whose: "of the cabinet's meter, or of one of its relay outputs, over all controllers it had",
    part: relay,
    usual: {
      curve: "totalPower",
      table:
        "totalPower,totalActiveEnergy,phase1Voltage,phase2Voltage,phase3Voltage,phase1Current,phase2Current,phase3Current",
    },
    subject: (cabinetId, output) => (output === undefined ? { cabinetId } : { cabinetId, output }),
  },
];
