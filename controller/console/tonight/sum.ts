/** Many areas as one. */
import type { Area } from "../api-client/areas.ts";
import type { AreaLight } from "./queries.ts";

export interface Sum {
  readonly lamps: number;
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
  readonly light?: { readonly expected: number; readonly dark: number; readonly burning: number };
}

/** @param light what should shine, by area; absent: not yet known. */
export function addUp(areas: readonly Area[], light: ReadonlyMap<string, AreaLight> | undefined): Sum {
  const of = (key: "lamps" | "controlled" | "online" | "lit" | "estimatedLit" | "dimmed" | "activePower") =>
    areas.reduce((total, area) => total + area[key], 0);
  const should = (key: "expected" | "dark" | "burning") =>
    areas.reduce((total, { areaId }) => total + (light?.get(areaId)?.[key] ?? 0), 0);
  return {
    lamps: of("lamps"),
    controlled: of("controlled"),
    online: of("online"),
    lit: of("lit"),
    estimatedLit: of("estimatedLit"),
    dimmed: of("dimmed"),
    activePower: of("activePower"),
    ...(light && { light: { expected: should("expected"), dark: should("dark"), burning: should("burning") } }),
  };
}
