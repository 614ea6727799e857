/** How much consent a wish needs, by what it does to the lamps: brighter is one press, darker is asked, dark is typed. */

export interface LampToChange {
  /** Percent now; undefined: not known, taken as full light, so that darkness is never a surprise. */
  readonly level: number | undefined;
  /** Absent: without a circuit. */
  readonly cabinetId: string | undefined;
}

export interface Risk {
  readonly consent: "press" | "confirm" | "type";
  readonly lamps: number;
  readonly darker: number;
  readonly brighter: number;
  /** Cabinets with a lamp that goes dark. */
  readonly darkCabinets: number;
}

/** One percent covers the steps of the wire. */
const slack = 1;

/** @param level percent wanted @param others lamps nobody meant that would light as well. */
export function riskOf(lamps: Iterable<LampToChange>, level: number, others = 0): Risk {
  let [total, darker, brighter] = [0, 0, 0];
  const dark = new Set<string>();
  for (const lamp of lamps) {
    const now = lamp.level ?? 100;
    total++;
    if (level < now - slack) darker++;
    if (level > now + slack) brighter++;
    if (level === 0 && now > 0) dark.add(lamp.cabinetId ?? "");
  }
  const consent = dark.size > 1 ? "type" : darker > 0 || others > 0 ? "confirm" : "press";
  return { consent, lamps: total, darker, brighter, darkCabinets: dark.size };
}
