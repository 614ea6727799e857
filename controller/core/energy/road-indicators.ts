/** How well a road is lit for what it takes: the two indicators of EN 13201-5. */

/** What is known of a lit road. */
export interface LitRoad {
  /** m² to be lit. */
  readonly litArea: number;
  /** lx, average maintained horizontal illuminance of that area. */
  readonly illuminance: number;
}

export interface RoadIndicators {
  /** Power density D_P, mW/(lx·m²): system power at full level over illuminance times area. EN 13201-5, 4.2. */
  readonly pdi: number;
  /** Annual energy D_E, kWh/m²; present only for twelve months that are known nearly completely. EN 13201-5, 5.2. */
  readonly aeci?: number;
}

const day = 86_400_000;

/** @param watts of the road's lamps at full level. @returns undefined for a road without area or light. */
export function roadIndicators(
  { litArea, illuminance }: LitRoad,
  watts: number,
  used: { readonly from: number; readonly until: number; readonly energy: number; readonly completeness: number },
): RoadIndicators | undefined {
  if (!(litArea > 0 && illuminance > 0)) return undefined;
  const pdi = (watts * 1000) / (illuminance * litArea);
  const days = (used.until - used.from) / day;
  // twelve months are 365 or 366 days, and an hour more or less where the clock was changed in between
  const isYear = days > 364.9 && days < 366.1;
  return isYear && used.completeness >= enough ? { pdi, aeci: used.energy / litArea } : { pdi };
}

/** Share of the time that has to be known before a figure is compared with another. */
export const enough = 0.98;
