/** What lamps should give in the time of an order that nobody has given yet: the question its judges ask. */
import type { Lamp } from "../inventory/model.ts";

export interface LightThen {
  /** Percent; 0 too where its segment gives it no supply. */
  readonly level: number;
  /** EpochMs, later than the instant asked about; nothing changes before. */
  readonly until: number;
}

/** @param at EpochMs */
export type LightAt = (lamp: Lamp, at: number) => LightThen;

/** The same decision twice: plans, floors and other orders as they are, with the order in question and without it. */
export interface Outlook {
  readonly with: LightAt;
  readonly without: LightAt;
  /** Lamps of one kind show the same at every instant, so that one can be asked for all. */
  readonly kindOf: (lamp: Lamp) => string;
}

/** @returns one lamp of each kind. */
export function oneOfEachKind(lamps: readonly Lamp[], { kindOf }: Pick<Outlook, "kindOf">): Lamp[] {
  return [...new Map(lamps.map((lamp) => [kindOf(lamp), lamp])).values()];
}
