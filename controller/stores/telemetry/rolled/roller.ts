/**
 * Keeps the roll-ups: half-hours from rows, hours and days from half-hours. Which of them rows have touched since is in
 * the table `touched`, written in the transaction that puts rows into the series; a roll-up is reckoned anew from what
 * is there and its mark is taken away in one transaction. So rows may come late, twice and in any order, a crash loses
 * nothing, and who finds a mark reckons from the rows. Belongs to the one writer of the file.
 */
import type { DatabaseSync } from "node:sqlite";
import { Tally } from "../../../core/telemetry/tally.ts";
import { type Partitions, slotOf, slotWidth } from "../file/partitions.ts";
import type { Statements } from "../file/statements.ts";
import { addEnergy, createRolledRows, type EnergyPart, type Level, noEnergy, type Rolled } from "./rolled-rows.ts";
import type { Day } from "./site-days.ts";
import type { SlotFigures } from "./slot-figures.ts";

export const hourWidth = 3_600_000;
/**
 * ms after its end that a stretch waits for rows still on their way, so that it is written once: devices report every
 * quarter of an hour, and the fold lets them wait as long again.
 */
const settle = 2_400_000;
/** Roll-ups of one output reckoned between two looks at the time. */
const atOnce = 24;
/** Touched half-hours this close together are reckoned as one stretch: each is context of the other. */
const sameStretch = 4;

export interface Roller {
  /**
   * Rolls up for about `budget` ms in one transaction.
   * @param upTo EpochMs that has been reached; stretches that ended well before are due.
   * @returns whether anything due remains.
   */
  slice(budget: number, now: () => number, upTo: number): boolean;
}

export interface RollerDeps {
  readonly db: DatabaseSync;
  readonly partitions: Partitions;
  readonly statements: Statements;
  readonly figures: SlotFigures;
  readonly dayOf: (at: number) => Day;
  /** EpochMs before which rows, or roll-ups of this level, were forgotten. */
  readonly keptFrom: (what: "raw" | Level) => number;
}

export function createRoller({ db, partitions, statements, figures, dayOf, keptFrom }: RollerDeps): Roller {
  const rolled = createRolledRows(partitions, statements);
  /** Where the round over all outputs stands. */
  let next: readonly [device: number, output: number] | undefined;

  const touchedOf = (device: number, output: number, level: Level, before: number): number[] =>
    statements
      .all(
        "SELECT at FROM touched WHERE device = ? AND output = ? AND level = ? AND at < ? ORDER BY at LIMIT ?",
        device,
        output,
        level,
        before,
        atOnce,
      )
      .map(([at]) => at as number);

  const touch = (device: number, output: number, level: Level, at: number) =>
    statements.run(
      "INSERT OR IGNORE INTO touched (device, output, level, at) VALUES (?, ?, ?, ?)",
      device,
      output,
      level,
      at,
    );

  const settled = (device: number, output: number, level: Level, last: number) =>
    statements.run(
      "DELETE FROM touched WHERE device = ? AND output = ? AND level = ? AND at <= ?",
      device,
      output,
      level,
      last,
    );

  /** @returns how many were due, up to `atOnce`. */
  const rollHalfHours = (device: number, output: number, before: number): number => {
    const due = touchedOf(device, output, 0, before).map(slotOf);
    if (due.length === 0) return 0;
    const changed = (slot: number) => {
      const at = slot * slotWidth;
      touch(device, output, 1, at - (at % hourWidth));
      touch(device, output, 2, dayOf(at).from);
    };
    for (const stretch of stretches(due)) {
      const energy = figures.energyAround(device, output, stretch[0]!, stretch.at(-1)!);
      const own = new Set(stretch);
      for (const slot of new Set([...stretch, ...energy.keys()])) {
        const at = slot * slotWidth;
        const known = rolled.get(0, at, device, output);
        // what rows were forgotten of is made, never remade: the rows that are left do not say what it was
        if (at < keptFrom("raw") && known !== undefined) continue;
        const knownEnergy = known?.energy ?? noEnergy;
        const part = energy.get(slot) ?? knownEnergy;
        if (!own.has(slot) && (at >= before || same(part, knownEnergy))) continue;
        const tally = own.has(slot) ? figures.tally(device, output, at, at + slotWidth) : (known?.tally ?? new Tally());
        rolled.put(0, at, device, output, { tally, energy: { ...part } });
        changed(slot);
      }
    }
    settled(device, output, 0, due.at(-1)! * slotWidth);
    return due.length;
  };

  /** Hours and days are put together from half-hours. */
  const rollWider = (device: number, output: number, level: 1 | 2, before: number): number => {
    const due = touchedOf(device, output, level, before);
    if (due.length === 0) return 0;
    for (const at of due) {
      const to = level === 1 ? at + hourWidth : dayOf(at).to;
      if (at < keptFrom(0) && rolled.get(level, at, device, output) !== undefined) continue;
      const sum: Rolled = { tally: new Tally(), energy: { ...noEnergy } };
      for (let slot = slotOf(at); slot * slotWidth < to; slot++) {
        const part = rolled.get(0, slot * slotWidth, device, output);
        if (part === undefined) continue;
        sum.tally.add(part.tally);
        addEnergy(sum.energy, part.energy);
      }
      rolled.put(level, at, device, output, sum);
    }
    settled(device, output, level, due.at(-1)!);
    return due.length;
  };

  const rollSome = (until: number, now: () => number, upTo: number): boolean => {
    const dueHalfHours = upTo - settle - slotWidth;
    const dueHours = upTo - settle - hourWidth;
    for (;;) {
      const found = statements.first(
        "SELECT device, output FROM touched WHERE (device, output) >= (?, ?) LIMIT 1",
        ...(next ?? [0, -1]),
      ) as [number, number] | undefined;
      if (found === undefined) {
        next = undefined;
        return false;
      }
      const [device, output] = found;
      // hours wait for all their half-hours, days for theirs
      const remains =
        rollHalfHours(device, output, dueHalfHours) === atOnce ||
        rollWider(device, output, 1, dueHours) === atOnce ||
        rollWider(device, output, 2, dayOf(upTo - settle).from) === atOnce;
      next = [device, remains ? output : output + 1];
      if (now() >= until) return true;
    }
  };

  return {
    slice(budget, now, upTo) {
      const before = next;
      db.exec("PRAGMA synchronous = NORMAL; BEGIN IMMEDIATE");
      try {
        const remains = rollSome(now() + budget, now, upTo);
        db.exec("COMMIT");
        return remains;
      } catch (error) {
        next = before;
        if (db.isTransaction) db.exec("ROLLBACK");
        partitions.refresh();
        throw error;
      } finally {
        db.exec("PRAGMA synchronous = FULL");
      }
    },
  };
}

/** @param slots ascending. @returns those that lie close together, together. */
export function stretches(slots: readonly number[]): number[][] {
  const found: number[][] = [];
  for (const slot of slots) {
    const open = found.at(-1);
    if (open !== undefined && slot - open.at(-1)! <= sameStretch) open.push(slot);
    else found.push([slot]);
  }
  return found;
}

function same(a: EnergyPart, b: EnergyPart): boolean {
  return (
    a.energy === b.energy &&
    a.measured === b.measured &&
    a.interpolated === b.interpolated &&
    a.resets === b.resets &&
    a.excluded === b.excluded
  );
}
