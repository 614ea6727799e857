/** What the generator has to know of a real place; everything else it invents. A place is data: see `binh-duong.ts`. */

export interface Place {
  readonly id: string;
  readonly name: string;
  /** IANA zone. */
  readonly zone: string;
  /** Degrees WGS 84. */
  readonly lon: number;
  readonly lat: number;
  /** °C: mean of the coldest and warmest hour, and half of the daily span. */
  readonly climate: { readonly mean: number; readonly swing: number };
  readonly areas: readonly PlaceArea[];
  /** Streets nobody named: the prefix before a number. */
  readonly numberedRoads: readonly string[];
  /** Prefix of a lane that leaves a road, before its number; the road's name follows. */
  readonly lane: string;
  /** Words before the number or the name of a thing. */
  readonly words: { readonly cabinet: string; readonly supplyPoint: string };
  /** Names of circuits by kind. */
  readonly circuits: {
    readonly wholeNight: string;
    readonly halfNight: string;
    readonly alwaysLive: string;
    readonly decorative: string;
  };
}

export interface PlaceArea {
  readonly id: string;
  readonly name: string;
  /** Centre, degrees WGS 84. */
  readonly lon: number;
  readonly lat: number;
  /** Share of the city's lamps, any scale. */
  readonly weight: number;
  /** km from the centre within which roads begin. */
  readonly radius: number;
  /** Roads by name, the most important first. */
  readonly roads: readonly string[];
  /** Bridges that carry art lighting, each with where it stands and its heading in degrees from north. */
  readonly bridges: readonly {
    readonly id: string;
    readonly name: string;
    readonly lon: number;
    readonly lat: number;
    readonly heading: number;
  }[];
}
