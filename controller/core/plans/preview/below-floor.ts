/** Where in a night a plan, its caps included, wants less light than a floor keeps. */
import { levelOf } from "#protocol/behavior/light.ts";
import type { Step } from "#protocol/behavior/resolve-points.ts";
import { notable } from "./finder.ts";
import type { Bound } from "./light-curve.ts";

export interface BelowFloor {
  /** EpochMs, half-open. */
  readonly from: number;
  readonly until: number;
  /** Percent */
  readonly floor: number;
  readonly wanted: number;
  /** Position of the point in the compiled program; undefined: before the first of the night. */
  readonly point: number | undefined;
  /** The calendar wants enough; a curfew, campaign or limit takes it. */
  readonly capped: boolean;
}

export interface NightOfPlan {
  readonly steps: readonly Step[];
  /** EpochMs */
  readonly nextNoon: number;
  readonly caps: readonly Bound[];
  readonly floors: readonly Bound[];
}

/** @returns notable stretches in the order of the night. */
export function belowFloor({ steps, nextNoon, caps, floors }: NightOfPlan): BelowFloor[] {
  const found: BelowFloor[] = [];
  for (const [n, { at, target, point }] of steps.entries()) {
    const level = levelOf(target);
    const whole = { from: at, until: steps[n + 1]?.at ?? nextNoon, percent: level };
    for (const floor of floors) {
      for (const { percent: wanted, ...piece } of piecesOf(whole, caps)) {
        const from = Math.max(piece.from, floor.from);
        const until = Math.min(piece.until, floor.until);
        if (until - from <= notable || wanted >= floor.percent) continue;
        found.push({ from, until, floor: floor.percent, wanted, point, capped: level >= floor.percent });
      }
    }
  }
  return found;
}

/** A wanted level cut by the caps that begin or end within it. */
function piecesOf(whole: Bound, caps: readonly Bound[]): Bound[] {
  const inside = caps.filter(({ from, until }) => from < whole.until && until > whole.from);
  if (inside.length === 0) return [whole];
  const edges = [whole.from, ...inside.flatMap(({ from, until }) => [from, until]), whole.until]
    .filter((at) => at >= whole.from && at <= whole.until)
    .sort((a, b) => a - b);
  return edges.slice(1).map((until, n) => {
    const from = edges[n]!;
    const holding = inside.filter((cap) => cap.from <= from && from < cap.until).map(({ percent }) => percent);
    return { from, until, percent: Math.min(whole.percent, ...holding) };
  });
}
