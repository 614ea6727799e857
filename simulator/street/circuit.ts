/** Lamps on one feeder of a cabinet: they have voltage together or not at all. */
import type { StreetCabinet } from "./cabinet.ts";
import type { LightPoint } from "./street.ts";

export interface Circuit {
  readonly id: string;
  readonly cabinet: StreetCabinet;
  /** Relay that feeds it; undefined: always live. */
  readonly segment: number | undefined;
  readonly points: LightPoint[];
  readonly deviceIds: Set<string>;
  /** Whether the luminaires were last told they have voltage. */
  fed: boolean;
  /** Whether there is voltage now. */
  isFed(): boolean;
}

export function createCircuit(id: string, cabinet: StreetCabinet, segment: number | undefined): Circuit {
  return {
    id,
    cabinet,
    segment,
    points: [],
    deviceIds: new Set(),
    fed: false,
    isFed: () => cabinet.supplied && !cabinet.breakerTripped && (segment === undefined || cabinet.contact(segment)),
  };
}
