/** Many areas as one. */
import type { Area } from "../api-client/areas.ts";
import type { AreaLight, Oddity } from "../api-client/expected.ts";

export interface Sum {
  readonly controlled: number;
  readonly online: number;
  /** Online and giving light by their own word. */
  readonly lit: number;
  /** Without electronics, on a segment that is closed. */
  readonly estimatedLit: number;
  readonly dimmed: number;
  /** W */
  readonly activePower: number;
  /** Absent until it is counted. */
  readonly light?: { readonly expected: number } & Readonly<Record<Oddity, number>>;
}

/** @returns lamps somebody may have to look after. */
export const oddOf = ({ dark, burning, underpowered, silent, unsupplied }: Readonly<Record<Oddity, number>>): number =>
  dark + burning + underpowered + silent + unsupplied;

/** @param light what should shine, by area; absent: not yet known. */
export function addUp(areas: readonly Area[], light: ReadonlyMap<string, AreaLight> | undefined): Sum {
  const of = (key: "controlled" | "online" | "lit" | "estimatedLit" | "dimmed" | "activePower") =>
    areas.reduce((total, area) => total + area[key], 0);
  const should = (key: "expected" | Oddity) =>
    areas.reduce((total, { areaId }) => total + (light?.get(areaId)?.[key] ?? 0), 0);
  return {
    controlled: of("controlled"),
    online: of("online"),
    lit: of("lit"),
    estimatedLit: of("estimatedLit"),
    dimmed: of("dimmed"),
    activePower: of("activePower"),
    ...(light && {
      light: {
        expected: should("expected"),
        dark: should("dark"),
        burning: should("burning"),
        underpowered: should("underpowered"),
        silent: should("silent"),
        unsupplied: should("unsupplied"),
      },
    }),
  };
}
