/** The sum of a cabinet's lamps against its meter: what was lost on the way, and what somebody else took. */

export interface MeterBalance {
  /** kWh the cabinet's meter counted. */
  readonly meter: number;
  /** kWh of its lamps: counted, or expected of rated watts where a lamp has no electronics. */
  readonly lamps: number;
  /** `meter` − `lamps`, kWh. */
  readonly difference: number;
  /** Mean of the difference, W. */
  readonly power: number;
  /** Share of the meter's energy, 0…1; absent where it counted nothing. */
  readonly share?: number;
  readonly finding: BalanceFinding;
}

/** `incomplete`: too little is known of meter or lamps to say anything. `missing`: lamps claim more than the meter. */
export const balanceFindings = ["balanced", "losses", "unexpectedLoad", "missing", "incomplete"] as const;
export type BalanceFinding = (typeof balanceFindings)[number];

/** Share of a cable's losses that is usual; above it, up to `unexpected`, it is told as losses. */
const usual = 0.02;
/** As the rule `unexpectedLoad`: more than 5 % and more than 200 W. */
const unexpected = { share: 0.05, power: 200 };

/**
 * @param hours of the period. @param known least share of its time that is known of the meter and of the lamps, 0…1.
 */
export function balanceMeter(meter: number, lamps: number, hours: number, known: number): MeterBalance {
  const difference = meter - lamps;
  const power = hours > 0 ? (difference * 1000) / hours : 0;
  const share = meter > 0 ? difference / meter : undefined;
  return {
    meter,
    lamps,
    difference,
    power,
    ...(share === undefined ? {} : { share }),
    finding: findingOf(power, share ?? 0, known),
  };
}

function findingOf(power: number, share: number, known: number): BalanceFinding {
  if (known < 0.98) return "incomplete";
  if (share > unexpected.share && power > unexpected.power) return "unexpectedLoad";
  if (share > usual) return "losses";
  return share < -usual ? "missing" : "balanced";
}
