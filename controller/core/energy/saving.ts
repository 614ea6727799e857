/** What was saved, in two lines that never mix: by the change to LED, and by dimming it. */

/** kWh of the same lamps over the same time. */
export interface Saving {
  /** As recorded before commissioning. */
  readonly baseline: number;
  /** Today's lamps at full level, switched as the old ones were. */
  readonly ledAtFull: number;
  /** `baseline` − `ledAtFull`; negative where the new lamps are stronger. */
  readonly byLed: number;
  /** `ledAtFull` − what was used: dimming, and burning shorter than before. */
  readonly byDimming: number;
}

/** Lamps that one baseline speaks for. */
export interface SavingLamps {
  /** kWh of the baseline, these lamps' part of it. */
  readonly baseline: number;
  /** W of the old lamps, their part of it. */
  readonly oldWatts: number;
  /** W of today's lamps at full level. */
  readonly newWatts: number;
}

/** @param used kWh of the lamps of all parts, known nearly completely: what is not known would look saved. */
export function savingOf(parts: readonly SavingLamps[], used: number): Saving {
  let [baseline, ledAtFull] = [0, 0];
  for (const part of parts) {
    baseline += part.baseline;
    // the old switching gave oldWatts so many hours; the new lamps are given the same
    if (part.oldWatts > 0) ledAtFull += (part.baseline * part.newWatts) / part.oldWatts;
  }
  return { baseline, ledAtFull, byLed: baseline - ledAtFull, byDimming: ledAtFull - used };
}
