/** Roll-ups on disk: what an output measured and used in a half-hour, an hour, a day. */

import { registry } from "#protocol/wire/registry.ts";
import type { Quantity } from "#protocol/wire/samples.ts";
import { quantityNames } from "#protocol/wire/samples.ts";
import { type Steps, Tally } from "../../../core/telemetry/tally.ts";
import type { Kind, Partitions } from "../file/partitions.ts";
import type { Statements } from "../file/statements.ts";

/** From fine to coarse; the place in the list is the number in `touched`. */
export const levels = ["rolledHalfHours", "rolledHours", "rolledDays"] as const satisfies readonly Kind[];
export type Level = 0 | 1 | 2;

/** Energy of a stretch of time, so that stretches add up. */
export interface EnergyPart {
  /** kWh */
  energy: number;
  /** ms of it between readings that are close enough. */
  measured: number;
  /** ms of it within longer gaps. */
  interpolated: number;
  resets: number;
  excluded: number;
}

export const noEnergy: Readonly<EnergyPart> = { energy: 0, measured: 0, interpolated: 0, resets: 0, excluded: 0 };

export function addEnergy(into: EnergyPart, part: Readonly<EnergyPart>): void {
  into.energy += part.energy;
  into.measured += part.measured;
  into.interpolated += part.interpolated;
  into.resets += part.resets;
  into.excluded += part.excluded;
}

export interface Rolled {
  tally: Tally;
  energy: EnergyPart;
}

export interface RolledRows {
  get(level: Level, at: number, device: number, output: number): Rolled | undefined;
  put(level: Level, at: number, device: number, output: number, rolled: Rolled): void;
}

export function createRolledRows(partitions: Partitions, statements: Statements): RolledRows {
  return {
    get(level, at, device, output) {
      const table = partitions.find(levels[level], at);
      if (table === undefined) return undefined;
      const row = statements.first(
        `SELECT rows, absurd, energy, measured, interpolated, resets, excluded, tally FROM ${table}
         WHERE at = ? AND device = ? AND output = ?`,
        at,
        device,
        output,
      );
      if (row === undefined) return undefined;
      const [rows, absurd, energy, measured, interpolated, resets, excluded] = row as number[];
      const tally = readTally(row[7] as Uint8Array);
      tally.rows = rows!;
      tally.absurd = absurd!;
      return {
        tally,
        energy: {
          energy: energy!,
          measured: measured!,
          interpolated: interpolated!,
          resets: resets!,
          excluded: excluded!,
        },
      };
    },
    put(level, at, device, output, { tally, energy }) {
      statements.run(
        `INSERT OR REPLACE INTO ${partitions.make(levels[level], at)}
         (at, device, output, rows, absurd, energy, measured, interpolated, resets, excluded, tally)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        at,
        device,
        output,
        tally.rows,
        tally.absurd,
        energy.energy,
        energy.measured,
        energy.interpolated,
        energy.resets,
        energy.excluded,
        writeTally(tally),
      );
    },
  };
}

const nameOf = new Map<number, Quantity>(quantityNames.map((name) => [registry[name].key, name]));
const scratch = new Uint8Array(64 * 64);

/**
 * Per quantity its key on the wire, count, min, max − min and sum, in steps; each as a varint of seven bits a byte, low
 * ones first, min and sum with the sign in the lowest bit. Eight quantities of a lamp take some 60 bytes, as REAL
 * columns they took 260.
 */
export function writeTally({ steps }: Tally): Uint8Array {
  let end = 0;
  const put = (value: number) => {
    let rest = value;
    while (rest >= 0x80) {
      scratch[end++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    scratch[end++] = rest;
  };
  for (const [name, { count, min, max, sum }] of steps) {
    put(registry[name].key);
    put(count);
    put(signed(min));
    put(max - min);
    put(signed(sum));
  }
  return scratch.slice(0, end);
}

/** Quantities this version does not know are left out. */
export function readTally(bytes: Uint8Array): Tally {
  const tally = new Tally();
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const name = nameOf.get(next());
    const count = next();
    const min = unsigned(next());
    const steps: Steps = { count, min, max: min + next(), sum: unsigned(next()) };
    if (name !== undefined) tally.steps.set(name, steps);
  }
  return tally;
}

function signed(value: number): number {
  return value < 0 ? -value * 2 - 1 : value * 2;
}

function unsigned(value: number): number {
  return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
}
