/** How many lamps get darker or brighter by a plan than by what is in force, and by how much. */
import type { Group } from "./groups.ts";

export interface ChangedLamps {
  readonly lamps: number;
  /** Mean over them: h at full level lost or gained, of those there were. A lamp that was dark gains all of its light: 1. */
  readonly share: number;
}

export interface LightChange {
  readonly darker: ChangedLamps;
  readonly brighter: ChangedLamps;
}

/** Share of the light of all nights below which nobody calls a lamp changed: a minute of a night. */
const notable = 0.002;

export function lightChange(groups: readonly Pick<Group, "lamps" | "light">[]): LightChange {
  const [darker, brighter] = [newSum(), newSum()];
  for (const { lamps, light } of groups) {
    const { plan, present } = light;
    const most = Math.max(plan, present);
    if (most === 0 || Math.abs(plan - present) < notable * most) continue;
    const sum = plan < present ? darker : brighter;
    sum.lamps += lamps;
    sum.shares += lamps * (present === 0 ? 1 : Math.abs(plan - present) / present);
  }
  return { darker: meanOf(darker), brighter: meanOf(brighter) };
}

interface Sum {
  lamps: number;
  shares: number;
}

const newSum = (): Sum => ({ lamps: 0, shares: 0 });
const meanOf = ({ lamps, shares }: Sum): ChangedLamps => ({ lamps, share: lamps === 0 ? 0 : shares / lamps });
